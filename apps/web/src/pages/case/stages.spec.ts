import { describe, expect, it } from '@jest/globals';
import { stagesOf } from './stages';

const submitted = { submittedOn: '2026-04-28' };
const complete = { ...submitted, completeOn: '2026-04-30' };

function standing(tracks: Record<string, unknown>, waitingFor = 'helsedataservice') {
  return stagesOf({ tracks, waitingFor }).map(({ name, standing: at }) => `${name} ${at}`);
}

describe('the stages of a case', () => {
  it('are behind it, around it and before it, with the day that each was done', () => {
    const stages = stagesOf({
      tracks: { application: { state: 'in-assessment', ...complete }, access: { state: 'draft' } },
      waitingFor: 'rek',
    });
    expect(stages.map(({ standing: at }) => at)).toEqual([
      'done',
      'done',
      'now',
      'left',
      'left',
      'left',
    ]);
    expect(stages.map(({ on }) => on)).toEqual([
      '2026-04-28',
      '2026-04-30',
      null,
      null,
      null,
      null,
    ]);
  });

  it('go back to the stage that a question to the applicant came from', () => {
    const state = 'awaiting-information';
    expect(standing({ application: { state, ...submitted } })).toContain('check now');
    expect(standing({ application: { state, ...complete } })).toContain('assessment now');
  });

  it('come to the decision when one is proposed, for those who may see that', () => {
    const application = { state: 'in-assessment', ...complete };
    expect(standing({ application, access: { state: 'proposed' } })).toContain('decision now');
    expect(standing({ application, exemption: { 'hrl-19e': { state: 'proposed' } } })).toContain(
      'decision now',
    );
    expect(standing({ application })).toContain('assessment now');
  });

  it('end with the decision where it is a refusal', () => {
    const access = { state: 'refused', decidedOn: '2026-06-01' };
    const ended = standing({ application: { state: 'closed', ...complete }, access }, 'nobody');
    expect(ended).toEqual([
      'application done',
      'check done',
      'assessment done',
      'decision done',
      'end now',
    ]);
    expect(standing({ application: { state: 'decided', ...complete }, access })).toHaveLength(4);
  });

  it('go on where the controller of a source says yes and Helsedataservice no', () => {
    const tracks = {
      application: { state: 'in-delivery', ...complete },
      access: { state: 'refused', decidedOn: '2026-06-01' },
      'controller-decision': { ssb: { state: 'granted' } },
    };
    expect(standing(tracks, 'registry:ssb')).toContain('delivery now');
    expect(standing(tracks, 'in-use')).toContain('use now');
  });

  it('break off where a case is withdrawn', () => {
    expect(standing({ application: { state: 'withdrawn', ...submitted } }, 'nobody')).toEqual([
      'application done',
      'end now',
    ]);
  });

  it('are all behind a case that was granted and closed', () => {
    const access = { state: 'granted', decidedOn: '2026-06-01' };
    const ended = standing({ application: { state: 'closed', ...complete }, access }, 'nobody');
    expect(ended.at(-1)).toBe('use done');
  });

  it('are not told where the state of the case is not', () => {
    expect(standing({})).toEqual([]);
  });
});
