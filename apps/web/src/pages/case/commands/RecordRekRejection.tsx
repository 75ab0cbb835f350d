import { DateField, Line, LongText } from '../../../components/fields';

export function RecordRekRejection() {
  return (
    <>
      <Line path="rekReference" />
      <DateField path="decidedOn" />
      <LongText path="reason" />
    </>
  );
}
