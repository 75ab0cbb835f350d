import { describe, expect, it } from '@jest/globals';
import { people, type Step, stepsTo } from '../../../../test/support/journey.js';
import { at, give, given, type Play, refusal } from '../../../../test/support/play.js';
import { appealDueOn, type AppealableDecision } from './appeal.rules.js';
import { requestStateOf } from '../permits/permit.rules.js';

const lodge = (decision = 'access'): Step => ({
  by: 'applicant',
  command: { type: 'lodge-appeal', decision, grounds: 'Variablene er nødvendige' },
});

const on = (day: string) => new Date(`${day}T09:00:00Z`);

function then(play: Play, ...steps: [Step, string?][]): Play {
  return steps.reduce((before, [step, day]) => {
    const next = give(before, step, day ? on(day) : undefined);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);
}

const appealIn = ({ accessCase }: Play) => Object.entries(accessCase.tracks.appeal).at(-1)!;

const dispatched = (kind: string, day: string) => [
  { kind, dispatchedAt: `${day}T09:00:00Z`, alertedAt: null },
];

/** From lodged to a proposal of an outcome, by people who did not make the decision. */
function proposed(play: Play, outcome: 'reverse' | 'uphold'): Play {
  const [appealId] = appealIn(play);
  return then(
    play,
    [{ by: 'both', command: { type: 'take-appeal', appealId } }],
    [
      {
        by: 'both',
        command: {
          type: 'propose-appeal-outcome',
          appealId,
          outcome,
          extent: 'partly',
          statement: 'Vurdert på nytt',
        },
      },
    ],
  );
}

describe('the appeal period', () => {
  const decision: AppealableDecision = {
    key: 'access',
    decidedOn: '2026-11-02',
    deciders: [],
    letterKinds: ['decision'],
    body: 'helseklage',
  };

  it('is three weeks from the alert, else from dispatch [law 18]', () => {
    expect(appealDueOn(decision, undefined, dispatched('decision', '2026-11-03'))).toBe(
      '2026-11-24',
    );
    const alerted = [
      { kind: 'decision', dispatchedAt: '2026-11-03T09:00:00Z', alertedAt: '2026-11-05T09:00:00Z' },
    ];
    expect(appealDueOn(decision, undefined, alerted)).toBe('2026-11-26');
  });

  it('does not end on a Saturday or a holiday, but on the next working day [law 5] [law 18]', () => {
    // Three weeks from Saturday 14 November and from Friday 4 December, whose end is Christmas Day.
    expect(appealDueOn(decision, undefined, dispatched('decision', '2026-11-14'))).toBe(
      '2026-12-07',
    );
    expect(appealDueOn(decision, undefined, dispatched('decision', '2026-12-04'))).toBe(
      '2026-12-28',
    );
  });

  it('has not begun before the letter is dispatched [law 18]', () => {
    const waiting = [{ kind: 'decision', dispatchedAt: null, alertedAt: null }];
    expect(appealDueOn(decision, undefined, waiting)).toBeNull();
  });

  it('begins anew when the reasons that were demanded are given [law 18]', () => {
    const period = { state: 'running', reasonsGivenOn: '2026-11-20' } as const;
    expect(appealDueOn(decision, period, dispatched('decision', '2026-11-03'))).toBe('2026-12-11');
  });

  it('of a new decision is not that of the reasons for the old one [law 18]', () => {
    const period = { state: 'running', reasonsGivenOn: '2026-10-01' } as const;
    expect(appealDueOn(decision, period, dispatched('decision', '2026-11-03'))).toBe('2026-11-24');
  });

  it('is broken off while reasons that were demanded are not given [law 18]', () => {
    const period = { state: 'reasons-demanded', reasonsDemandedOn: '2026-11-10' } as const;
    expect(appealDueOn(decision, period, dispatched('decision', '2026-11-03'))).toBeNull();
    const earlier = { state: 'reasons-demanded', reasonsDemandedOn: '2026-10-10' } as const;
    expect(appealDueOn(decision, earlier, dispatched('decision', '2026-11-03'))).toBe('2026-11-24');
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-11-03') };
    const demand: Step = {
      by: 'applicant',
      command: { type: 'demand-reasons', decision: 'access' },
    };
    const waiting = then(decided, [demand, '2026-11-20']);
    expect(appealIn(give(waiting, lodge(), on('2026-12-10')) as Play)[1].state).toBe('lodged');
  });

  it('of two exemptions told of at different times runs from the later letter [law 15] [law 18]', () => {
    const exemption = { ...decision, key: 'exemption', decidedOn: '2026-11-30' };
    const refused = (decidedOn: string) => ({ decidedOn, letterKinds: ['exemption-decision'] });
    const letters = [
      ...dispatched('exemption-decision', '2026-11-03'),
      ...dispatched('exemption-decision', '2026-11-30'),
    ];
    const told = [refused('2026-11-02'), refused('2026-11-30')];
    expect(appealDueOn({ ...exemption, told }, undefined, letters)).toBe('2026-12-21');
    // A refusal is told alone: the access decision that comes later gives no new period for it.
    const once = [{ decidedOn: '2026-11-02', letterKinds: ['exemption-decision'] }];
    const later = [...letters.slice(0, 1), ...dispatched('decision', '2026-12-20')];
    expect(appealDueOn({ ...exemption, told: once }, undefined, later)).toBe('2026-11-24');
  });

  it('can be extended before it ends, and not after [law 18]', () => {
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-11-03') };
    const extend: Step = {
      by: 'caseworker',
      command: {
        type: 'extend-appeal-period',
        decision: 'access',
        untilOn: '2026-12-18',
        reason: 'Ferie',
      },
    };
    expect(refusal(decided, extend)).toBe('accepted');
    const extended = then(decided, [extend]);
    const late = give(extended, lodge(), on('2026-12-18')) as Play;
    expect(appealIn(late)[1]).toMatchObject({ state: 'lodged', dueOn: '2026-12-18' });
    const after = give(decided, extend, on('2026-11-25'));
    expect(after).toMatchObject({ refused: { code: 'appeal-period-over' } });
  });
});

describe('lodging an appeal', () => {
  it('is open to the applicant over a grant with conditions too, and not to strangers [R10.0.2] [law 18]', () => {
    expect(refusal(at('decided'), lodge())).toBe('accepted');
    expect(refusal(at('decided'), { ...lodge(), by: 'otherApplicant' })).toBe('case-unknown');
    expect(refusal(at('in-assessment'), lodge())).toBe('nothing-to-appeal');
  });

  it('twice over the same decision is one appeal, until the first is withdrawn', () => {
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-11-03') };
    const once = then(decided, [lodge(), '2026-11-20']);
    expect(refusal(once, lodge())).toBe('appealed-already');
    const [appealId] = appealIn(once);
    const withdraw: Step = { by: 'applicant', command: { type: 'withdraw-appeal', appealId } };
    const again = then(once, [withdraw, '2026-11-20'], [lodge(), '2026-11-20']);
    expect(appealIn(again)[1].state).toBe('lodged');
  });

  it('is on time until the last day, and late after it [law 18]', () => {
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-11-03') };
    expect(appealIn(give(decided, lodge(), on('2026-11-24')) as Play)[1].state).toBe('lodged');
    expect(appealIn(give(decided, lodge(), on('2026-11-25')) as Play)[1].state).toBe('late');
  });

  it('by letter counts from the day the letter came, and needs a reason [R10.0.4]', () => {
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-10-10') };
    const register = (arrivedOn: string): Step => ({
      by: 'caseworker',
      command: {
        type: 'register-appeal',
        decision: 'access',
        grounds: 'Brevet sier',
        arrivedOn,
        reason: 'Kom i posten',
      },
    });
    const decidedLater = then(decided, [register('2026-11-02')]);
    expect(appealIn(decidedLater)[1]).toMatchObject({ lodgedOn: '2026-11-02' });
    expect(decidedLater.texts[appealIn(decidedLater)[1].registrationReasonId ?? '']).toBe(
      'Kom i posten',
    );
    expect(refusal(decided, register('2026-11-03'))).toBe('arrived-in-the-future');
  });

  it('after a year can only be dismissed [law 18]', () => {
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-11-03') };
    const late = give(decided, lodge(), on('2027-11-03')) as Play;
    const [appealId, { state }] = appealIn(late);
    expect(state).toBe('late');
    const accept: Step = {
      by: 'caseworker',
      command: { type: 'accept-late-appeal', appealId, reason: 'Særlige grunner' },
    };
    expect(give(late, accept, on('2027-11-04'))).toMatchObject({
      refused: { code: 'appeal-after-a-year' },
    });
    const dismissed = then(late, [
      {
        by: 'decisionMaker',
        command: { type: 'dismiss-late-appeal', appealId, reason: 'For sent' },
      },
      '2027-11-04',
    ]);
    expect(appealIn(dismissed)[1].state).toBe('dismissed-as-late');
  });

  it('can be over the dismissal of an appeal as late, which then is taken up [law 18]', () => {
    const decided = { ...at('decided'), letters: dispatched('decision', '2026-11-03') };
    const late = give(decided, lodge(), on('2026-12-01')) as Play;
    const [lateId] = appealIn(late);
    expect(refusal(late, lodge(`late-dismissal:${lateId}`))).toBe('nothing-to-appeal');
    const dismissed = then(late, [
      {
        by: 'decisionMaker',
        command: { type: 'dismiss-late-appeal', appealId: lateId, reason: 'For sent' },
      },
      '2026-12-02',
    ]);
    const again = then(dismissed, [lodge(`late-dismissal:${lateId}`), '2026-12-03']);
    const [appealId, appeal] = appealIn(again);
    expect(appeal).toMatchObject({ state: 'lodged', body: 'helseklage', decidedOn: '2026-12-02' });
    const play = then(proposed(again, 'reverse'), [
      { by: 'decisionMaker', command: { type: 'reverse-on-appeal', appealId } },
    ]);
    const { appeal: appeals, access } = play.accessCase.tracks;
    expect([appeals[appealId]?.state, appeals[lateId]?.state]).toEqual(['reversed', 'lodged']);
    expect(access.state).toBe('granted');
  });

  it('over what REK decided goes to NEM and is only registered [law 18]', () => {
    const play = then(at('rek-approved'), [lodge('rek')]);
    expect(appealIn(play)[1]).toMatchObject({ state: 'at-nem', body: 'nem' });
  });
});

describe('reviewing an appeal', () => {
  it('is for somebody else than who decided [law 18] [law 19]', () => {
    const play = then(at('decided'), [lodge()]);
    const [appealId] = appealIn(play);
    const take = { type: 'take-appeal', appealId } as const;
    expect(refusal(play, { by: 'caseworker', command: take })).toBe('decided-it-yourself');
    const taken = then(play, [{ by: 'both', command: take }]);
    const propose: Step = {
      by: 'caseworker',
      command: {
        type: 'propose-appeal-outcome',
        appealId,
        outcome: 'uphold',
        statement: 'Vi mente det vi skrev',
      },
    };
    expect(refusal(taken, propose)).toBe('decided-it-yourself');
    expect(proposed(play, 'reverse').accessCase.tracks.appeal[appealId]).toMatchObject({
      state: 'outcome-proposed',
      reviewerName: people.both.name,
    });
  });

  it('ends in a reversal by a second person, and the case goes back to assessment [law 18] [R10.0.6]', () => {
    const play = proposed(then(at('decided'), [lodge()]), 'reverse');
    const [appealId] = appealIn(play);
    const reverse = { type: 'reverse-on-appeal', appealId } as const;
    expect(refusal(play, { by: 'both', command: reverse })).toBe('same-person-twice');
    const forward = { type: 'forward-appeal', appealId } as const;
    expect(refusal(play, { by: 'decisionMaker', command: forward })).toBe(
      'proposal-says-otherwise',
    );
    const { tracks } = then(play, [{ by: 'decisionMaker', command: reverse }]).accessCase;
    expect(tracks.appeal[appealId]).toMatchObject({ state: 'reversed', extent: 'partly' });
    expect(tracks.application.state).toBe('in-assessment');
    expect(tracks.access.state).toBe('draft');
  });

  it.each(['upheld', 'changed', 'annulled-and-returned'] as const)(
    'else goes to Helseklage, whose outcome %s settles what becomes of the case [law 18] [R10.0.4] [R10.0.6]',
    (outcome) => {
      const play = proposed(then(at('decided'), [lodge()]), 'uphold');
      const [appealId] = appealIn(play);
      const settled = then(
        play,
        [{ by: 'decisionMaker', command: { type: 'forward-appeal', appealId } }],
        [
          {
            by: 'caseworker',
            command: {
              type: 'settle-appeal',
              appealId,
              outcome,
              decidedOn: '2026-11-01',
              sender: 'Helseklage',
              externalReference: '2026/1',
              documentSha256: 'b'.repeat(64),
              summary: 'Se vedlagt avgjørelse',
            },
          },
        ],
      );
      expect(appealIn(settled)[1]).toMatchObject({
        state: 'settled',
        outcome,
        sender: 'Helseklage',
        documentSha256: 'b'.repeat(64),
        outcomeOn: '2026-11-01',
      });
      const isBack = outcome !== 'upheld';
      expect(settled.accessCase.tracks.application.state).toBe(
        isBack ? 'in-assessment' : 'decided',
      );
    },
  );

  it('keeps the case from being closed meanwhile', () => {
    const play = then(at('destroyed'), [lodge()]);
    expect(refusal(play, { by: 'caseworker', command: { type: 'close-case' } })).toBe(
      'appeal-under-way',
    );
  });
});

describe('calling a permit back', () => {
  const notice: Step = {
    by: 'caseworker',
    command: {
      type: 'give-prior-notice',
      ground: 'breach-of-conditions',
      reason: 'Lagret et annet sted',
      hearingDueOn: '2026-11-16',
    },
  };
  const propose: Step = {
    by: 'caseworker',
    command: {
      type: 'propose-revocation',
      rule: 'forvaltningsloven § 35',
      facts: 'Opplysningene lå åpent',
      considerations: 'Bruddet er alvorlig',
      deferredEffect: 'Settes i verk med en gang',
    },
  };
  const answer: Step = {
    by: 'applicant',
    command: { type: 'answer-prior-notice', statement: 'Det er rettet' },
  };
  const sign: Step = { by: 'decisionMaker', command: { type: 'sign-revocation' } };
  const revoked = () => then(at('permitted'), [notice], [answer], [propose], [sign]);

  it('needs a decision: without one the permit cannot be revoked, by anybody [R9.3.5]', () => {
    expect(refusal(at('permitted'), sign)).toBe('revocation-not-decided');
    expect(refusal(at('permitted'), { ...sign, by: 'caseworker' })).toBe('not-allowed-for-role');
  });

  it('waits for the answer to the notice, or for the end of the hearing [R9.4.9]', () => {
    const noticed = then(at('permitted'), [notice]);
    expect(refusal(noticed, propose)).toBe('hearing-not-over');
    expect(give(noticed, propose, on('2026-11-16'))).toHaveProperty('refused');
    expect(give(noticed, propose, on('2026-11-17'))).not.toHaveProperty('refused');
    expect(refusal(then(noticed, [answer]), propose)).toBe('accepted');
  });

  it('is signed by another than who proposed it, with rule, facts and reasons [R9.4.9] [R9.4.10]', () => {
    const { tracks } = revoked().accessCase;
    expect(tracks.permit).toMatchObject({
      state: 'revoked',
      revocation: { signedByName: people.decisionMaker.name },
      versions: [{ activeTo: '2026-11-02T09:00:00.000Z' }],
    });
    expect(tracks.revocation).toMatchObject({ state: 'signed', rule: 'forvaltningsloven § 35' });
    expect(tracks.closure.state).toBe('ending');
    expect(refusal(revoked(), { by: 'caseworker', command: { type: 'issue-permit' } })).toBe(
      'not-allowed-in-state',
    );
  });

  it('gives a new version in force at once when the appeal succeeds [R9.4.12] [R9.4.13] [R9.3.10]', () => {
    const lodged = then(revoked(), [lodge('revocation')]);
    expect(requestStateOf(lodged.accessCase.tracks)).toBe('revocation-appealed');
    const [appealId] = appealIn(lodged);
    const back: Step = { by: 'system', command: { type: 'reinstate-permit', appealId } };
    expect(refusal(lodged, back)).toBe('appeal-not-upheld');
    const play = then(
      proposed(lodged, 'reverse'),
      [{ by: 'decisionMaker', command: { type: 'reverse-on-appeal', appealId } }],
      [back],
    );
    const { permit, closure } = play.accessCase.tracks;
    expect(permit).toMatchObject({
      state: 'active',
      permitReference: 'NO-HDS-2026-000001.2',
      versions: [{ version: 1 }, { version: 2, kind: 'reinstated', activeTo: null }],
    });
    expect(closure.state).toBe('active');
    expect(requestStateOf(play.accessCase.tracks)).toBe('appeal-upheld');
  });

  it('stands when the appeal does not succeed [R9.4.13]', () => {
    const lodged = then(revoked(), [lodge('revocation')]);
    const [appealId] = appealIn(lodged);
    const settled = then(
      proposed(lodged, 'uphold'),
      [{ by: 'decisionMaker', command: { type: 'forward-appeal', appealId } }],
      [
        {
          by: 'caseworker',
          command: {
            type: 'settle-appeal',
            appealId,
            outcome: 'upheld',
            decidedOn: '2026-11-01',
            sender: 'Helseklage',
            externalReference: '2026/2',
            documentSha256: 'c'.repeat(64),
            summary: 'Vedtaket står',
          },
        },
      ],
    );
    expect(settled.accessCase.tracks.permit.state).toBe('revoked');
    expect(requestStateOf(settled.accessCase.tracks)).toBe('appeal-rejected');
  });

  it('can be dropped, and the permit goes on [R9.4.9]', () => {
    const { tracks } = then(
      at('permitted'),
      [notice],
      [answer],
      [{ by: 'caseworker', command: { type: 'drop-revocation', reason: 'Rettet' } }],
    ).accessCase;
    expect([tracks.permit.state, tracks.revocation.state]).toEqual(['active', 'dropped']);
  });

  it('is not for a permit that is not in force', () => {
    expect(refusal(given(...stepsTo('decided')), notice)).toBe('no-active-permit');
  });
});
