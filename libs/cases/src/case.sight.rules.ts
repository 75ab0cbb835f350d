import type { Role } from '../../parties/src/role.rules.js';
import type { TrackName } from './case.model.js';

/** The parts of a case page that are not tracks. */
export type Part = 'application' | 'applicant' | 'assignee' | 'ledger' | 'refusals';

/**
 * How much of a track a role sees: `all` of it; what is `open` of it, all but what stays within the
 * house; what is its `own` registry's; the `state` alone; all of it once it is `decided`; of a
 * consultation what the `party` may read; all but the reasons; of a linkage the `plan`, or the own
 * part of it. A role that is not named sees
 * nothing, but a unit leader what a caseworker sees, and so does who has insight. Every projection is made from these tables, so
 * an internal field cannot reach an applicant.
 */
export type Sight =
  | 'all'
  | 'open'
  | 'own'
  | 'state'
  | 'decided'
  | 'decided-parts'
  | 'party'
  | 'without-reasons'
  | 'plan'
  | 'own-plan';

export const trackSight: Record<TrackName, Partial<Record<Role, Sight>>> = {
  application: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'state',
    'registry-adviser': 'state',
    'registry-delivery': 'state',
    'linkage-custodian': 'state',
  },
  // The check itself is the office's working paper; what it misses is asked for in words.
  screening: {
    applicant: 'state',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  assignment: {
    applicant: 'state',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  // Why somebody has a tie to a case is their own matter and their superior's.
  impartiality: {
    'unit-leader': 'all',
    caseworker: 'without-reasons',
    'decision-maker': 'without-reasons',
    auditor: 'without-reasons',
  },
  information: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  dismissal: {
    applicant: 'decided',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  flag: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  ethics: {
    applicant: 'open',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'open',
  },
  consultation: {
    applicant: 'party',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'own',
  },
  // How criteria are weighed is the house's until the decision, whose letter tells it.
  assessment: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  'controller-decision': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  condition: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  exemption: {
    applicant: 'decided',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  access: {
    applicant: 'decided',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  permit: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'all',
    'linkage-custodian': 'all',
  },
  linkage: {
    applicant: 'plan',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own-plan',
    'linkage-custodian': 'all',
  },
  'key-file': {
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own',
    'linkage-custodian': 'all',
  },
  delivery: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own',
  },
  'delivery-plan': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-delivery': 'own',
  },
  member: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  leadership: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  message: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  // Notes are for those who prepare the case: no state, no text, no event of them reaches a party.
  note: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  // A party sees what it is to pay for.
  fee: { applicant: 'all', caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
  'registry-fee': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'own',
    'registry-delivery': 'own',
  },
  // What is being prepared on these two is the party's to read when it is decided.
  revocation: {
    applicant: 'decided-parts',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  appeal: {
    applicant: 'decided-parts',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  reversal: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  'appeal-period': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  closure: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'linkage-custodian': 'state',
  },
  'final-report': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  'consent-withdrawal': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  'preliminary-reply': {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  postponement: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'state',
    'registry-delivery': 'state',
  },
  procedure: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  // Who was reminded of what is within the house.
  reminder: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
};

/** `own` of the application: the title, the purpose and what is asked of the role's registry. */
export const partSight: Record<Part, Partial<Record<Role, 'all' | 'own'>>> = {
  application: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'all',
    'registry-adviser': 'own',
    'registry-delivery': 'own',
  },
  applicant: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'rek-secretary': 'all',
    'registry-adviser': 'all',
    'registry-delivery': 'all',
  },
  assignee: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
    'registry-adviser': 'all',
    'registry-delivery': 'all',
    'rek-secretary': 'all',
    'linkage-custodian': 'all',
  },
  ledger: {
    applicant: 'all',
    caseworker: 'all',
    'decision-maker': 'all',
    auditor: 'all',
  },
  // Who tried what and was refused, and who read what, is for those who answer for the case.
  refusals: { caseworker: 'all', 'decision-maker': 'all', auditor: 'all' },
};
