import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor, RoleGrant } from '#parties';
import {
  exemptionProposal,
  people,
  stages,
  type Stage,
  type Step,
  stepsTo,
} from '../../../test/support/journey.js';
import { at, give, given } from '../../../test/support/play.js';
import { allowedCommands } from './case.machine.js';
import type { AccessCase, Tracks } from './case.model.js';
import {
  insightsOf,
  relationsOf,
  relationsThrough,
  reachOf,
  rolesInCase,
} from './case.relation.rules.js';
import { refuseInsight } from './insight/insight.rules.js';
import { awaitsDecision } from './people/case.house.rules.js';

const grant = (role: RoleGrant['role']): RoleGrant => ({ role, registryId: null });

const someone = (role: RoleGrant['role'], number: number, unitId?: string): Actor => ({
  personId: `00000000-0000-4000-8000-0000000001${number}`,
  name: `${role} ${unitId}`,
  roles: [grant(role)],
  ...(unitId && { unitId }),
});

/** The house as a case of `individual-level` sees it: colleagues, strangers, and who is in no unit. */
const house: Record<string, Actor> = {
  'its caseworker': people.caseworker,
  'a colleague': someone('caseworker', 20, 'individual-level'),
  'a caseworker elsewhere': someone('caseworker', 21, 'statistics'),
  'a caseworker in no unit': someone('caseworker', 22),
  'its leader': people.leader,
  'a leader elsewhere': someone('unit-leader', 23, 'statistics'),
  'a decision-maker of the unit': people.decisionMaker,
  'a decision-maker elsewhere': someone('decision-maker', 24, 'statistics'),
  'an auditor': people.auditor,
  'an administrator': people.administrator,
};

const withAssignment = (accessCase: AccessCase, assignment: Partial<Tracks['assignment']>) => ({
  ...accessCase,
  tracks: { ...accessCase.tracks, assignment: { ...accessCase.tracks.assignment, ...assignment } },
});

const elsewhere = house['a decision-maker elsewhere']!.personId!;
const inHand = at('in-assessment').accessCase;
const proposed = at('exemption-proposed').accessCase;

/** Each situation, and who of the house sees the case in it. */
const situations: Record<string, [AccessCase, string[]]> = {
  'a draft': [given().accessCase, []],
  'sent in, and nobody has taken it': [
    at('submitted').accessCase,
    [
      'its caseworker',
      'a colleague',
      'a caseworker elsewhere',
      'a caseworker in no unit',
      'its leader',
      'a leader elsewhere',
      'an auditor',
    ],
  ],
  'in the hands of a caseworker of a unit': [
    inHand,
    ['its caseworker', 'a colleague', 'its leader', 'a decision-maker of the unit', 'an auditor'],
  ],
  'in the hands of a caseworker in no unit': [
    withAssignment(inHand, { unitId: null }),
    ['its caseworker', 'a caseworker in no unit', 'an auditor'],
  ],
  'released again': [
    withAssignment(inHand, { state: 'unassigned', assigneeId: null, unitId: null }),
    [
      'its caseworker',
      'a colleague',
      'a caseworker elsewhere',
      'a caseworker in no unit',
      'its leader',
      'a leader elsewhere',
      'an auditor',
    ],
  ],
  'proposed, for any decision-maker to sign': [
    proposed,
    [
      'its caseworker',
      'a colleague',
      'its leader',
      'a decision-maker of the unit',
      'a decision-maker elsewhere',
      'an auditor',
    ],
  ],
  'proposed, for the one who was appointed': [
    withAssignment(proposed, { decisionMakerId: people.decisionMaker.personId }),
    ['its caseworker', 'a colleague', 'its leader', 'a decision-maker of the unit', 'an auditor'],
  ],
  'with a decision-maker appointed from elsewhere': [
    withAssignment(inHand, { decisionMakerId: elsewhere }),
    [
      'its caseworker',
      'a colleague',
      'its leader',
      'a decision-maker of the unit',
      'a decision-maker elsewhere',
      'an auditor',
    ],
  ],
  'signed from elsewhere': [
    {
      ...inHand,
      tracks: { ...inHand.tracks, access: { state: 'granted', signedBy: elsewhere } },
    },
    [
      'its caseworker',
      'a colleague',
      'its leader',
      'a decision-maker of the unit',
      'a decision-maker elsewhere',
      'an auditor',
    ],
  ],
};

