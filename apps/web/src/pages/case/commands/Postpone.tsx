import { DateField, LongText } from '../../../components/fields';

export function Postpone() {
  return (
    <>
      <LongText path="reason" />
      <DateField path="likelyOn" />
    </>
  );
}
