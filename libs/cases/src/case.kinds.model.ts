/** What a case is about: data on individuals, figures, or what is to be done to a permit. */
export const caseKinds = [
  'individual-level',
  'statistics',
  'change',
  'extension',
  'data-update',
] as const;

export type CaseKind = (typeof caseKinds)[number];
