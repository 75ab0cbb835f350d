import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Actor, type RoleGrant } from '#parties';
import {
  accessProposal,
  assessmentOf,
  exemptionProposal,
  people,
  registryIds,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../test/support/journey.js';
import {
  at,
  contextFor,
  firstDay,
  give,
  given,
  offersTo,
  type Play,
  refusal,
} from '../../../test/support/play.js';
import { addDays, daysBetween } from './clocks/calendar.rules.js';
import { commandBodies, type CommandName } from './case.commands.js';
import { ledgerOf } from './clocks/case.ledger.js';
import { allowedCommands, decide, evolve } from './case.machine.js';
import { transitions } from './case.workflow.machine.js';
import type { AccessCase } from './case.model.js';
import { rolesInCase } from './case.relation.rules.js';

describe('the journey', () => {
  it('goes from draft to closed, each step by the right role', () => {
    const { tracks } = at('closed').accessCase;
    expect(tracks).toMatchObject({
      application: { state: 'closed' },
      ethics: { state: 'approved' },
      exemption: { 'hrl-19e': { state: 'granted' } },
      access: { state: 'granted' },
      permit: { state: 'expired', permitReference: 'NO-HDS-2026-000001.1' },
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

  it('offers each person the step that is theirs to take', () => {
    let play: Play = { accessCase: firstDay, events: [], texts: {}, draft: {} };
    for (const step of stepsTo('closed')) {
      const offered = allowedCommands(play.accessCase, people[step.by]).map(({ name }) => name);
      expect(offered).toContain(step.command.type);
      play = give(play, step) as Play;
    }
  });
});

describe('what is offered', () => {
  /** What a command carries beside its version, by command; the rest carry a registry at most. */
  const carriesMore = (name: CommandName) =>
    Object.keys(commandBodies[name].shape).some(
      (field) => field !== transitions[name].track.keyedBy,
    );

  /** An application is known to be whole when it is submitted; what the day brings waits for it. */
  const waitsFor: Partial<Record<CommandName, string[]>> = {
    submit: ['application-incomplete'],
    'expire-rek-approval': ['rek-approval-still-valid'],
    'mark-consultation-overdue': ['answer-not-overdue'],
    'remind-registry': ['reminded-already'],
  };

  it('is then accepted, after every step and for every person, where nothing more is to be filled in', () => {
    let offers = 0;
    const steps = stepsTo('closed');
    for (let taken = 0; taken <= steps.length; taken++) {
      const play = given(...steps.slice(0, taken));
      for (const by of Object.keys(people) as Step['by'][]) {
        for (const { name, part } of allowedCommands(play.accessCase, people[by])) {
          if (carriesMore(name)) continue;
          const { keyedBy } = transitions[name].track;
          const command = { type: name, ...(keyedBy && { [keyedBy]: part }) } as Step['command'];
          expect([taken, by, name, 'accepted', ...(waitsFor[name] ?? [])]).toContain(
            refusal(play, { by, command }),
          );
          offers++;
        }
      }
    }
    expect(offers).toBeGreaterThan(30);
  });

  it("is never a signature on one's own proposal, nor an order for what was refused", () => {
    const own = given(...stepsTo('exemption-granted'), { by: 'both', command: accessProposal() });
    expect(offersTo(own, 'both')).not.toContain('sign-access-grant');
    expect(offersTo(own, 'decisionMaker')).toContain('sign-access-grant');

    const partly = given(
      ...stepsTo('exemption-granted').slice(0, -1),
      {
        by: 'caseworker',
        command: accessProposal([registryIds.dar]),
      },
      { by: 'decisionMaker', command: { type: 'sign-partial-access-grant' } },
      { by: 'caseworker', command: { type: 'issue-permit' } },
    );
    const orders = allowedCommands(partly.accessCase, people.caseworker)
      .filter(({ name }) => name === 'order-delivery')
      .map(({ registryId }) => registryId);
    expect(orders).toEqual([registryIds.npr]);
  });
});

const signExemption = { type: 'sign-exemption', legalBasis: 'hrl-19e' } as const;

describe('refusals', () => {
  it('lets nobody sign an exemption they proposed (four eyes)', () => {
    const play = given(...stepsTo('assessed'), { by: 'both', command: exemptionProposal });
    expect(refusal(play, { by: 'both', command: signExemption })).toBe('same-person-twice');
    expect(refusal(play, { by: 'decisionMaker', command: signExemption })).toBe('accepted');
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

  it('lets nobody decide in a case of their own [law 19]', () => {
    const { accessCase } = at('submitted');
    const rolesWith = (of: AccessCase, ...grants: Actor['roles']) =>
      rolesInCase(of, {
        ...people.applicant,
        roles: [...people.applicant.roles, ...grants],
      }).map(({ role }) => role);
    expect(rolesWith(accessCase, { role: 'caseworker', registryId: null })).toEqual(['applicant']);
    const everyOther = Object.values(people).flatMap<RoleGrant>(({ roles }) => roles);
    const inHand = at('linked').accessCase;
    const grants = everyOther.filter(({ role }) => role !== 'applicant' && role !== 'system');
    expect(rolesWith(inHand, ...grants)).toEqual(['applicant']);
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
    expect(problems.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['title', 'purpose', 'sources', 'legalBasisArticle6', 'declareFees']),
    );
    expect(new Set(problems.map(({ rule }) => rule))).toEqual(new Set(['is required']));
    expect(at('submitted').accessCase.tracks.application.state).toBe('submitted');
  });

  it('refuses to forward to REK when the protocol is missing [law 7]', () => {
    const rest = { ...wholeApplication, protocolReference: undefined };
    const play = given(
      {
        by: 'applicant',
        command: { type: 'edit-draft', application: { ...rest, isMedicalResearch: false } },
      },
      { by: 'applicant', command: { type: 'submit' } },
      ...stepsTo('in-assessment').slice(2),
      { by: 'caseworker', command: { type: 'require-rek', reason: 'Likevel medisinsk' } },
    );
    expect(refusal(play, { by: 'caseworker', command: { type: 'forward-to-rek' } })).toBe(
      'protocol-missing',
    );
  });

  it('grants nothing before REK is settled and confidentiality lifted [law 7] [law 9]', () => {
    const propose: Step = { by: 'caseworker', command: accessProposal() };
    const assessed = given(...stepsTo('in-assessment'), ...assessmentOf('access'));
    expect(refusal(assessed, propose)).toBe('rek-not-settled');
    expect(refusal(at('assessed'), propose)).toBe('confidentiality-not-lifted');
  });

  it('may refuse every source without REK and exemption', () => {
    const all = Object.values(registryIds);
    const play = given(...stepsTo('in-assessment'), ...assessmentOf('access'), {
      by: 'caseworker',
      command: accessProposal(all),
    });
    expect(refusal(play, { by: 'decisionMaker', command: { type: 'sign-access-grant' } })).toBe(
      'proposal-says-otherwise',
    );
    const refused = give(play, { by: 'decisionMaker', command: { type: 'sign-access-refusal' } });
    expect('accessCase' in refused && refused.accessCase.tracks.application.state).toBe('decided');
  });

  it('grants in part, and delivers only what is granted [law 16]', () => {
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

  it('lets no permit outlive the approval from REK [law 7]', () => {
    expect(
      refusal(at('exemption-granted'), {
        by: 'caseworker',
        command: { ...accessProposal(), permitEndsOn: '2030-01-01' },
      }),
    ).toBe('permit-outlives-rek-approval');
  });

  it('answers each source once, neither more nor fewer [law 16]', () => {
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
    const play = given(...stepsTo('rek-approved'), ...stepsTo('advised').slice(-6, -4));
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

  it('destroys no keys before deletion is confirmed [law 26]', () => {
    expect(
      refusal(at('received'), { by: 'custodian', command: { type: 'order-key-destruction' } }),
    ).toBe('deletion-not-confirmed');
  });

  it('ends a valid permit only for a reason', () => {
    expect(refusal(at('received'), { by: 'caseworker', command: { type: 'end-permit' } })).toBe(
      'permit-still-valid',
    );
  });

  it('ends a valid permit only when its holder has asked: else it is revoked, with notice [law 17] [R9.3.5]', () => {
    const end = (askedForOn?: string): Step => ({
      by: 'caseworker',
      command: {
        type: 'end-permit',
        reason: 'Vilkårene er brutt',
        ...(askedForOn && { askedForOn }),
      },
    });
    expect(refusal(at('received'), end())).toBe('end-not-asked-for');
    expect(refusal(at('received'), end('2026-11-03'))).toBe('end-not-asked-for');
    expect(refusal(at('received'), end('2026-11-02'))).toBe('accepted');
    const runOut = give(at('received'), end(), new Date('2028-01-01T09:00:00Z'));
    expect(runOut).toHaveProperty('accessCase');
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
