import { describe, expect, it } from '@jest/globals';
import { npr, orderNpr, repeatedly, then } from '../../../../test/support/delivery-plays.js';
import { registryIds, type Step } from '../../../../test/support/journey.js';
import { give, given, type Play, refusal } from '../../../../test/support/play.js';
import { planCommandsDue } from './case.delivery-plan.machine.js';

const on = (day: string) => new Date(`${day}T09:00:00Z`);
const plan = (interval: 'yearly' | 'every-four-months', firstRoundOn?: string): Step => ({
  by: 'caseworker',
  command: {
    type: 'plan-recurring-delivery',
    registryId: npr,
    interval,
    ...(firstRoundOn && { firstRoundOn }),
  },
});

const ordered = (frequency: string) => given(...repeatedly(frequency), orderNpr);
const planned = () => then(ordered('quarterly'), plan('every-four-months'));

/** What the schedule does on a day, until there is no more to do. */
function nightOf(play: Play, day: string): { play: Play; given: string[] } {
  const commands: string[] = [];
  for (;;) {
    const [due] = planCommandsDue(play.accessCase, day);
    if (!due) return { play, given: commands };
    commands.push(due.type);
    play = then(play, { by: 'system', command: due }, on(day));
  }
}

describe('recurring deliveries', () => {
  it('order a round on each day of the plan, and never two for one day', () => {
    let play = planned();
    expect(nightOf(play, '2027-03-01').given).toEqual([]);
    for (const day of ['2027-03-02', '2027-07-02', '2027-11-02']) {
      const night = nightOf(play, day);
      expect([day, night.given]).toEqual([day, ['order-next-round']]);
      play = nightOf(night.play, day).play;
    }
    const rounds = Object.values(play.accessCase.tracks.delivery);
    expect(rounds.map(({ round, kind, orderedOn }) => [round, kind, orderedOn])).toEqual([
      [1, 'first', '2026-11-02'],
      [2, 'recurring', '2027-03-02'],
      [3, 'recurring', '2027-07-02'],
      [4, 'recurring', '2027-11-02'],
    ]);
  });

  it('make up for nights that were missed with one round, and keep to the days of the plan', () => {
    const late = nightOf(planned(), '2027-08-15');
    expect(late.given).toEqual(['order-next-round']);
    expect(late.play.accessCase.tracks['delivery-plan'][npr]).toMatchObject({
      state: 'running',
      nextRoundOn: '2027-11-02',
    });
  });

  it('begin on the day that was asked for', () => {
    const play = then(ordered('yearly'), plan('yearly', '2027-01-31'));
    const { play: after } = nightOf(play, '2027-01-31');
    expect(after.accessCase.tracks['delivery-plan'][npr]?.nextRoundOn).toBe('2028-01-31');
    expect(refusal(ordered('yearly'), plan('yearly', '2028-06-01'))).toBe('round-outside-permit');
  });

  it('come no more often than the permit gives [law 16]', () => {
    expect(refusal(ordered('once'), plan('yearly'))).toBe('recurring-not-granted');
    expect(refusal(ordered('yearly'), plan('every-four-months'))).toBe('recurring-not-granted');
    expect(refusal(ordered('half-yearly'), plan('every-four-months'))).toBe(
      'recurring-not-granted',
    );
    expect(refusal(ordered('half-yearly'), plan('yearly'))).toBe('accepted');
  });

  it('stop when somebody stops them, and with the permit or the exemption they rest on [law 9]', () => {
    const stopped = then(planned(), {
      by: 'caseworker',
      command: { type: 'stop-recurring-delivery', registryId: npr, reason: 'Nok data' },
    });
    expect(nightOf(stopped, '2027-03-02').given).toEqual([]);
    const ends: [Step, string][] = [
      [
        {
          by: 'caseworker',
          command: { type: 'end-permit', reason: 'Slutt', askedForOn: '2026-11-01' },
        },
        'no-active-permit',
      ],
      [
        {
          by: 'decisionMaker',
          command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nytt' },
        },
        'confidentiality-not-lifted',
      ],
    ];
    for (const [end, ground] of ends) {
      const { play, given: did } = nightOf(then(planned(), end), '2026-11-03');
      expect(did).toEqual(['end-recurring-delivery']);
      expect(play.accessCase.tracks['delivery-plan'][npr]).toMatchObject({
        state: 'stopped',
        stopGround: ground,
      });
    }
  });

  it('end when the approval of REK has run out [law 7]', () => {
    const { given: did } = nightOf(planned(), '2030-01-01');
    expect(did).toEqual(['end-recurring-delivery']);
  });

  it('order nothing before its day, nor without a plan', () => {
    const next = (registryId: string): Step => ({
      by: 'system',
      command: { type: 'order-next-round', registryId },
    });
    expect(give(planned(), next(npr), on('2027-03-01'))).toMatchObject({
      refused: { code: 'round-not-due' },
    });
    expect(refusal(planned(), next(registryIds.dar))).toBe('no-delivery-plan');
  });
});
