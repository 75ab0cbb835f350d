import type { ComponentType } from 'react';
import type { CaseDetail } from '../../../api/types';
import type { Values } from '../../../components/typed-text';
import { ReviewBeforeSending } from '../application/ReviewBeforeSending';
import { adviceForms } from './advice-forms';
import { intakeForms } from './intake-forms';
import { AssignCase } from './AssignCase';
import { AssignDecisionMaker } from './AssignDecisionMaker';
import {
  DecideDeferredEffect,
  ExtendAppealPeriod,
  GiveReasons,
  LodgeAppeal,
  ProposeAppealOutcome,
  RegisterAppeal,
  SettleAppeal,
} from './AppealForms';
import { AnswerPriorNotice, GivePriorNotice, ProposeRevocation } from './RevocationForms';
import { AddAttachment } from './AddAttachment';
import { CancelConsultation } from './CancelConsultation';
import {
  ConfirmDeletion,
  RecordConsentWithdrawal,
  RecordDeletionConfirmed,
  RecordFinalReport,
  SettleConsentWithdrawal,
  SubmitFinalReport,
} from './ClosureForms';
import { DeclareConflict } from './DeclareConflict';
import { EndPermit } from './EndPermit';
import { EstimateFee } from './EstimateFee';
import { FindFeeExempt } from './FindFeeExempt';
import { AssessCriterion, begunAssessmentOf } from './AssessCriterion';
import { RecordControllerDecision } from './RecordControllerDecision';
import { ReportCondition } from './ReportCondition';
import { RouteToController } from './RouteToController';
import { exceptionsBody, FindExemptionNotNeeded, placeOfException } from './FindExemptionNotNeeded';
import { FindRekNotRequired } from './FindRekNotRequired';
import { GiveReason } from './GiveReason';
import { inviteBody, InviteMember } from './InviteMember';
import { SendMessage, WriteNote } from './WriteNote';
import { DiscloseNote, ProposeProjectLeader, SetMemberRights } from './MemberForms';
import { HandOverCase } from './HandOverCase';
import { IssueInvoiceBasis } from './IssueInvoiceBasis';
import { linkagePlanBody, linkagePlanOf } from './linkage-plan';
import { OrderLinkage } from './OrderLinkage';
import { Postpone } from './Postpone';
import {
  AnswerDeliveryError,
  ChangePromisedDate,
  OrderDelivery,
  PlanRecurringDelivery,
  PromiseDelivery,
  ReportProgress,
  ReportQualityCheck,
} from './DeliveryFields';
import { DeliveryManifest, Redeliver } from './DeliveryManifest';
import { manifestOf } from './manifest.values';
import {
  accessProposalOf,
  draftBody as proposalDraftBody,
  exceptionsOf,
  exemptionProposalOf,
  placeInDraft,
  proposalBody,
} from './proposals';
import { ProposeAccessDecision } from './ProposeAccessDecision';
import { ProposeExemption } from './ProposeExemption';
import { RecordRekApproval } from './RecordRekApproval';
import { RegisterHours, RegisterRegistryHours } from './RegisterHours';
import { RemoveAttachment } from './RemoveAttachment';
import { ReplaceAttachment } from './ReplaceAttachment';
import { RequireRek } from './RequireRek';
import { ReturnAccessDecision } from './ReturnAccessDecision';
import { ReturnExemption } from './ReturnExemption';
import { TakeCase, takeCaseBody } from './TakeCase';
import type { Sending } from './sending';
import { SendPreliminaryReply } from './SendPreliminaryReply';
import { SwitchTrack } from './SwitchTrack';
import { Withdraw } from './Withdraw';

/** What a command asks for. A command that is not listed asks for nothing but to be confirmed. */
export interface CommandFormOf {
  Fields?: ComponentType<{ accessCase: CaseDetail }>;
  /** What stands in the fields before anything is typed. */
  initial?: (accessCase: CaseDetail) => Values;
  /** The same, where the case itself does not say it. */
  useFound?: (accessCase: CaseDetail) => Values;
  /** The body, made from the fields that were filled in and from what stood there before. */
  body?: (values: Values, start: Values) => Values;
  /** The same for a form that gives its command several times, once for each body. */
  bodies?: (values: Values, accessCase: CaseDetail) => Values[];
  /** Where a field of the body stands in the form, where that is at another path. */
  placeOf?: (field: string, sending: Sending) => string;
  /** The form is worked on over time, and stays when it has been sent. */
  staysOpen?: boolean;
}

