import { describe, expect, it } from '@jest/globals';
import type { CaseDetail } from '../../api/types';
import { differencesOf } from './differences';

const detail = (changed: object) =>
  ({
    title: 'Slag',
    waitingFor: 'helsedataservice',
    dueOn: null,
    tracks: { application: { state: 'submitted', submittedOn: '2026-11-02' }, consultation: {} },
    application: { title: 'Slag', sources: [{ name: 'NPR' }] },
    letters: [],
    ...changed,
  }) as unknown as CaseDetail;

describe('what differs between a case then and now', () => {
  it('is nothing where nothing has changed', () => {
    expect(differencesOf(detail({}), detail({}), true)).toEqual({
      facts: [],
      tracks: [],
      application: [],
      letters: 0,
    });
  });

  it('is each fact that has changed, with the state of its part, and no other', () => {
    const now = detail({
      waitingFor: 'rek',
      tracks: {
        application: { state: 'in-assessment', submittedOn: '2026-11-02' },
        consultation: { npr: { state: 'requested' } },
      },
      letters: [{}, {}],
    });
    expect(differencesOf(detail({}), now, true)).toMatchObject({
      facts: [{ name: 'waitingFor', then: 'helsedataservice', now: 'rek' }],
      tracks: [
        {
          track: 'application',
          part: null,
          then: { state: 'submitted' },
          now: { state: 'in-assessment' },
        },
        { track: 'consultation', part: 'npr', then: null, now: { state: 'requested' } },
      ],
      letters: 2,
    });
  });

  it('is each answer down to the row, unless the words of that time are not kept', () => {
    const now = detail({ application: { title: 'Slag', sources: [{ name: 'DÅR' }] } });
    expect(differencesOf(detail({}), now, true).application).toEqual([
      { field: 'sources.0.name', before: 'NPR', after: 'DÅR' },
    ]);
    expect(differencesOf(detail({}), now, false).application).toBeNull();
  });
});
