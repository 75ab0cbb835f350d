import { Count, LongText, OneOf } from '../../../components/fields';

export function GiveAdvice() {
  return (
    <>
      <OneOf path="advice" values={['for', 'for-with-conditions', 'against']} />
      <LongText path="reason" />
      <Count path="costNok" isOptional />
      <Count path="weeksToDeliver" isOptional />
    </>
  );
}
