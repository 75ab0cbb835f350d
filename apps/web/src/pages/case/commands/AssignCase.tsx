import { LongText } from '../../../components/fields';
import { PickColleague } from './PickColleague';

export function AssignCase() {
  return (
    <>
      <PickColleague path="assigneeId" role="caseworker" />
      <LongText path="note" isOptional />
    </>
  );
}