describe('need to know within the house', () => {
  it.each(Object.keys(situations))('shows %s to those who have to do with it [R7.1.1]', (name) => {
    const [accessCase, seers] = situations[name]!;
    const seen = Object.entries(house).filter(([, actor]) => rolesInCase(accessCase, actor).length);
    expect(seen.map(([who]) => who)).toEqual(seers);
  });

  it('is that of the person who is away, for whoever stands in', () => {
    const away = people.caseworker.personId;
    const deputy = { ...house['a caseworker elsewhere']!, standsInFor: [away!] };
    expect(rolesInCase(inHand, deputy)).toEqual([grant('caseworker')]);
    expect(rolesInCase(withAssignment(inHand, { assigneeId: elsewhere }), deputy)).toEqual([]);
  });

  it('is that of the unit whose leader is away, for the leader who stands in', () => {
    const leader = { ...house['a leader elsewhere']!, leadsMeanwhile: ['individual-level'] };
    expect(rolesInCase(inHand, leader)).toEqual([grant('unit-leader')]);
    const others = withAssignment(inHand, { unitId: 'another' });
    expect(rolesInCase(others, leader)).toEqual([]);
    const caseworker = { ...leader, roles: [grant('caseworker')] };
    expect(rolesInCase(inHand, caseworker)).toEqual([]);
  });

  it('calls for any decision-maker where an appeal waits, also when one was appointed', () => {
    const tracks = (appeal: Tracks['appeal']) => ({
      ...inHand.tracks,
      assignment: { ...inHand.tracks.assignment, decisionMakerId: elsewhere },
      appeal,
    });
    expect(awaitsDecision(tracks({ one: { state: 'late' } }))).toBe(true);
    expect(awaitsDecision(tracks({ one: { state: 'outcome-proposed' } }))).toBe(true);
    expect(awaitsDecision(tracks({ one: { state: 'lodged' } }))).toBe(false);
    const asking = { state: 'lodged', asksForDeferredEffect: true } as const;
    expect(awaitsDecision(tracks({ one: asking }))).toBe(true);
    expect(awaitsDecision(tracks({ one: { ...asking, isDeferred: false } }))).toBe(false);
  });

  it('leaves four eyes to a unit that has one decision-maker, who proposed [R7.1.1]', () => {
    const { accessCase } = given(...stepsTo('assessed'), {
      by: 'both',
      command: exemptionProposal,
    } satisfies Step);
    const stranger = house['a decision-maker elsewhere']!;
    expect(rolesInCase(accessCase, stranger)).toEqual([grant('decision-maker')]);
  });
});

describe('an appeal in a case that is over', () => {
  const over = at('in-assessment');
  over.accessCase = {
    ...over.accessCase,
    tracks: {
      ...over.accessCase.tracks,
      application: { ...over.accessCase.tracks.application, state: 'dismissed' },
    },
  };
  const handOver: Step = {
    by: 'caseworker',
    command: {
      type: 'hand-over-case',
      assigneeId: people.otherUnit.personId!,
      note: 'Klagen må vurderes av noen som ikke har avgjort saken.',
    },
  };

  it('is handed to another unit, where those of its own have decided what is appealed', () => {
    const appealed = {
      ...over,
      accessCase: {
        ...over.accessCase,
        tracks: {
          ...over.accessCase.tracks,
          appeal: { one: { state: 'lodged', deciders: [people.caseworker.personId!] } },
        },
      } satisfies AccessCase,
    };
    expect(rolesInCase(appealed.accessCase, people.otherUnit)).toEqual([]);
    const handed = give(appealed, handOver);
    if ('refused' in handed) throw new Error(handed.refused.code);
    expect(rolesInCase(handed.accessCase, people.otherUnit)).toEqual([grant('caseworker')]);
    expect(rolesInCase(handed.accessCase, people.caseworker)).toEqual([]);
    const offered = allowedCommands(handed.accessCase, people.otherUnit).map(({ name }) => name);
    expect(offered).toContain('take-appeal');
  });

  it('and without one stays where it is', () => {
    expect(give(over, handOver)).toMatchObject({ refused: { code: 'nobody-works-on-it' } });
    const offered = allowedCommands(over.accessCase, people.caseworker).map(({ name }) => name);
    expect(offered).not.toContain('hand-over-case');
  });
});

