import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Actor, type Role, roles } from '#parties';
import {
  accessProposal,
  exemptionProposal,
  people,
  registryIds,
  type Stage,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../test/support/journey.js';
import { addDays, daysBetween } from './calendar.rules.js';
import { type CaseCommand, commandNames } from './case.commands.js';
import { consequences, consequencesOf } from './case.consequences.js';
import { ledgerOf } from './case.ledger.js';
import {
  allowedCommands,
  decide,
  evolve,
  newCase,
  trackTables,
  transitions,
} from './case.machine.js';
import type { AccessCase, CaseEvent, Context, TrackTable } from './case.model.js';
import { printStates } from './case.states.js';
import { rolesInCase } from './case.visibility.js';

const firstDay = newCase({
  id: 'c0000000-0000-4000-8000-000000000000',
  reference: 'HDS-2026-000001',
  applicantId: people.applicant.personId ?? '',
  language: 'nb',
});

interface Play {
  accessCase: AccessCase;
  events: (CaseEvent & { at: Date })[];
  texts: Record<string, string>;
  draft: Context['draft'];
}

let ids = 0;

function contextFor(play: Play, actor: Actor, now = new Date('2026-11-02T09:00:00Z')): Context {
  return {
    actor,
    now,
    today: now.toISOString().slice(0, 10),
    newId: () => `id-${++ids}`,
    draft: play.draft,
    applicantName: people.applicant.name,
    assigneeName: people.caseworker.name,
    registries: Object.fromEntries(
      Object.values(registryIds).map((id) => [id, { name: id, hasRecipientKey: true }]),
    ),
    texts: play.texts,
    permitReference: 'T-000001',
  };
}

function give(play: Play, { by, command }: Step, now?: Date): Play | { refused: { code: string } } {
  const context = contextFor(play, people[by], now);
  const full = { ...command, version: play.accessCase.version } as CaseCommand;
  const decision = decide(play.accessCase, full, context);
  if ('refused' in decision) return decision;
  const texts = { ...play.texts };
  for (const { id, body } of decision.texts) texts[id] = body;
  const draft = decision.draft ?? play.draft;
  const accessCase = evolve(play.accessCase, decision.event);
  // A letter that cannot be made from what the case holds throws here.
  consequencesOf(accessCase, decision.event, { ...context, texts, draft });
  return {
    accessCase,
    events: [...play.events, { ...decision.event, at: context.now }],
    texts,
    draft,
  };
}

function given(...steps: Step[]): Play {
  let play: Play = { accessCase: firstDay, events: [], texts: {}, draft: {} };
  for (const step of steps) {
    const next = give(play, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    play = next;
  }
  return play;
}

const at = (stage: Stage) => given(...stepsTo(stage));

function refusal(play: Play, step: Step): string {
  const result = give(play, step);
  return 'refused' in result ? result.refused.code : 'accepted';
}

describe('the journey', () => {
  it('goes from draft to closed, each step by the right role', () => {
    const { tracks } = at('closed').accessCase;
    expect(tracks).toMatchObject({
      application: { state: 'closed' },
      ethics: { state: 'approved' },
      exemption: { state: 'granted' },
      access: { state: 'granted' },
      permit: { state: 'expired', permitReference: 'T-000001' },
      linkage: { state: 'destroyed' },
      closure: { state: 'keys-destroyed' },
    });
    expect(Object.values(tracks.delivery).map(({ state }) => state)).toEqual(
      Array(3).fill('received'),
    );
  });

  it('leaves nobody with anything to do on a closed case', () => {
    const { accessCase } = at('closed');
    for (const actor of Object.values(people))
      expect(allowedCommands(accessCase, actor)).toEqual([]);
  });

  it('offers exactly what it then accepts, at every stage and for every person', () => {
    let play: Play = { accessCase: firstDay, events: [], texts: {}, draft: {} };
    for (const step of stepsTo('closed')) {
      const offered = allowedCommands(play.accessCase, people[step.by]).map(({ name }) => name);
      expect(offered).toContain(step.command.type);
      play = give(play, step) as Play;
    }
  });
});

describe('refusals', () => {
  it('lets nobody sign an exemption they proposed (four eyes)', () => {
    const play = given(...stepsTo('advised'), { by: 'both', command: exemptionProposal });
    expect(refusal(play, { by: 'both', command: { type: 'sign-exemption' } })).toBe(
      'same-person-twice',
    );
    expect(refusal(play, { by: 'decisionMaker', command: { type: 'sign-exemption' } })).toBe(
      'accepted',
    );
  });

  it('lets nobody sign or return an access decision they proposed (four eyes)', () => {
    const play = given(...stepsTo('exemption-granted'), { by: 'both', command: accessProposal() });
    expect(refusal(play, { by: 'both', command: { type: 'sign-access-grant' } })).toBe(
      'same-person-twice',
    );
    expect(
      refusal(play, { by: 'both', command: { type: 'return-access-decision', reason: 'Se på' } }),
    ).toBe('same-person-twice');
  });

  it('shows a stranger nothing: the case does not exist for them', () => {
    for (const by of [
      'otherApplicant',
      'administrator',
      'adviserNpr',
      'rek',
      'custodian',
    ] as const) {
      expect(refusal(at('submitted'), { by, command: { type: 'submit' } })).toBe('case-unknown');
    }
  });

  it('keeps a draft from everyone but its applicant', () => {
    const { accessCase } = given();
    const seen = Object.entries(people).filter(([, each]) => rolesInCase(accessCase, each).length);
    expect(seen.map(([name]) => name)).toEqual(['applicant', 'system']);
  });

  it('lets nobody decide in a case of their own (law 19)', () => {
    const { accessCase } = at('submitted');
    const applicantAndCaseworker: Actor = {
      ...people.applicant,
      roles: [...people.applicant.roles, { role: 'caseworker', registryId: null }],
    };
    expect(rolesInCase(accessCase, applicantAndCaseworker).map(({ role }) => role)).toEqual([
      'applicant',
    ]);
  });

  it('refuses a version that somebody has changed since', () => {
    const play = at('submitted');
    const decision = decide(
      play.accessCase,
      { type: 'take-case', version: play.accessCase.version - 1 },
      contextFor(play, people.caseworker),
    );
    expect(decision).toEqual({ refused: { code: 'stale-version', kind: 'state' } });
  });

  it('names every field that an application lacks, and accepts it when they are there', () => {
    const play = given({ by: 'applicant', command: { type: 'edit-draft', application: {} } });
    const result = decide(
      play.accessCase,
      { type: 'submit', version: play.accessCase.version },
      contextFor(play, people.applicant),
    );
    const problems = 'refused' in result ? (result.refused.problems ?? []) : [];
    expect(problems.map(({ field }) => field).sort()).toEqual(
      Object.keys(wholeApplication)
        .filter((field) => field !== 'protocolReference')
        .sort(),
    );
    expect(problems.every(({ rule, todo }) => rule !== '' && todo !== '')).toBe(true);
  });

  it('refuses to forward to REK when the protocol is missing (law 7)', () => {
    const { protocolReference, ...rest } = wholeApplication;
    const play = given(
      {
        by: 'applicant',
        command: { type: 'edit-draft', application: { ...rest, isMedicalResearch: false } },
      },
      { by: 'applicant', command: { type: 'submit' } },
      ...stepsTo('in-assessment').slice(2),
      { by: 'caseworker', command: { type: 'require-rek', reason: 'Likevel medisinsk' } },
    );
    expect(protocolReference).toBeDefined();
    expect(refusal(play, { by: 'caseworker', command: { type: 'forward-to-rek' } })).toBe(
      'protocol-missing',
    );
  });

  it('grants nothing before REK is settled and confidentiality lifted (law 7, 9)', () => {
    expect(refusal(at('in-assessment'), { by: 'caseworker', command: accessProposal() })).toBe(
      'rek-not-settled',
    );
    expect(refusal(at('rek-approved'), { by: 'caseworker', command: accessProposal() })).toBe(
      'confidentiality-not-lifted',
    );
  });

  it('may refuse every source without REK and exemption', () => {
    const all = Object.values(registryIds);
    const play = given(...stepsTo('in-assessment'), {
      by: 'caseworker',
      command: accessProposal(all),
    });
    expect(refusal(play, { by: 'decisionMaker', command: { type: 'sign-access-grant' } })).toBe(
      'proposal-says-otherwise',
    );
    const refused = give(play, { by: 'decisionMaker', command: { type: 'sign-access-refusal' } });
    expect('accessCase' in refused && refused.accessCase.tracks.application.state).toBe('decided');
  });

  it('grants in part, and delivers only what is granted (law 16)', () => {
    const play = given(
      ...stepsTo('exemption-granted'),
      { by: 'caseworker', command: accessProposal([registryIds.dar]) },
      { by: 'decisionMaker', command: { type: 'sign-partial-access-grant' } },
      { by: 'caseworker', command: { type: 'issue-permit' } },
    );
    const order = (registryId: string): Step => ({
      by: 'caseworker',
      command: { type: 'order-delivery', registryId },
    });
    expect(refusal(play, order(registryIds.dar))).toBe('source-not-granted');
    expect(refusal(play, order(registryIds.npr))).toBe('linkage-not-complete');
  });

  it('makes a yes to the security bar lead to refusal only (law 10)', () => {
    expect(
      refusal(at('advised'), {
        by: 'caseworker',
        command: { ...exemptionProposal, threatensSociety: true },
      }),
    ).toBe('security-bar');
    expect(
      refusal(at('exemption-granted'), {
        by: 'caseworker',
        command: { ...accessProposal(), threatensSociety: true },
      }),
    ).toBe('security-bar');
  });

  it('lets no permit outlive the approval from REK (law 7)', () => {
    expect(
      refusal(at('exemption-granted'), {
        by: 'caseworker',
        command: { ...accessProposal(), permitEndsOn: '2030-01-01' },
      }),
    ).toBe('permit-outlives-rek-approval');
  });

  it('answers each source once, neither more nor fewer (law 16)', () => {
    const whole = accessProposal();
    for (const sources of [
      whole.sources.slice(1),
      [...whole.sources, ...whole.sources.slice(0, 1)],
    ]) {
      expect(
        refusal(at('exemption-granted'), { by: 'caseworker', command: { ...whole, sources } }),
      ).toBe('sources-not-answered');
    }
  });

  it('lets an adviser speak for their own registry only', () => {
    const play = given(...stepsTo('rek-approved'), ...stepsTo('advised').slice(-4, -2));
    expect(
      refusal(play, {
        by: 'adviserNpr',
        command: {
          type: 'give-advice',
          registryId: registryIds.stroke,
          advice: 'against',
          reason: 'Nei',
        },
      }),
    ).toBe('not-your-registry');
  });

  it('destroys no keys before deletion is confirmed (law 26, 33)', () => {
    expect(
      refusal(at('received'), { by: 'custodian', command: { type: 'order-key-destruction' } }),
    ).toBe('deletion-not-confirmed');
  });

  it('ends a valid permit only for a reason', () => {
    expect(refusal(at('received'), { by: 'caseworker', command: { type: 'end-permit' } })).toBe(
      'permit-still-valid',
    );
  });
});

describe('the tables', () => {
  const rows = Object.entries(transitions) as [
    CaseCommand['type'],
    (typeof transitions)[CaseCommand['type']],
  ][];

  it('hold every command once', () => {
    expect(rows.map(([name]) => name).sort()).toEqual([...commandNames].sort());
  });

  it('agree with decide for every state, command and role', () => {
    let checked = 0;
    for (const [name, { track, transition }] of rows) {
      for (const state of track.states) {
        for (const application of trackTables.application.states) {
          for (const role of roles) {
            const { accessCase, registryId } = caseIn(track, state, application);
            const actor = actorIn(role, registryId);
            expect([
              name,
              state,
              application,
              role,
              verdict(accessCase, name, actor, registryId),
            ]).toEqual([
              name,
              state,
              application,
              role,
              expectedFrom(accessCase, transition, track, state, actor, role),
            ]);
            checked++;
          }
        }
      }
    }
    expect(checked).toBe(
      rows.reduce((sum, [, { track }]) => sum + track.states.length, 0) *
        trackTables.application.states.length *
        roles.length,
    );
  });

  it.each(Object.values(trackTables).map((track): [string, TrackTable] => [track.name, track]))(
    '%s: every state is reached, every end is written down',
    (_, track) => {
      const moves = rows.flatMap(([, { transition }]) =>
        transition.moves?.[track.name] ? [transition.moves[track.name] ?? ''] : [],
      );
      const reached = new Set([track.initial, ...moves]);
      const own = Object.values(track.transitions);
      for (let before = -1; before !== reached.size;) {
        before = reached.size;
        for (const { from, to } of own)
          if (from.some((state) => reached.has(state))) reached.add(to);
      }
      expect([...reached].sort()).toEqual([...track.states].sort());

      // What another track's event moves on has no exit of its own.
      const movedOn: Partial<Record<string, string[]>> = { closure: ['active'] };
      const ends = track.states.filter(
        (state) =>
          !own.some(({ from, to }) => from.includes(state) && to !== state) &&
          !movedOn[track.name]?.includes(state),
      );
      expect(track.final).toEqual(ends);
    },
  );

  it('are printed in docs/case-states.md, freshly', () => {
    expect(readFileSync('docs/case-states.md', 'utf8')).toBe(printStates());
  });

  it('have consequences decided for every event, and for no other', () => {
    expect(Object.keys(consequences).sort()).toEqual(
      rows.map(([, { transition }]) => transition.event).sort(),
    );
  });
});

describe('whatever commands are given', () => {
  const anyStep = fc.constantFrom(...stepsTo('closed'), ...stepsTo('submitted'), {
    by: 'applicant',
    command: { type: 'withdraw' },
  } satisfies Step);
  const sequences = fc.array(fc.record({ step: anyStep, days: fc.nat(20) }), { maxLength: 60 });
  // A script with gaps reaches deeper states than steps drawn at random.
  const scripts = fc
    .tuple(
      fc.subarray(stepsTo('closed'), { minLength: 20 }),
      fc.array(fc.nat(15), { minLength: 60, maxLength: 60 }),
    )
    .map(([steps, days]) => steps.map((step, index) => ({ step, days: days[index] ?? 0 })));

  it('replaying the events gives the row, the version rises by one, and days sum to gross time', () => {
    fc.assert(
      fc.property(fc.oneof(sequences, scripts), (script) => {
        let play: Play = { accessCase: firstDay, events: [], texts: {}, draft: {} };
        let today = '2026-03-01';
        for (const { step, days } of script) {
          today = addDays(today, days);
          const next = give(play, step, new Date(`${today}T22:30:00Z`));
          if ('refused' in next) continue;
          expect(next.accessCase.version).toBe(play.accessCase.version + 1);
          play = next;
        }
        expect(play.events.reduce(evolve, firstDay)).toEqual(play.accessCase);

        const asOfOn = addDays(today, 5);
        const ledger = ledgerOf(firstDay, play.events, asOfOn);
        const sum = ledger.perParty.reduce((total, { days }) => total + days, 0);
        expect(sum).toBe(ledger.grossDays);
        for (const { fromOn, toOn, days } of ledger.segments) {
          expect(daysBetween(fromOn, toOn) + 1).toBe(days);
        }
      }),
      { numRuns: 300, seed: 20261121 },
    );
  });
});

const COUNTED = [
  'case-unknown',
  'not-allowed-for-role',
  'not-your-registry',
  'not-allowed-in-state',
];

function verdict(
  accessCase: AccessCase,
  type: CaseCommand['type'],
  actor: Actor,
  registryId: string | null,
): string {
  const command = { type, version: accessCase.version, ...(registryId && { registryId }) };
  try {
    const decision = decide(accessCase, command as CaseCommand, contextFor(given(), actor));
    return 'refused' in decision && COUNTED.includes(decision.refused.code)
      ? decision.refused.code
      : 'allowed';
  } catch {
    // The bare command lacks the fields of its body: it got past role and state.
    return 'allowed';
  }
}

function expectedFrom(
  accessCase: AccessCase,
  { by, from, during }: (typeof transitions)[CaseCommand['type']]['transition'],
  track: TrackTable,
  state: string,
  actor: Actor,
  role: Role,
): string {
  if (rolesInCase(accessCase, actor).length === 0) return 'case-unknown';
  if (!by.includes(role)) return 'not-allowed-for-role';
  const application = accessCase.tracks.application.state;
  if (!from.includes(state) || (during && !during.includes(application))) {
    return 'not-allowed-in-state';
  }
  return 'allowed';
}

/** A case with one track put into a state, whatever the others say: the matrix covers all of them. */
function caseIn(track: TrackTable, state: string, application: string) {
  const registryId = track.isPerRegistry ? registryIds.npr : null;
  const tracks: Record<string, unknown> = {
    ...firstDay.tracks,
    application: {
      state: application,
      registryIds: Object.values(registryIds),
      ...(application !== 'draft' && { submittedOn: '2026-10-01' }),
    },
  };
  if (registryId !== null) tracks[track.name] = { [registryId]: { state } };
  else if (track.name === 'application') {
    tracks['application'] = { ...(tracks['application'] as object), state };
  } else tracks[track.name] = { state };
  return { accessCase: { ...firstDay, tracks } as unknown as AccessCase, registryId };
}

function actorIn(role: Role, registryId: string | null): Actor {
  const personId = role === 'applicant' ? people.applicant.personId : 'somebody-else';
  const isPerRegistry = role === 'registry-adviser' || role === 'registry-delivery';
  return {
    personId,
    name: 'En av rollene',
    roles: [{ role, registryId: isPerRegistry ? (registryId ?? registryIds.npr) : null }],
  };
}
