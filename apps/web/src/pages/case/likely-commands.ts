/**
 * What is most likely wanted of what is allowed, the most pressing first: an answer that somebody
 * waits for, then the step that takes the case on. It orders buttons; it allows nothing.
 */
const likely: readonly string[] = [
  // Applicant
  ...['answer-information-field', 'send-information', 'clarify-for-registry', 'answer-rek'],
  ...['accept-project-leadership', 'answer-prior-notice', 'accept-estimate', 'confirm-receipt'],
  ...['confirm-deletion', 'edit-draft', 'submit', 'sign-for-institution', 'report-condition'],
  ...['submit-final-report', 'lodge-appeal'],
  // REK
  ...['acknowledge-at-rek', 'record-rek-approval', 'postpone-at-rek'],
  // Decision-maker
  ...['sign-dismissal', 'return-dismissal', 'sign-exemption', 'sign-partial-exemption'],
  ...['sign-exemption-refusal', 'return-exemption', 'sign-access-grant'],
  ...['sign-partial-access-grant', 'sign-access-refusal', 'return-access-decision'],
  ...['sign-revocation', 'return-revocation', 'dismiss-late-appeal', 'reverse-on-appeal'],
  ...['forward-appeal', 'return-appeal-outcome'],
  // Whoever is to take part, and has not said that they may
  ...['take-case', 'give-advice', 'declare-impartial'],
  // Registry
  ...['ask-clarification', 'promise-delivery', 'start-preparation'],
  ...['report-quality-check', 'report-delivered', 'answer-delivery-error', 'redeliver'],
  ...['report-progress'],
  // Linkage
  ...['create-linkage-domain', 'confirm-key-destruction', 'complete-linkage', 'pause-linkage'],
  ...['resume-linkage'],
  // Caseworker
  ...['rule-impartial', 'rule-disqualified', 'find-complete'],
  ...['answer-screening-items', 'relay-clarification', 'answer-clarification'],
  ...['accept-advice', 'take-appeal', 'propose-appeal-outcome', 'accept-late-appeal'],
  ...['propose-revocation', 'issue-permit', 'order-linkage', 'order-delivery'],
  ...['forward-to-rek', 'consult-registry', 'assess-criterion', 'propose-exemption'],
  ...['propose-access-decision', 'request-information', 'find-condition-fulfilled'],
  ...['issue-invoice-basis'],
  ...['record-final-report', 'close-case', 'register-application'],
  ...['register-registry-hours', 'post-consultation-message', 'send-message', 'write-note'],
];

/** What one is free to do, and nobody waits for: no step to press a person towards. */
const rights: ReadonlySet<string> = new Set([
  ...['lodge-appeal', 'demand-reasons', 'dispute-impartiality', 'withdraw', 'invite-member'],
  ...['send-message', 'write-note', 'post-consultation-message', 'add-attachment', 'set-flag'],
  ...['register-registry-hours', 'declare-conflict'],
]);

/** Whether a command takes the case on, as against one that a person may give if they wish. */
export function isStep(name: string): boolean {
  return !rights.has(name);
}

/** Few enough to stand beside each other, the likely ones and the rest. */
const few = 5;
const mostLikely = 3;

/** The commands that are shown at once, and those that are looked for. */
export function byLikelihood(names: readonly string[]): { first: string[]; rest: string[] } {
  const known = likely.filter((name) => names.includes(name));
  if (names.length <= few) {
    return { first: [...known, ...names.filter((name) => !known.includes(name))], rest: [] };
  }
  const first = known.slice(0, mostLikely);
  return { first, rest: names.filter((name) => !first.includes(name)) };
}
