import { LongText } from '../../../components/fields';

export function EndPermit() {
  return <LongText path="reason" isOptional />;
}
