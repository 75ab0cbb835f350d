import { describe, expect, it } from '@jest/globals';
import { type Actor, roles } from '#parties';
import { people, registryIds } from '../../../test/support/journey.js';
import { newCase } from './case.machine.js';
import type { AccessCase, TrackName, Tracks } from './case.model.js';
import { partSight, trackSight } from './case.sight.rules.js';
import { seesEvent, sightOf, visibleStates, visibleTracks } from './case.visibility.js';
import { rolesInCase } from './case.relation.rules.js';

/** A case in full swing, with something marked in every track that only insiders may read. */
const tracks: Tracks = {
  application: {
    state: 'in-delivery',
    registryIds: Object.values(registryIds),
    submittedOn: '2026-01-02',
  },
  assignment: {
    state: 'assigned',
    assigneeId: 'inside-caseworker',
    unitId: 'individual-level',
    noteId: 'inside-note',
  },
  impartiality: { someone: { state: 'conflict', category: 'family', reasonId: 'inside-tie' } },
  screening: {
    state: 'complete',
    answers: {
      'right-receiver': {
        answer: 'yes',
        commentId: 'inside-screening',
        answeredBy: 'inside-officer',
        answeredByName: 'Demo',
        answeredOn: '2026-01-05',
      },
    },
  },
  information: { asked: { state: 'asked', answerIds: { purpose: 'unsent-answer' } } },
  dismissal: { state: 'none', returnReasonId: 'inside-returned' },
  flag: { 'protected-interests': { state: 'set', reasonId: 'inside-flag' } },
  ethics: { state: 'approved', rekReference: '812345' },
  consultation: {
    [registryIds.npr]: { state: 'advised', reasonId: 'inside-npr' },
    [registryIds.stroke]: { state: 'advised', reasonId: 'inside-stroke' },
  },
  assessment: {
    access: {
      state: 'begun',
      answers: {
        'explicit-purpose': {
          isMet: true,
          reasonId: 'inside-assessment',
          rulesVersion: 'hrl-19a-2',
          assessedBy: 'inside-assessor',
          assessedByName: 'inside-name',
          assessedAt: '2026-11-02T09:00:00.000Z',
        },
      },
    },
  },
  exemption: { 'hrl-19e': { state: 'proposed', factsId: 'inside-exemption' } },
  'controller-decision': {},
  condition: {},
  access: { state: 'proposed', factsId: 'inside-facts', considerationsId: 'inside-considerations' },
  permit: { state: 'active', permitReference: 'T-000001' },
  revocation: { state: 'proposed', factsId: 'inside-revocation', proposedBy: 'inside-proposer' },
  appeal: {
    one: {
      state: 'outcome-proposed',
      groundsId: 'own-grounds',
      statementId: 'inside-statement',
      returnReasonId: 'inside-return',
      deciders: ['inside-decider'],
    },
  },
  'appeal-period': {},
  reversal: {},
  linkage: {
    state: 'complete',
    domainId: 'inside-domain',
    registryIds: Object.values(registryIds),
  },
  'key-file': {
    [registryIds.npr]: { state: 'handed-over', inputSha256: 'inside-npr-hash' },
    [registryIds.dar]: { state: 'handed-over', inputSha256: 'inside-dar-hash' },
  },
  delivery: {
    [`${registryIds.npr}.1`]: {
      state: 'delivered',
      registryId: registryIds.npr,
      handOverPlace: 'delivered-npr',
    },
    [`${registryIds.dar}.1`]: { state: 'ordered', registryId: registryIds.dar },
  },
  'delivery-plan': {},
  member: {},
  leadership: { state: 'settled' },
  message: { state: 'none' },
  note: { state: 'written', noteId: 'inside-oral', kind: 'internal' },
  fee: { state: 'none' },
  'registry-fee': {},
  closure: { state: 'active' },
  'final-report': { state: 'awaited' },
  'consent-withdrawal': {},
  'preliminary-reply': { state: 'awaited' },
  postponement: { state: 'none' },
  procedure: { state: 'ordinary' },
  reminder: {},
};

const accessCase: AccessCase = {
  ...newCase({
    id: 'c0000000-0000-4000-8000-000000000000',
    reference: 'HDS-2026-000001',
    kind: 'individual-level',
    parentId: null,
    applicantId: people.applicant.personId ?? '',
    language: 'nb',
  }),
  tracks,
};

const seenBy = (actor: Actor, of = tracks) =>
  JSON.stringify(visibleTracks(of, rolesInCase({ ...accessCase, tracks: of }, actor)));