export const commandForms: Readonly<Record<string, CommandFormOf>> = {
  'add-attachment': { Fields: AddAttachment },
  'replace-attachment': { Fields: ReplaceAttachment },
  'remove-attachment': { Fields: RemoveAttachment },
  submit: { Fields: ReviewBeforeSending },
  withdraw: { Fields: Withdraw },
  ...intakeForms,
  'take-case': { Fields: TakeCase, body: takeCaseBody },
  'assign-case': { Fields: AssignCase },
  'hand-over-case': { Fields: HandOverCase },
  'assign-decision-maker': { Fields: AssignDecisionMaker },
  'invite-member': { Fields: InviteMember, body: inviteBody },
  'set-member-rights': {
    Fields: SetMemberRights,
    body: (values) => ({ rights: [], ...values }),
  },
  'propose-project-leader': { Fields: ProposeProjectLeader },
  'disclose-note': { Fields: DiscloseNote },
  'send-message': { Fields: SendMessage },
  'write-note': { Fields: WriteNote },
  'declare-conflict': { Fields: DeclareConflict },
  'dispute-impartiality': { Fields: GiveReason },
  'rule-impartial': { Fields: GiveReason },
  'rule-disqualified': { Fields: GiveReason },
  'require-rek': { Fields: RequireRek },
  'find-rek-not-required': { Fields: FindRekNotRequired },
  'record-rek-approval': { Fields: RecordRekApproval },
  ...adviceForms,
  'cancel-consultation': { Fields: CancelConsultation },
  'assess-criterion': { Fields: AssessCriterion, initial: begunAssessmentOf, staysOpen: true },
  'find-exemption-not-needed': {
    Fields: FindExemptionNotNeeded,
    initial: exceptionsOf,
    body: exceptionsBody,
    placeOf: placeOfException,
  },
  'draft-exemption': {
    Fields: ProposeExemption,
    initial: exemptionProposalOf,
    body: proposalDraftBody,
    placeOf: placeInDraft,
  },
  'propose-exemption': {
    Fields: ProposeExemption,
    initial: exemptionProposalOf,
    body: proposalBody,
  },
  'revoke-exemption': { Fields: GiveReason },
  'route-to-controller': { Fields: RouteToController },
  'record-controller-grant': { Fields: RecordControllerDecision },
  'record-controller-refusal': { Fields: RecordControllerDecision },
  'report-condition': { Fields: ReportCondition },
  'return-condition': { Fields: GiveReason },
  'find-condition-breached': { Fields: GiveReason },
  'waive-condition': { Fields: GiveReason },
  'draft-access-decision': {
    Fields: ProposeAccessDecision,
    initial: accessProposalOf,
    body: proposalDraftBody,
    placeOf: placeInDraft,
  },
  'return-exemption': { Fields: ReturnExemption },
  'propose-access-decision': {
    Fields: ProposeAccessDecision,
    initial: accessProposalOf,
    body: proposalBody,
  },
  'return-access-decision': { Fields: ReturnAccessDecision },
  'give-prior-notice': { Fields: GivePriorNotice },
  'answer-prior-notice': { Fields: AnswerPriorNotice },
  'drop-revocation': { Fields: GiveReason },
  'propose-revocation': { Fields: ProposeRevocation },
  'return-revocation': { Fields: GiveReason },
  'lodge-appeal': { Fields: LodgeAppeal },
  'register-appeal': { Fields: RegisterAppeal },
  'accept-late-appeal': { Fields: GiveReason },
  'dismiss-late-appeal': { Fields: GiveReason },
  'decide-deferred-effect': { Fields: DecideDeferredEffect },
  'propose-appeal-outcome': { Fields: ProposeAppealOutcome },
  'return-appeal-outcome': { Fields: GiveReason },
  'settle-appeal': { Fields: SettleAppeal },
  'withdraw-appeal': { Fields: Withdraw },
  'reverse-in-favour': { Fields: GiveReason },
  'give-reasons': { Fields: GiveReasons },
  'extend-appeal-period': { Fields: ExtendAppealPeriod },
  'end-permit': { Fields: EndPermit },
  'order-linkage': { Fields: OrderLinkage, initial: linkagePlanOf, body: linkagePlanBody },
  'change-linkage-plan': {
    Fields: OrderLinkage,
    initial: linkagePlanOf,
    body: linkagePlanBody,
  },
  'promise-delivery': { Fields: PromiseDelivery },
  'order-delivery': { Fields: OrderDelivery },
  'change-promised-date': { Fields: ChangePromisedDate },
  'report-progress': { Fields: ReportProgress },
  'report-quality-check': { Fields: ReportQualityCheck },
  'report-part-delivered': { Fields: DeliveryManifest, initial: manifestOf },
  'report-delivered': { Fields: DeliveryManifest, initial: manifestOf },
  'report-delivery-error': { Fields: GiveReason },
  'answer-delivery-error': { Fields: AnswerDeliveryError },
  redeliver: { Fields: Redeliver, initial: manifestOf },
  'cancel-delivery': { Fields: GiveReason },
  'plan-recurring-delivery': { Fields: PlanRecurringDelivery },
  'stop-recurring-delivery': { Fields: GiveReason },
  'estimate-fee': { Fields: EstimateFee },
  'find-fee-exempt': { Fields: FindFeeExempt },
  'register-hours': { Fields: RegisterHours },
  'register-registry-hours': { Fields: RegisterRegistryHours },
  'issue-invoice-basis': { Fields: IssueInvoiceBasis },
  'confirm-deletion': { Fields: ConfirmDeletion },
  'record-deletion-confirmed': { Fields: RecordDeletionConfirmed },
  'submit-final-report': { Fields: SubmitFinalReport },
  'record-final-report': { Fields: RecordFinalReport },
  'waive-final-report': { Fields: GiveReason },
  'record-consent-withdrawal': { Fields: RecordConsentWithdrawal },
  'settle-consent-withdrawal': { Fields: SettleConsentWithdrawal },
  postpone: { Fields: Postpone },
  'send-preliminary-reply': { Fields: SendPreliminaryReply },
  'switch-track': { Fields: SwitchTrack },
};
