import { describe, expect, it } from '@jest/globals';
import {
  accessProposal,
  people,
  registryIds,
  type Step,
  stepsTo,
} from '../../../../test/support/journey.js';
import {
  at,
  contextFor,
  give,
  given,
  offersTo,
  type Play,
  refusal,
} from '../../../../test/support/play.js';
import { allowedCommands, decide } from '../case.machine.js';
import { rolesInCase } from '../case.relation.rules.js';
import { visibleTracks } from '../case.visibility.js';

const idOf = (by: 'caseworker' | 'decisionMaker' | 'both' | 'adviserNpr') =>
  people[by].personId ?? '';

const conflict = (by: Step['by']): Step => ({
  by,
  command: { type: 'declare-conflict', category: 'family', reason: 'Søkeren er min søster' },
});

describe('impartiality', () => {
  it('is declared with taking the case, or the case is not taken [law 19]', () => {
    const play = at('submitted');
    expect(refusal(play, { by: 'caseworker', command: { type: 'take-case' } })).toBe(
      'impartiality-not-declared',
    );
    const taken = give(play, {
      by: 'caseworker',
      command: { type: 'take-case', isImpartial: true },
    }) as Play;
    expect(taken.accessCase.tracks.impartiality[idOf('caseworker')]).toMatchObject({
      state: 'impartial',
      declaredOn: '2026-11-02',
    });
    expect(taken.accessCase.tracks.assignment).toMatchObject({
      state: 'assigned',
      assigneeId: idOf('caseworker'),
    });
    expect(taken.accessCase.tracks.application.state).toBe('pre-screening');
  });

  it('is declared before anybody proposes, signs or advises [law 19] [R7.6.1]', () => {
    const undeclared = (by: Step['by'], play: Play): Play => {
      const personId = people[by].personId ?? '';
      const { [personId]: _, ...others } = play.accessCase.tracks.impartiality;
      const tracks = { ...play.accessCase.tracks, impartiality: others };
      return { ...play, accessCase: { ...play.accessCase, tracks } };
    };
    const signing: Step = { by: 'decisionMaker', command: { type: 'sign-access-grant' } };
    const proposed = undeclared('decisionMaker', at('decision-proposed'));
    expect(refusal(proposed, signing)).toBe('impartiality-not-declared');
    expect(offersTo(proposed, 'decisionMaker')).not.toContain('sign-access-grant');
    expect(offersTo(proposed, 'decisionMaker')).toContain('declare-impartial');

    const proposing: Step = { by: 'both', command: accessProposal() };
    expect(refusal(undeclared('both', at('exemption-granted')), proposing)).toBe(
      'impartiality-not-declared',
    );
    const asked = given(...stepsTo('rek-approved'), ...stepsTo('advised').slice(-6, -4));
    const advising = stepsTo('advised').find(({ by }) => by === 'adviserNpr');
    expect(advising?.command.type).toBe('declare-impartial');
    const advice: Step = {
      by: 'adviserNpr',
      command: {
        type: 'give-advice',
        registryId: registryIds.npr,
        advice: 'for',
        reason: 'Egnet',
      },
    };
    expect(refusal(asked, advice)).toBe('impartiality-not-declared');
    expect(refusal(give(asked, advising as Step) as Play, advice)).toBe('accepted');
  });

  it('keeps who has a conflict from preparing and deciding, whatever the command [law 19] [R7.6.1]', () => {
    const play = give(at('decision-proposed'), conflict('decisionMaker')) as Play;
    for (const type of ['sign-access-grant', 'sign-access-refusal'] as const) {
      expect(refusal(play, { by: 'decisionMaker', command: { type } })).toBe(
        'conflict-of-interest',
      );
    }
    expect(
      refusal(play, {
        by: 'decisionMaker',
        command: { type: 'return-access-decision', reason: 'Se på' },
      }),
    ).toBe('conflict-of-interest');
    expect(offersTo(play, 'decisionMaker')).toEqual([]);
  });

  it('takes the case from a caseworker who finds a tie to it, and blocks giving it back [law 19]', () => {
    const play = give(at('in-assessment'), conflict('caseworker')) as Play;
    expect(play.accessCase.tracks.assignment).toMatchObject({
      state: 'unassigned',
      assigneeId: null,
    });
    const giveBack: Step = {
      by: 'leader',
      command: { type: 'assign-case', assigneeId: idOf('caseworker') },
    };
    expect(refusal(play, giveBack)).toBe('conflict-of-interest');
    const toAnother: Step = {
      by: 'leader',
      command: { type: 'assign-case', assigneeId: idOf('both') },
    };
    expect(refusal(play, toAnother)).toBe('accepted');
    const asDecider: Step = {
      by: 'leader',
      command: { type: 'assign-decision-maker', decisionMakerId: idOf('both') },
    };
    expect(refusal(give(play, conflict('both')) as Play, asDecider)).toBe('conflict-of-interest');
  });

  it('is ruled on by a superior when it is disputed, never by the person [law 19]', () => {
    const dispute: Step = {
      by: 'applicant',
      command: {
        type: 'dispute-impartiality',
        personId: idOf('caseworker'),
        reason: 'Vi har arbeidet sammen',
      },
    };
    const disputed = give(at('in-assessment'), dispute) as Play;
    expect(
      refusal(disputed, { by: 'caseworker', command: { type: 'require-rek', reason: 'Ja' } }),
    ).toBe('conflict-of-interest');
    const rule = (by: Step['by']): Step => ({
      by,
      command: { type: 'rule-impartial', personId: idOf('caseworker'), reason: 'For lenge siden' },
    });
    expect(refusal(disputed, rule('caseworker'))).toBe('not-allowed-for-role');
    const cleared = give(disputed, rule('leader')) as Play;
    expect(
      refusal(cleared, { by: 'caseworker', command: { type: 'require-rek', reason: 'Ja' } }),
    ).toBe('accepted');

    const own = {
      ...people.caseworker,
      roles: [{ role: 'unit-leader', registryId: null }],
    } as const;
    const answer = decide(
      disputed.accessCase,
      {
        type: 'rule-impartial',
        version: disputed.accessCase.version,
        personId: idOf('caseworker'),
        reason: 'Jeg er habil',
      },
      contextFor(disputed, own),
    );
    // Barred while it is disputed; the rule on one's own case stands behind that.
    expect(answer).toMatchObject({ refused: { code: 'conflict-of-interest' } });
  });

  it('lets an applicant dispute the caseworker and learn of nobody else', () => {
    const play = at('decision-proposed');
    const disputes = allowedCommands(play.accessCase, people.applicant).filter(
      ({ name }) => name === 'dispute-impartiality',
    );
    expect(disputes.map(({ part }) => part)).toEqual([idOf('caseworker')]);
    // Not in the list is not enough: whom an applicant names would be kept from the case.
    for (const personId of [idOf('decisionMaker'), '00000000-0000-4000-8000-00000000dead']) {
      const dispute = { type: 'dispute-impartiality', personId, reason: 'Stans saken' } as const;
      expect(refusal(play, { by: 'applicant', command: dispute })).toBe('person-unknown');
    }
  });

  it('shows the reason for a tie to the leader alone, and nothing of it to an applicant [law 19]', () => {
    const { accessCase, texts } = give(at('decision-proposed'), conflict('decisionMaker')) as Play;
    const reasonId = accessCase.tracks.impartiality[idOf('decisionMaker')]?.reasonId ?? '';
    expect(texts[reasonId]).toBe('Søkeren er min søster');
    const seenBy = (by: Step['by']) =>
      JSON.stringify(visibleTracks(accessCase.tracks, rolesInCase(accessCase, people[by])));
    expect(seenBy('leader')).toContain(reasonId);
    for (const by of ['caseworker', 'decisionMaker', 'auditor', 'applicant'] as const) {
      expect([by, seenBy(by).includes(reasonId)]).toEqual([by, false]);
    }
    expect(seenBy('caseworker')).toContain('"category":"family"');
    expect(seenBy('applicant')).not.toContain('family');
  });
});

