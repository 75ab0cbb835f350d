import { DateField, LongText } from '../../../components/fields';

export function SendPreliminaryReply() {
  return (
    <>
      <LongText path="reason" />
      <DateField path="expectedOn" isOptional />
    </>
  );
}
