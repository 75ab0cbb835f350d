import { Count, LongText } from '../../../components/fields';

export function EstimateFee() {
  return (
    <>
      <Count path="hours" />
      <LongText path="basis" />
    </>
  );
}
