/** Words of the API that the screens list in an order of their own. */
export const applicationStates = [
  'draft',
  'submitted',
  'pre-screening',
  'in-assessment',
  'decided',
  'in-delivery',
  'closed',
  'withdrawn',
] as const;

/** The parties a case can wait for; `registry` is any of them, `registry:<id>` is that one. */
export const waitingParties = [
  'helsedataservice',
  'applicant',
  'rek',
  'registry',
  'linkage',
  'in-use',
  'nobody',
] as const;

/** Tracks in the order a case passes through them, and whether each registry has its own part. */
export const tracks: readonly { name: string; isPerRegistry: boolean }[] = [
  { name: 'application', isPerRegistry: false },
  { name: 'ethics', isPerRegistry: false },
  { name: 'consultation', isPerRegistry: true },
  { name: 'exemption', isPerRegistry: false },
  { name: 'access', isPerRegistry: false },
  { name: 'permit', isPerRegistry: false },
  { name: 'linkage', isPerRegistry: false },
  { name: 'key-file', isPerRegistry: true },
  { name: 'delivery', isPerRegistry: true },
  { name: 'closure', isPerRegistry: false },
];

/** The facts of a track that people read, in the order they are shown. */
export const shownFacts = [
  'submittedOn',
  'completeOn',
  'permitReference',
  'rekReference',
  'question',
  'answerDueOn',
  'advice',
  'reason',
  'withdrawalReason',
  'costNok',
  'weeksToDeliver',
  'legalBasis',
  'proposedByName',
  'signedByName',
  'decidedOn',
  'validUntilOn',
  'conditions',
  'permitEndsOn',
  'endsOn',
  'threatensSociety',
  'facts',
  'considerations',
  'linker',
  'orderedByName',
  'destroyedAt',
  'serialNumberCount',
  'rows',
  'accepted',
  'repeated',
  'invalid',
  'promisedOn',
  'deliveredOn',
  'receivedOn',
  'fileCount',
  'rowCount',
  'handOverPlace',
  'confirmedOn',
  'statement',
] as const;
