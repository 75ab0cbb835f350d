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
