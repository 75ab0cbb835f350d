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

/** Tracks in the order a case passes through them, and whether it has a part per registry, person and so on. */
export const tracks: readonly { name: string; hasParts: boolean }[] = [
  { name: 'application', hasParts: false },
  { name: 'assignment', hasParts: false },
  { name: 'impartiality', hasParts: true },
  { name: 'ethics', hasParts: false },
  { name: 'consultation', hasParts: true },
  { name: 'exemption', hasParts: false },
  { name: 'access', hasParts: false },
  { name: 'permit', hasParts: false },
  { name: 'linkage', hasParts: false },
  { name: 'key-file', hasParts: true },
  { name: 'delivery', hasParts: true },
  { name: 'closure', hasParts: false },
];

/** The facts of a track that people read, in the order they are shown. */
export const shownFacts = [
  'name',
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
  'note',
  'decisionMakerName',
  'category',
  'declaredOn',
  'ruledOn',
  'rulingReason',
] as const;

/** The field by which a command names the part of a track that it is about. */
export const partFields: Readonly<Record<string, string>> = {
  impartiality: 'personId',
};
