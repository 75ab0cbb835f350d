/** Whose page it can be; the system and the administrator see no case. */
export const seers = [
  'auditor',
  'applicant',
  'caseworker',
  'decision-maker',
  'unit-leader',
  'registry-adviser',
  'registry-delivery',
  'rek-secretary',
  'linkage-custodian',
] as const;
