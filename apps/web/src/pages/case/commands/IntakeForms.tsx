import { DateField, LongText } from '../../../components/fields';

/** A command that asks for nothing but why. */
export function ReasonOnly() {
  return <LongText path="reason" />;
}

export function ExtendInformationRequest() {
  return <DateField path="answerDueOn" />;
}

export function SendInformation() {
  return <LongText path="message" isOptional />;
}
