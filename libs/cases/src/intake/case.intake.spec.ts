import { describe, expect, it } from '@jest/globals';
import {
  registryIds,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../../test/support/journey.js';
import { at, give, given, offersTo, type Play, refusal } from '../../../../test/support/play.js';
import { copyOf } from '../application/application.copy.rules.js';
import { differences } from '../application/application.fields.rules.js';
import { euStatuses, euStatusOf } from '../application/application.status.rules.js';
import { trackTables } from '../case.workflow.machine.js';
import { visibleTracks } from '../case.visibility.js';

const ask: Step = {
  by: 'caseworker',
  command: {
    type: 'request-information',
    fields: [{ field: 'purpose', comment: 'Si hvem som får nytte av det' }],
    answerDueOn: '2026-11-20',
  },
};
const screening = () => given(...stepsTo('in-assessment').slice(0, -2));
const requestIn = ({ accessCase }: Play) => Object.keys(accessCase.tracks.information)[0] ?? '';
const then = (play: Play, step: Step, now?: Date): Play => {
  const next = give(play, step, now);
  if ('refused' in next) throw new Error(next.refused.code);
  return next;
};
const answer = (play: Play, field = 'purpose'): Step => ({
  by: 'applicant',
  command: {
    type: 'answer-information-field',
    requestId: requestIn(play),
    field,
    value: 'Pasienter og pårørende',
  },
});
const send = (play: Play): Step => ({
  by: 'applicant',
  command: { type: 'send-information', requestId: requestIn(play) },
});

describe('the completeness check', () => {
  it('must be finished before an application is complete, and says who found it so [law 2] [R7.2.3]', () => {
    const complete: Step = { by: 'caseworker', command: { type: 'find-complete' } };
    expect(refusal(screening(), complete)).toBe('screening-not-finished');
    const { application, screening: check } = at('in-assessment').accessCase.tracks;
    expect(check.state).toBe('complete');
    expect(application).toMatchObject({
      completeOn: '2026-11-02',
      completeByName: 'Demo Saksbehandler',
    });
  });
});

describe('a request for information', () => {
  it.each([
    ['pre-screening', screening],
    ['in-assessment', () => at('in-assessment')],
  ])('goes back to %s when it is answered', (state, from) => {
    const asked = then(from(), ask);
    expect(asked.accessCase.tracks.application.state).toBe('awaiting-information');
    expect(refusal(asked, send(asked))).toBe('fields-unanswered');
    const sent = then(then(asked, answer(asked)), send(asked));
    expect(sent.accessCase.tracks.application.state).toBe(state);
    expect(sent.draft.purpose).toBe('Pasienter og pårørende');
    expect(sent.accessCase.tracks.application.submittedOn).toBe('2026-11-02');
  });

  it('opens the fields that were asked for and no other, and shows no answer before it is sent [R6.3.6]', () => {
    const asked = then(screening(), ask);
    expect(refusal(asked, answer(asked, 'title'))).toBe('field-not-asked-for');
    const answered = then(asked, answer(asked));
    const seen = (role: 'applicant' | 'caseworker') =>
      visibleTracks(answered.accessCase.tracks, [{ role, registryId: null }]).information;
    expect(seen('applicant')?.[requestIn(asked)]?.answerIds).toBeDefined();
    expect(seen('caseworker')?.[requestIn(asked)]?.answerIds).toBeUndefined();
    expect(answered.draft.purpose).toBe(wholeApplication.purpose);
  });

  it('is reminded of once, lapses only then, and refuses nothing by itself', () => {
    const asked = then(screening(), ask);
    const requestId = requestIn(asked);
    const remind: Step = {
      by: 'system',
      command: { type: 'remind-of-information-request', requestId },
    };
    const lapse: Step = { by: 'system', command: { type: 'lapse-information-request', requestId } };
    const [due, late] = [new Date('2026-11-21T09:00:00Z'), new Date('2026-12-20T09:00:00Z')];
    expect(give(asked, remind)).toMatchObject({ refused: { code: 'not-yet-due' } });
    expect(give(asked, lapse, late)).toMatchObject({ refused: { code: 'not-yet-due' } });
    const reminded = then(asked, remind, due);
    expect(give(reminded, remind, due)).toMatchObject({ refused: { code: 'already-reminded' } });
    const lapsed = then(reminded, lapse, late);
    expect(lapsed.accessCase.tracks.application.state).toBe('pre-screening');
    expect(offersTo(lapsed, 'caseworker')).toContain('propose-dismissal');
  });
});

describe('a dismissal', () => {
  /** The applicant was asked, and answered with what does not do. */
  const answeredOnce = () => {
    const asked = then(screening(), ask);
    return then(then(asked, answer(asked)), send(asked));
  };
  const proposal = (missing: number): Step => ({
    by: 'both',
    command: {
      type: 'propose-dismissal',
      ground: 'incomplete',
      missing: Array(missing).fill({ item: 'plan-attached', what: 'Protokollen mangler' }),
      reason: 'Fristen er ute',
    },
  });

  it('for what is missing waits until the applicant was asked for it, with time to answer [law 17] [R7.2.5]', () => {
    expect(refusal(screening(), proposal(1))).toBe('not-asked-for-what-is-missing');
    const elsewhere: Step = {
      by: 'both',
      command: {
        type: 'propose-dismissal',
        ground: 'wrong-body',
        missing: [],
        reason: 'Kilden ligger utenfor løsningen',
      },
    };
    expect(refusal(screening(), elsewhere)).toBe('accepted');
  });

  it('names what is missing and is signed by another [R7.2.6]', () => {
    const answered = answeredOnce();
    expect(refusal(answered, proposal(0))).toBe('nothing-missing');
    const proposed = then(answered, proposal(1));
    const sign = (by: Step['by']): Step => ({ by, command: { type: 'sign-dismissal' } });
    expect(refusal(proposed, sign('both'))).toBe('same-person-twice');
    const { tracks } = then(proposed, sign('decisionMaker')).accessCase;
    expect(tracks.application.state).toBe('dismissed');
  });
});

describe('a prohibited use', () => {
  it('stops the application, and is a bar where it is found later [law 11]', () => {
    const application = { ...wholeApplication, prohibitedRecipients: true };
    const draft = given({ by: 'applicant', command: { type: 'edit-draft', application } });
    expect(refusal(draft, { by: 'applicant', command: { type: 'submit' } })).toBe('prohibited-use');
    const flagged = given(...stepsTo('in-assessment').slice(0, -1), {
      by: 'caseworker',
      command: { type: 'set-flag', flag: 'prohibited-use', reason: 'Til forsikring' },
    });
    const complete: Step = { by: 'caseworker', command: { type: 'find-complete' } };
    expect(refusal(flagged, complete)).toBe('prohibited-use');
  });
});

describe('withdrawal', () => {
  it('ends what registries were asked, and says what it costs', () => {
    const asked = given(...stepsTo('rek-approved'), {
      by: 'caseworker',
      command: {
        type: 'consult-registry',
        registryId: registryIds.npr,
        question: 'Egnet?',
        answerDueOn: '2026-12-01',
      },
    });
    const play = then(asked, { by: 'applicant', command: { type: 'withdraw' } });
    expect(play.accessCase.tracks.consultation[registryIds.npr]?.state).toBe('cancelled');
    expect(play.accessCase.tracks.application.withdrawalCost?.basis).toBe('work-done');
  });
});

describe('a draft', () => {
  it('that is dropped leaves nothing of what it held', () => {
    const steps = stepsTo('submitted').slice(0, 1);
    const play = given(...steps, { by: 'applicant', command: { type: 'drop-draft' } });
    expect(play.draft).toEqual({});
    expect(refusal(at('submitted'), { by: 'applicant', command: { type: 'drop-draft' } })).toBe(
      'not-allowed-in-state',
    );
  });

  it('copied from another names what was left out', () => {
    const { draft, leftOut } = copyOf(wholeApplication, '2026-11-02');
    expect(differences(wholeApplication, draft).map(({ field }) => field)).toEqual(
      leftOut.map(({ field }) => field),
    );
  });
});

describe('the European status', () => {
  it('is one of the common values for every state of what was sent in [R6.3.2]', () => {
    const before = ['draft', 'draft-dropped', 'lapsed'];
    for (const state of trackTables.application.states) {
      const status = euStatusOf[state];
      if (before.includes(state)) expect([state, status]).toEqual([state, null]);
      else expect(euStatuses).toContain(status);
    }
  });
});
