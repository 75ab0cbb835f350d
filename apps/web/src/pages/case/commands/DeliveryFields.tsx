import { intervals, progressSteps } from '../../../api/vocabulary';
import { Count, DateField, Lines, LongText, OneOf } from '../../../components/fields';

/** Left out: everything that the permit gives from the registry. */
export function OrderDelivery() {
  return <Lines path="variables" isOptional />;
}

export function PromiseDelivery() {
  return <DateField path="promisedOn" />;
}

export function ChangePromisedDate() {
  return (
    <>
      <DateField path="promisedOn" />
      <LongText path="reason" />
    </>
  );
}

export function ReportProgress() {
  return (
    <>
      <Count path="percent" isOptional />
      <OneOf path="step" values={progressSteps} />
    </>
  );
}

export function ReportQualityCheck() {
  return <LongText path="note" isOptional />;
}

export function AnswerDeliveryError() {
  return <LongText path="answer" />;
}

export function PlanRecurringDelivery() {
  return (
    <>
      <OneOf path="interval" values={intervals} />
      <DateField path="firstRoundOn" isOptional />
    </>
  );
}
