import { DateField, Line, LongText } from '../../../components/fields';

export function RecordControllerDecision() {
  return (
    <>
      <DateField path="decidedOn" />
      <Line path="controllerReference" />
      <LongText path="reason" isOptional />
    </>
  );
}
