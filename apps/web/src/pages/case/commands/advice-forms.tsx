import type { CaseDetail } from '../../../api/types';
import { Count, DateField, Line, LongText, OneOf, YesNo } from '../../../components/fields';
import {
  AdviseOnVariables,
  adviceBody,
  placeOfVariable,
  variablesToAdvise,
} from './AdviseOnVariables';
import { comparedPoints, CompareWithRek } from './CompareWithRek';
import type { CommandFormOf } from './forms';
import { GiveReason } from './GiveReason';

/** The forms of the ethics and consultation tracks. */
export const adviceForms: Readonly<Record<string, CommandFormOf>> = {
  'find-rek-notice-only': { Fields: GiveReason },
  'record-protocol-notice': { Fields: ProtocolNotice },
  'acknowledge-at-rek': { Fields: Acknowledge },
  'postpone-at-rek': { Fields: Postpone },
  'answer-rek': { Fields: Answer },
  'verify-rek-approval': { Fields: Verify, initial: () => ({ decidedBy: 'rek' }) },
  'record-rek-rejection': { Fields: OtherAnswer },
  'record-outside-mandate': { Fields: OtherAnswer },
  'settle-outside-mandate': { Fields: SettleOutside },
  'compare-with-rek': { Fields: CompareWithRek },
  'settle-mismatch': { Fields: SettleMismatch },
  'consult-registry': { Fields: Question },
  'renew-consultation': { Fields: Question },
  'ask-clarification': { Fields: AskOnly },
  'relay-clarification': { Fields: AskOnly },
  'clarify-for-registry': { Fields: Answer },
  'answer-clarification': { Fields: Answer },
  'give-advice': {
    Fields: GiveAdvice,
    initial: variablesToAdvise,
    body: adviceBody,
    placeOf: placeOfVariable,
  },
  'accept-advice': { Fields: ReasonIfAny },
  'reject-advice': { Fields: GiveReason },
  'mark-consultation': { Fields: Mark },
  'post-consultation-message': { Fields: Message },
  'mark-registry-unreachable': { Fields: GiveReason },
};

function ProtocolNotice() {
  return (
    <>
      <DateField path="sentOn" />
      <Line path="documentReference" />
    </>
  );
}

function Acknowledge() {
  return (
    <>
      <Line path="rekReference" isOptional />
      <DateField path="answerExpectedOn" isOptional />
    </>
  );
}

function Postpone() {
  return (
    <>
      <LongText path="questions" rows={6} />
      <DateField path="answerDueOn" />
    </>
  );
}

function Answer() {
  return <LongText path="answer" rows={6} />;
}

function Verify() {
  return (
    <>
      <OneOf path="decidedBy" values={['rek', 'nem']} />
      <Line path="rekReference" />
      <DateField path="decidedOn" />
      <DateField path="validUntilOn" />
      <LongText path="conditions" isOptional />
      <Line path="documentReference" />
      <LongText path="differenceReason" isOptional />
    </>
  );
}

function OtherAnswer() {
  return (
    <>
      <Line path="rekReference" />
      <DateField path="decidedOn" />
      <LongText path="reason" />
      <Line path="documentReference" isOptional />
    </>
  );
}

function SettleOutside() {
  return (
    <>
      <OneOf path="continuedAs" values={['not-medical-research', 'other-basis']} />
      <LongText path="reason" />
    </>
  );
}

function SettleMismatch() {
  return (
    <>
      <OneOf path="point" values={comparedPoints} />
      <LongText path="reason" isOptional />
      <Line path="requestId" isOptional />
    </>
  );
}

function Question() {
  return (
    <>
      <LongText path="question" />
      <DateField path="answerDueOn" isOptional />
    </>
  );
}

function AskOnly() {
  return <LongText path="question" />;
}

function GiveAdvice({ accessCase }: { accessCase: CaseDetail }) {
  return (
    <>
      <OneOf path="advice" values={['for', 'for-with-conditions', 'against']} />
      <LongText path="reason" />
      <AdviseOnVariables accessCase={accessCase} />
      <Count path="hours" isOptional />
      <Count path="costNok" isOptional />
      <Count path="weeksToDeliver" isOptional />
      <Count path="expectedRows" isOptional />
    </>
  );
}

function ReasonIfAny() {
  return <LongText path="reason" isOptional />;
}

function Mark() {
  return (
    <>
      <YesNo path="isInternal" />
      <LongText path="reason" />
    </>
  );
}

function Message() {
  return <LongText path="message" />;
}
