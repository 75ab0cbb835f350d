import type { Consultation } from './consultation.model.js';

/**
 * What an applicant sees of a consultation. Advice from outside the institution is an external
 * document that a party may read (forvaltningsloven section 18); advice from within is internal
 * (section 18 a): of it the applicant sees that it was asked for and given, and when. What passes
 * between caseworker and registry is theirs in either case.
 */
const always = [
  'state',
  'round',
  'requestedOn',
  'answerDueOn',
  'advisedOn',
  'isInternal',
  'relayedQuestionId',
  'applicantAnswerId',
] as const satisfies readonly (keyof Consultation)[];

const ofExternalAdvice = [
  'questionId',
  'advice',
  'reasonId',
  'variables',
  'hours',
  'costNok',
  'weeksToDeliver',
  'expectedRows',
  'earlier',
] as const satisfies readonly (keyof Consultation)[];

/** Facts of these events stay between the caseworker and the registry. */
export const eventsWithinConsultation: readonly string[] = [
  'consultation-message-posted',
  'advice-accepted',
  'advice-rejected',
];

/** A consultation as the applicant sees it. What is not marked is internal. */
export function consultationForApplicant(consultation: Consultation): Partial<Consultation> {
  const isExternal = consultation.isInternal === false;
  const shown: readonly string[] = isExternal ? [...always, ...ofExternalAdvice] : always;
  return Object.fromEntries(Object.entries(consultation).filter(([key]) => shown.includes(key)));
}
