import { LongText } from '../../../components/fields';
import { PickColleague } from './PickColleague';

export function HandOverCase() {
  return (
    <>
      <PickColleague path="assigneeId" role="caseworker" />
      <LongText path="note" />
    </>
  );
}
