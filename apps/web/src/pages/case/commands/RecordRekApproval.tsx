import { DateField, Line, LongText } from '../../../components/fields';

export function RecordRekApproval() {
  return (
    <>
      <Line path="rekReference" />
      <DateField path="decidedOn" />
      <DateField path="validUntilOn" />
      <LongText path="conditions" isOptional />
    </>
  );
}