describe('assignment', () => {
  it('gives a case to somebody who holds the role, in their unit', () => {
    const play = at('submitted');
    const assign = (assigneeId: string): Step => ({
      by: 'leader',
      command: { type: 'assign-case', assigneeId, note: 'Haster' },
    });
    expect(refusal(play, assign(idOf('decisionMaker')))).toBe('not-fit-for-role');
    const assigned = give(play, assign(idOf('caseworker'))) as Play;
    expect(assigned.accessCase.tracks.assignment).toMatchObject({
      assigneeId: idOf('caseworker'),
      unitId: 'individual-level',
    });
    expect(assigned.accessCase.tracks.application.state).toBe('pre-screening');
  });

  it('is handed over with a note, and released for others to take', () => {
    const play = at('in-assessment');
    const handOver = (assigneeId: string): Step => ({
      by: 'caseworker',
      command: { type: 'hand-over-case', assigneeId, note: 'REK gjenstår' },
    });
    expect(refusal(play, handOver(idOf('caseworker')))).toBe('already-assigned');
    const handed = give(play, handOver(idOf('both'))) as Play;
    expect(handed.accessCase.tracks.assignment.assigneeId).toBe(idOf('both'));
    expect(handed.accessCase.tracks.application.state).toBe('in-assessment');
    const released = give(handed, { by: 'both', command: { type: 'release-case' } }) as Play;
    expect(released.accessCase.tracks.assignment.assigneeId).toBeNull();
    expect(offersTo(released, 'caseworker')).toContain('take-case');
    const taken = give(released, { by: 'caseworker', command: { type: 'take-case' } }) as Play;
    expect(taken.accessCase.tracks.application.state).toBe('in-assessment');
  });

  it('keeps signing to the decision-maker chosen for the case, and to who stands in for them', () => {
    const play = give(at('decision-proposed'), {
      by: 'caseworker',
      command: { type: 'assign-decision-maker', decisionMakerId: idOf('both') },
    }) as Play;
    const sign: Step = { by: 'decisionMaker', command: { type: 'sign-access-grant' } };
    expect(refusal(play, sign)).toBe('another-decision-maker-assigned');
    expect(offersTo(play, 'decisionMaker')).not.toContain('sign-access-grant');
    const deputy = { ...people.decisionMaker, standsInFor: [idOf('both')] };
    const decision = decide(
      play.accessCase,
      { type: 'sign-access-grant', version: play.accessCase.version },
      contextFor(play, deputy),
    );
    expect(decision).toMatchObject({ actingFor: idOf('both'), role: 'decision-maker' });
  });
});

