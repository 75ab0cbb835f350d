import { DateField, Line, LongText, OneOf } from '../../../components/fields';

/** The forms of calling a permit back. */
export function GivePriorNotice() {
  return (
    <>
      <OneOf
        path="ground"
        values={[
          'breach-of-conditions',
          'approval-lapsed',
          'decision-invalid',
          'reserved-in-decision',
          'other-law',
        ]}
      />
      <LongText path="reason" />
      <DateField path="hearingDueOn" />
    </>
  );
}

export function AnswerPriorNotice() {
  return <LongText path="statement" rows={8} />;
}

export function ProposeRevocation() {
  return (
    <>
      <Line path="rule" />
      <LongText path="facts" />
      <LongText path="considerations" />
      <LongText path="deferredEffect" />
    </>
  );
}