describe('who sees what', () => {
  it('lets no internal field reach an applicant', () => {
    expect(seenBy(people.applicant)).not.toMatch(/inside-/);
    expect(seenBy(people.applicant)).toMatch(/delivered-npr/);
  });

  it('answers a command with the states its giver may see, no others', () => {
    expect(visibleStates(accessCase, people.applicant)).toEqual({
      application: 'in-delivery',
      assignment: 'assigned',
      screening: 'complete',
      information: { asked: 'asked' },
      ethics: 'approved',
      consultation: { [registryIds.npr]: 'advised', [registryIds.stroke]: 'advised' },
      permit: 'active',
      revocation: 'heard',
      appeal: { one: 'under-review' },
      'appeal-period': {},
      reversal: {},
      linkage: 'complete',
      'controller-decision': {},
      condition: {},
      delivery: { [`${registryIds.npr}.1`]: 'delivered', [`${registryIds.dar}.1`]: 'ordered' },
      'delivery-plan': {},
      member: {},
      leadership: 'settled',
      message: 'none',
      fee: 'none',
      'registry-fee': {},
      closure: 'active',
      'final-report': 'awaited',
      'consent-withdrawal': {},
      'preliminary-reply': 'awaited',
      postponement: 'none',
      procedure: 'ordinary',
    });
  });

  it('opens a decision and its grounds to the applicant once it is made, and not before', () => {
    const decided = { ...tracks, access: { ...tracks.access, state: 'granted' as const } };
    expect(seenBy(people.applicant, decided)).toMatch(/inside-considerations/);
    expect(seenBy(people.applicant, decided)).not.toMatch(/inside-exemption/);
    const returnedOnce = {
      ...decided,
      access: {
        ...decided.access,
        returnReasonId: 'inside-return',
        draftId: 'inside-draft',
        proposedBy: 'inside-person',
      },
    };
    expect(seenBy(people.applicant, returnedOnce)).not.toMatch(/inside-(return|person|draft)/);
    expect(seenBy(people.caseworker, returnedOnce)).toMatch(/inside-return/);
  });

  it('keeps what is prepared on an appeal or a revocation from the party until it is decided', () => {
    expect(seenBy(people.applicant)).toMatch(/own-grounds/);
    expect(seenBy(people.applicant)).not.toMatch(
      /inside-(statement|return|decider|revocation|proposer)/,
    );
    const { one } = tracks.appeal;
    const forwarded = {
      ...tracks,
      appeal: { one: { ...one, state: 'upheld-and-forwarded' as const } },
    };
    expect(seenBy(people.applicant, forwarded)).toMatch(/inside-statement/);
    expect(seenBy(people.applicant, forwarded)).not.toMatch(/inside-(return|decider)/);
  });

  it('keeps a registry to its own advice, key file and delivery', () => {
    expect(seenBy(people.adviserNpr)).toMatch(/inside-npr/);
    expect(seenBy(people.adviserNpr)).not.toMatch(/inside-stroke|inside-facts|dar/);
    expect(seenBy(people.deliveryDar)).toMatch(/inside-dar-hash/);
    expect(seenBy(people.deliveryDar)).not.toMatch(/inside-npr|inside-domain|delivered-npr/);
  });

  it('shows a linkage custodian no text of the case', () => {
    const here = rolesInCase(accessCase, people.custodian);
    expect(sightOf('application', here)).toBeUndefined();
    expect(seenBy(people.custodian)).not.toMatch(
      /inside-(facts|considerations|exemption|npr"|stroke)/,
    );
  });

  it('shows a stranger and an administrator nothing [R7.1.1] [R15.2.3] [R15.5.4]', () => {
    for (const actor of [people.otherApplicant, people.administrator]) {
      expect(rolesInCase(accessCase, actor)).toEqual([]);
      expect(seenBy(actor)).toBe('{}');
    }
  });

  it('gives two roles of one person together what each sees', () => {
    const both: Actor = {
      ...people.adviserNpr,
      roles: [...people.adviserNpr.roles, ...people.adviserStroke.roles],
    };
    expect(seenBy(both)).toMatch(/inside-npr.*inside-stroke/);
  });

  it('shows events of a track to those who see the track, and refusals to those who answer', () => {
    const event = (
      track: TrackName | null,
      registryId: string | null = null,
      toState: string | null = null,
    ) => ({ track, registryId, toState, fromState: null, type: 'event' });
    const sees = (actor: Actor, of: ReturnType<typeof event>) =>
      seesEvent(of, rolesInCase(accessCase, actor));
    expect(sees(people.applicant, event('access', null, 'proposed'))).toBe(false);
    expect(sees(people.applicant, event('access', null, 'granted'))).toBe(true);
    expect(sees(people.caseworker, event('access'))).toBe(true);
    expect(sees(people.adviserNpr, event('consultation', registryIds.npr))).toBe(true);
    expect(sees(people.adviserNpr, event('consultation', registryIds.stroke))).toBe(false);
    expect(sees(people.applicant, event(null))).toBe(false);
    expect(sees(people.auditor, event(null))).toBe(true);
  });

  it('names only roles there are', () => {
    const named = [...Object.values(trackSight), ...Object.values(partSight)].flatMap(Object.keys);
    expect(named.filter((role) => !(roles as readonly string[]).includes(role))).toEqual([]);
  });
});
