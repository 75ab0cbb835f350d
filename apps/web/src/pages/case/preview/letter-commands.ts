/** Commands of staff that send a letter, or propose what becomes one when it is signed. */
export const commandsWithLetters: ReadonlySet<string> = new Set([
  'register-application',
  'request-information',
  'extend-information-request',
  'propose-dismissal',
  'sign-dismissal',
  'send-protocol-notice',
  'forward-to-rek',
  'record-rek-rejection',
  'consult-registry',
  'renew-consultation',
  'draft-exemption',
  'propose-exemption',
  'sign-exemption',
  'sign-partial-exemption',
  'sign-exemption-refusal',
  'draft-access-decision',
  'propose-access-decision',
  'sign-access-grant',
  'sign-partial-access-grant',
  'sign-access-refusal',
  'give-prior-notice',
  'propose-revocation',
  'sign-revocation',
  'stop-recurring-delivery',
  'register-appeal',
  'dismiss-late-appeal',
  'propose-appeal-outcome',
  'reverse-on-appeal',
  'forward-appeal',
  'order-delivery',
  'cancel-delivery',
  'estimate-fee',
  'issue-invoice-basis',
  'send-preliminary-reply',
  'postpone',
  'conclude-without-decision',
  'close-case',
  'decide-deferred-effect',
  'drop-revocation',
  'end-permit',
  'extend-appeal-period',
  'find-condition-breached',
  'find-condition-fulfilled',
  'give-reasons',
  'issue-permit',
  'return-condition',
  'revoke-exemption',
  'route-to-controller',
  'settle-appeal',
  'waive-condition',
]);

/** Whoever gives it stands for the letter, also where the command is not called a signature. */
export const isSignature = (name: string): boolean =>
  commandsWithLetters.has(name) &&
  (name.startsWith('sign-') || ['forward-appeal', 'reverse-on-appeal'].includes(name));

/** A proposal is shown as its draft would be: also when it is not finished. */
export const draftOf: Readonly<Record<string, string>> = {
  'propose-access-decision': 'draft-access-decision',
  'propose-exemption': 'draft-exemption',
};