describe('a decision that somebody disqualified has to do with', () => {
  const signing: Step = { by: 'decisionMaker', command: { type: 'sign-access-grant' } };
  const disqualify = (personId: string): Step => ({
    by: 'leader',
    command: { type: 'rule-disqualified', personId, reason: 'Er i slekt med søkeren' },
  });

  it('is not signed when its proposer turns out to be disqualified, but sent back [law 19]', () => {
    const play = given(...stepsTo('decision-proposed'), disqualify(idOf('caseworker')));
    expect(refusal(play, signing)).toBe('proposer-disqualified');
    expect(offersTo(play, 'decisionMaker')).not.toContain('sign-access-grant');
    const back: Step = {
      by: 'decisionMaker',
      command: { type: 'return-access-decision', reason: 'Saksbehandleren er inhabil' },
    };
    const again = given(...stepsTo('decision-proposed'), disqualify(idOf('caseworker')), back, {
      by: 'both',
      command: accessProposal(),
    });
    expect(refusal(again, signing)).toBe('accepted');
  });

  it('is made by nobody under a leader who is disqualified, who may still prepare it [law 19]', () => {
    const led = given(...stepsTo('exemption-granted'), {
      by: 'leader',
      command: { type: 'declare-conflict', category: 'family' },
    });
    const proposed = give(led, { by: 'caseworker', command: accessProposal() }) as Play;
    expect(refusal(proposed, signing)).toBe('superior-disqualified');
  });

  it('needs a declaration whatever the decision is called [law 19]', () => {
    const personId = idOf('decisionMaker');
    const decided = at('decided');
    const { [personId]: _, ...others } = decided.accessCase.tracks.impartiality;
    const tracks = { ...decided.accessCase.tracks, impartiality: others };
    const undeclared = { ...decided, accessCase: { ...decided.accessCase, tracks } };
    const revoke: Step = {
      by: 'decisionMaker',
      command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
    };
    expect(refusal(undeclared, revoke)).toBe('impartiality-not-declared');
    expect(refusal(decided, revoke)).toBe('accepted');
  });

  it('can be declared about while the applicant is asked, and when an appeal is all there is left [law 18] [law 19]', () => {
    const declare: Step = { by: 'leader', command: { type: 'declare-impartial' } };
    const inState = (state: 'awaiting-information' | 'dismissed' | 'closed') => {
      const play = at('in-assessment');
      const application = { ...play.accessCase.tracks.application, state };
      const tracks = { ...play.accessCase.tracks, application };
      return { ...play, accessCase: { ...play.accessCase, tracks } };
    };
    for (const state of ['awaiting-information', 'dismissed', 'closed'] as const) {
      expect(refusal(inState(state), declare)).toBe('accepted');
    }
  });
});