describe('breaking the glass', () => {
  const stranger = house['a caseworker elsewhere']!;
  const seeing = { ...stranger, insights: [inHand.id] };

  it('gives sight of the one case, and no command in it [R7.1.1] [law 6]', () => {
    expect(rolesInCase(inHand, stranger)).toEqual([]);
    expect(rolesInCase(inHand, seeing)).toEqual([grant('insight')]);
    expect(rolesInCase({ ...inHand, id: 'another' }, seeing)).toEqual([]);
    for (const stage of Object.keys(stages) as Stage[]) {
      const { accessCase } = at(stage);
      if (stage !== 'submitted') expect(allowedCommands(accessCase, seeing)).toEqual([]);
    }
  });

  it('is for those who prepare and decide, as long as they act as such', () => {
    for (const role of [
      'applicant',
      'rek-secretary',
      'administrator',
      'linkage-custodian',
    ] as const) {
      const actor = { ...seeing, roles: [grant(role)] };
      expect(rolesInCase(inHand, actor)).toEqual([]);
      expect([insightsOf(actor), reachOf(actor).cases]).toEqual([[], []]);
    }
    expect(reachOf(seeing).cases).toEqual([inHand.id]);
  });

  it('opens no case of one’s own, no draft, and none that one is disqualified in [law 19]', () => {
    const own = { ...seeing, personId: people.applicant.personId };
    expect(rolesInCase(inHand, own)).toEqual([]);
    expect(refuseInsight(inHand, own, false)?.code).toBe('insight-in-own-case');
    const { accessCase: draft } = given();
    expect(rolesInCase(draft, { ...seeing, insights: [draft.id] })).toEqual([]);
    expect(refuseInsight(draft, stranger, false)?.code).toBe('case-unknown');
    const barred = {
      ...inHand,
      tracks: { ...inHand.tracks, impartiality: { [stranger.personId!]: { state: 'conflict' } } },
    } as AccessCase;
    expect(refuseInsight(barred, stranger, false)?.code).toBe('conflict-of-interest');
  });

  it('is refused to strangers as if there were no case, and where it is not needed', () => {
    for (const by of ['otherApplicant', 'rek', 'administrator', 'adviserNpr', 'auditor'] as const) {
      expect(refuseInsight(inHand, people[by], false)?.code).toBe('case-unknown');
    }
    expect(refuseInsight(inHand, people.leader, false)?.code).toBe('insight-not-needed');
    expect(refuseInsight(inHand, seeing, true)?.code).toBe('insight-running');
    expect(refuseInsight(inHand, stranger, false)).toBeNull();
  });
});

describe('relations', () => {
  const cases = [undefined, ...(Object.keys(stages) as Stage[])].map(
    (stage) => (stage ? at(stage) : given()).accessCase,
  );
  const units = ['individual-level', 'statistics', undefined];
  const ids = [people.caseworker, people.decisionMaker, people.applicant, people.otherUnit].flatMap(
    ({ personId }) => personId ?? [],
  );
  const actors = fc.record({
    personId: fc.constantFrom(...ids),
    roles: fc.uniqueArray(
      fc
        .constantFrom(...Object.values<Actor>(people).flatMap(({ roles }) => roles))
        .filter(({ role }) => role !== 'system'),
      { minLength: 1, maxLength: 3, selector: ({ role, registryId }) => `${role} ${registryId}` },
    ),
    unitId: fc.constantFrom(...units),
    standsInFor: fc.subarray(ids),
  });
  const assignments = fc.record({
    assigneeId: fc.constantFrom(...ids, null),
    unitId: fc.constantFrom('individual-level', 'statistics', null),
    decisionMakerId: fc.constantFrom(...ids, null),
  });

  it('open a case exactly where a list shows it, whoever asks and whoever has it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...cases), assignments, actors, (of, assignment, someone) => {
        const accessCase = withAssignment(of, assignment);
        const { unitId, ...rest } = someone;
        const actor: Actor = { ...rest, name: '', ...(unitId && { unitId }) };
        const relations: string[] = relationsOf(accessCase);
        const { relations: reached, barred } = reachOf(actor);
        const isListed =
          relations.some((relation) => reached.includes(relation)) &&
          // An applicant sees their own cases, whatever else they are.
          (!barred.some((relation) => relations.includes(relation)) ||
            relationsThrough(actor, ({ role }) => role === 'applicant').some((relation) =>
              relations.includes(relation),
            ));
        const isOwn = relations.includes(`applicant:${actor.personId}`);
        const sees = rolesInCase(accessCase, actor).length > 0;
        // In their own case a person is listed as applicant, or not at all.
        if (isOwn) expect(sees).toBe(actor.roles.some(({ role }) => role === 'applicant'));
        else expect(sees).toBe(isListed);
      }),
      { numRuns: 500 },
    );
  });
});
