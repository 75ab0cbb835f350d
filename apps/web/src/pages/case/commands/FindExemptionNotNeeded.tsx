import { Line, LongText } from '../../../components/fields';

export function FindExemptionNotNeeded() {
  return (
    <>
      <Line path="legalBasis" />
      <LongText path="reason" />
    </>
  );
}
