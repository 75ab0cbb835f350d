import { LongText, OneOf } from '../../../components/fields';

export function FindFeeExempt() {
  return (
    <>
      <OneOf path="ground" values={['student-aggregated', 'data-update']} />
      <LongText path="reason" />
    </>
  );
}
