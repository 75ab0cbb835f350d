import { describe, expect, it } from '@jest/globals';
import { addMonths, osloDate } from './calendar.rules.js';
import { ledgerOf } from './case.ledger.js';
import { newCase } from '../case.machine.js';
import type { CaseEvent } from '../case.model.js';
import { waitingFor } from '../case.waiting.rules.js';

const firstDay = newCase({
  id: 'c0000000-0000-4000-8000-000000000000',
  reference: 'HDS-2026-000001',
  kind: 'individual-level',
  parentId: null,
  applicantId: 'a',
  language: 'nb',
});

const event = (
  at: string,
  track: CaseEvent['track'],
  toState: string,
  facts: CaseEvent['facts'] = {},
  registryId: string | null = null,
): CaseEvent & { at: Date } => ({
  at: new Date(at),
  type: 'whatever',
  track,
  registryId,
  part: registryId,
  fromState: '',
  toState,
  facts,
  moves: {},
});

const submitted = (at: string) =>
  event(at, 'application', 'submitted', { submittedOn: at.slice(0, 10) });

const perParty = (events: (CaseEvent & { at: Date })[], asOfOn: string) =>
  Object.fromEntries(
    ledgerOf(firstDay, events, asOfOn).perParty.map(({ party, days }) => [party, days]),
  );

describe('the ledger', () => {
  it('counts no day before submission', () => {
    expect(ledgerOf(firstDay, [], '2026-12-31')).toMatchObject({ grossDays: 0, segments: [] });
  });

  it('does not count the day of an event and counts the last day', () => {
    const events = [
      submitted('2026-03-02T08:00:00Z'),
      event('2026-03-05T12:00:00Z', 'ethics', 'forwarded'),
      event('2026-03-12T12:00:00Z', 'ethics', 'approved'),
    ];
    // 3, 4 and 5 March to Helsedataservice; 6 to 12 to REK; 13 and 14 to Helsedataservice again.
    expect(perParty(events, '2026-03-14')).toEqual({ rek: 7, helsedataservice: 5 });
  });

  it('gives a day to whoever held the case when it began, however often it changes hands', () => {
    const events = [
      submitted('2026-03-02T08:00:00Z'),
      event('2026-03-05T09:00:00Z', 'ethics', 'forwarded'),
      event('2026-03-05T15:00:00Z', 'ethics', 'approved'),
    ];
    expect(perParty(events, '2026-03-08')).toEqual({ helsedataservice: 6 });
  });

  it.each([
    ['summer time begins', '2026-03-28T23:30:00+01:00', '2026-03-30T00:30:00+02:00'],
    ['summer time ends', '2026-10-24T23:30:00+02:00', '2026-10-26T00:30:00+01:00'],
  ])('counts two days where %s between them', (_, from, to) => {
    const events = [submitted(new Date(from).toISOString())];
    expect(ledgerOf(firstDay, events, osloDate(new Date(to))).grossDays).toBe(2);
  });

  it('reads the date in Norway, not in UTC', () => {
    expect(osloDate(new Date('2026-06-30T22:30:00Z'))).toBe('2026-07-01');
    expect(osloDate(new Date('2026-12-31T22:30:00Z'))).toBe('2026-12-31');
  });

  it('ends with the case', () => {
    const events = [
      submitted('2026-03-02T08:00:00Z'),
      event('2026-03-12T08:00:00Z', 'application', 'closed'),
    ];
    expect(ledgerOf(firstDay, events, '2027-01-01')).toMatchObject({
      grossDays: 10,
      perParty: [{ party: 'helsedataservice', days: 10 }],
    });
  });
});

describe('who is waited for', () => {
  const requested = (registryId: string, at = '2026-03-03T08:00:00Z') =>
    event(at, 'consultation', 'requested', { answerDueOn: '2026-04-01' }, registryId);

  it('is one party by the published priority, whatever order things were recorded in', () => {
    const both = (order: string[]) =>
      perParty(
        [submitted('2026-03-02T08:00:00Z'), ...order.map((id) => requested(id))],
        '2026-03-06',
      );
    expect(both(['b-registry', 'a-registry'])).toEqual(both(['a-registry', 'b-registry']));
    expect(both(['b-registry', 'a-registry'])).toEqual({
      helsedataservice: 1,
      'registry:a-registry': 3,
    });
  });

  it('is REK before a registry', () => {
    const tracks = {
      ...firstDay.tracks,
      application: { state: 'in-assessment' as const, registryIds: [] },
      ethics: { state: 'forwarded' as const },
      consultation: { a: { state: 'requested' as const, answerDueOn: '2026-04-01' } },
    };
    expect(waitingFor(tracks)).toBe('rek');
  });

  describe('while an appeal is open', () => {
    const inAssessment = { state: 'in-assessment' as const, registryIds: [] };
    const appealed = (state: 'outcome-proposed' | 'upheld-and-forwarded' | 'at-nem') => ({
      ...firstDay.tracks,
      appeal: { a: { state } },
    });

    it('is Helsedataservice until the outcome is signed, also where the case is over [law 6]', () => {
      const dismissed = { state: 'dismissed' as const, registryIds: [] };
      const tracks = { ...appealed('outcome-proposed'), application: dismissed };
      expect(waitingFor(tracks)).toBe('helsedataservice');
    });

    it.each(['at-nem', 'upheld-and-forwarded'] as const)(
      'is the appeals body when the appeal is %s, also before access is decided [law 6]',
      (state) => {
        const tracks = { ...appealed(state), application: inAssessment };
        expect(waitingFor(tracks)).toBe('appeals-body');
        expect(waitingFor({ ...tracks, ethics: { state: 'forwarded' } })).toBe('rek');
        const asked = { ...inAssessment, state: 'awaiting-information' as const };
        expect(waitingFor({ ...tracks, application: asked })).toBe('appeals-body');
      },
    );
  });
});

describe('a month', () => {
  it.each([
    ['2026-01-15', '2026-02-15'],
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-12-31', '2027-01-31'],
  ])('from %s ends on %s: the same date or the last of the month [law 4]', (from, to) => {
    expect(addMonths(from, 1)).toBe(to);
  });
});
