import type { Draft } from '#cases';
import type { CaseKind } from '../../libs/cases/src/case.model.js';
import { addDays } from './http-case.js';
import {
  accessProposal,
  assessmentOf,
  exemptionProposal,
  firstFrom,
  manifestOf,
  preparationOf,
  registryIds,
  rekComparison,
  screenedAs,
  type Step,
  wholeApplication,
} from './journey.js';

/** The legs of a journey over HTTP, with dates counted from the day they are walked. */

type Command = Step['command'];
type Key = keyof typeof registryIds;

const reason = 'Slik vil prosjektet det, og slik er reglene.';

/** An application for these registries' data. */
export function applicationFor(...keys: Key[]) {
  const ids: string[] = keys.map((key) => registryIds[key]);
  return {
    ...wholeApplication,
    // The clock goes forward years in these journeys; data are asked for after the last of them.
    accessPeriod: { fromOn: '2035-01-01', toOn: '2037-12-31' },
    sources: wholeApplication.sources.filter(({ registryId }) => ids.includes(registryId)),
  };
}

/** What the form asks of every change, with what else it says. */
export function changeOf(keys: readonly Key[], answers: Draft = {}): Step {
  const reasons = { changeReason: reason, changeEthicsStatus: 'covered' };
  const application = { ...applicationFor(...keys), ...reasons, ...answers };
  return { by: 'applicant', command: { type: 'edit-draft', application } };
}

/** From a draft to a complete application on a caseworker's desk. */
export function toAssessment(...keys: Key[]): Step[] {
  const command: Command = { type: 'edit-draft', application: applicationFor(...keys) };
  return [{ by: 'applicant', command }, ...submittedToAssessment('individual-level')];
}

/** From a draft that is ready to a complete application on a caseworker's desk. */
export function submittedToAssessment(kind: CaseKind): Step[] {
  return [
    { by: 'applicant', command: { type: 'submit' } },
    { by: 'caseworker', command: { type: 'take-case', isImpartial: true } },
    { by: 'decisionMaker', command: { type: 'declare-impartial' } },
    { by: 'both', command: { type: 'declare-impartial' } },
    { by: 'caseworker', command: screenedAs(kind) },
    { by: 'caseworker', command: { type: 'find-complete' } },
  ];
}

/** REK is asked and approves. */
export function rekApproves(today: string): Step[] {
  return [
    { by: 'caseworker', command: { type: 'require-rek', reason } },
    { by: 'caseworker', command: { type: 'forward-to-rek' } },
    { by: 'rek', command: { type: 'acknowledge-at-rek' } },
    {
      by: 'rek',
      command: {
        type: 'record-rek-approval',
        rekReference: '812345',
        decidedOn: today,
        validUntilOn: addDays(today, 1_500),
      },
    },
    { by: 'caseworker', command: rekComparison() },
  ];
}

/** Every criterion of the exemption is answered, and it is proposed and signed. */
export function exempted(...keys: Key[]): Step[] {
  const ids: string[] = keys.map((key) => registryIds[key]);
  const sources = exemptionProposal.sources.filter(({ registryId }) => ids.includes(registryId));
  return [
    ...assessmentOf('hrl-19e'),
    { by: 'caseworker', command: { ...exemptionProposal, sources } },
    { by: 'decisionMaker', command: { type: 'sign-exemption', legalBasis: 'hrl-19e' } },
  ];
}

/** A proposal for these registries, of which some are refused; every criterion is answered first. */
export function proposed(
  today: string,
  keys: Key[],
  refused: Key[] = [],
  permitDays?: number,
): Step[] {
  const command = proposal(today, keys, refused, permitDays);
  return [...assessmentOf('access'), { by: 'caseworker', command }];
}

/** From a draft to a permit for these registries' data. */
export function permitted(today: string, ...keys: Key[]): Step[] {
  return [
    ...toAssessment(...keys),
    ...rekApproves(today),
    ...exempted(...keys),
    ...proposed(today, keys),
    { by: 'decisionMaker', command: { type: 'sign-access-grant' } },
    { by: 'caseworker', command: { type: 'issue-permit' } },
  ];
}

/** The proposal alone. */
export function proposal(
  today: string,
  keys: Key[],
  refused: Key[] = [],
  permitDays = 700,
): Command {
  const ids: string[] = keys.map((key) => registryIds[key]);
  const whole = accessProposal(refused.map((key) => registryIds[key]));
  return {
    ...whole,
    sources: whole.sources.filter(({ registryId }) => ids.includes(registryId)),
    conditions: whole.conditions.map((condition) => ({
      ...condition,
      dueOn: addDays(today, permitDays + 30),
    })),
    permitEndsOn: addDays(today, permitDays),
  };
}

/** Ordered, promised, delivered and received at one registry. */
export function delivered(today: string, key: Key, by: Step['by']): Step[] {
  const registryId = registryIds[key];
  const deliveryId = firstFrom(registryId);
  return [
    { by: 'caseworker', command: { type: 'order-delivery', registryId } },
    ...preparationOf(registryId, by, addDays(today, 20)),
    { by, command: { type: 'report-delivered', deliveryId, ...manifestOf(registryId) } },
    { by: 'applicant', command: { type: 'confirm-receipt', deliveryId } },
  ];
}
