import { describe, expect, it } from '@jest/globals';
import { osloDate } from './calendar.rules.js';
import { newCase } from '../case.machine.js';
import type { CaseEvent } from '../case.model.js';
import type { Clock, ClockName, LoggedCaseEvent, Step } from './clock.model.js';
import { clocksOf, nextDueOn } from './clock.rules.js';
import type { SettingVersion } from '../settings/setting.rules.js';

const firstDay = newCase({
  id: 'c0000000-0000-4000-8000-000000000000',
  reference: 'HDS-2026-000001',
  kind: 'individual-level',
  parentId: null,
  applicantId: 'a',
  language: 'nb',
});

type Happening = readonly [at: string, track: CaseEvent['track'], toState: string, ...rest: Rest];
type Rest = [facts?: CaseEvent['facts'], part?: string, moves?: CaseEvent['moves']];

/** A log in short: when, on which track, to which state, with which facts. */
function log(...happenings: Happening[]): LoggedCaseEvent[] {
  return happenings.map(([at, track, toState, facts = {}, part, moves = {}], index) => ({
    seq: index + 2,
    at: new Date(at.length === 10 ? `${at}T10:00:00+01:00` : at),
    type: `${track}-${toState}`,
    track,
    registryId: part ?? null,
    part: part ?? null,
    fromState: '',
    toState,
    facts,
    moves,
  }));
}

const on = (at: string) => osloDate(new Date(at));

const submitted = (at: string, ...registryIds: string[]): Happening => [
  at,
  'application',
  'submitted',
  { submittedOn: on(at), registryIds: registryIds.length > 0 ? registryIds : ['npr'] },
];

const complete = (at: string): Happening => [
  at,
  'application',
  'in-assessment',
  { completeOn: on(at) },
];

const toApplicant = (at: string): Happening => [at, 'application', 'awaiting-information'];
const answered = (at: string): Happening => [at, 'application', 'in-assessment'];

function clock(
  name: ClockName,
  events: LoggedCaseEvent[],
  asOfOn: string,
  versions: SettingVersion[] = [],
): Clock {
  const found = clocksOf(firstDay, { events, notes: [] }, asOfOn, versions).find(
    (each) => each.name === name,
  );
  if (!found) throw new Error(`No clock ${name}`);
  return found;
}

const steps = ({ derivation }: Clock) => derivation.map(({ step }) => step);
const step = <Name extends Step['step']>({ derivation }: Clock, name: Name) =>
  derivation.filter((each): each is Extract<Step, { step: Name }> => each.step === name);

const always = (name: string, value: unknown): SettingVersion => ({
  name,
  value,
  validFromOn: '2020-01-01',
});

describe('the statutory clock', () => {
  const oneRegistry = (completeOn: string) =>
    clock('data-available', log(submitted('2026-01-05'), complete(completeOn)), completeOn);

  it.each([
    ['over Easter and 1 May', '2026-03-26', '2026-05-13'],
    ['over 1 May, Ascension Day, 17 May and Whitsun', '2026-04-29', '2026-06-15'],
    ['over Christmas and New Year', '2026-12-01', '2027-01-14'],
    ['in weeks without holidays', '2026-08-03', '2026-09-14'],
  ])('ends %s: from %s on %s [law 2] [law 5] [R8.0.2]', (_, completeOn, dueOn) => {
    expect(oneRegistry(completeOn)).toMatchObject({
      startOn: completeOn,
      dueOn,
      legalBasis: 'helseregisterloven § 19 f',
    });
  });

  it('runs from the complete application, not from its receipt, and names the event [law 2] [R8.0.1]', () => {
    const events = log(submitted('2026-01-05'), complete('2026-02-02'));
    expect(clock('data-available', events, '2026-02-02')).toMatchObject({
      startOn: '2026-02-02',
      startedBySeq: 3,
    });
    const early = clocksOf(firstDay, { events, notes: [] }, '2026-02-01', []);
    expect(early.map(({ name }) => name)).toEqual(['preliminary-reply']);
  });

  it('is 60 working days when data from two registries are linked [law 2] [R8.0.2]', () => {
    const events = log(submitted('2026-08-03', 'npr', 'dar'), complete('2026-08-03'));
    const found = clock('data-available', events, '2026-08-03');
    expect(step(found, 'limit')).toEqual([
      { step: 'limit', count: 60, unit: 'working-days', because: 'several-registries' },
    ]);
    expect(found.dueOn).toBe('2026-10-26');
  });

  it.each([
    ['23:59 in winter', '2026-01-05T22:59:00Z', '2026-01-05'],
    ['00:00 in winter', '2026-01-05T23:00:00Z', '2026-01-06'],
    ['23:59 in summer', '2026-07-01T21:59:00Z', '2026-07-01'],
    ['00:00 in summer', '2026-07-01T22:00:00Z', '2026-07-02'],
  ])('reads the date in Norway at %s: %s is %s', (_, at, startOn) => {
    const events = log(submitted('2026-01-02'), complete(at));
    expect(clock('data-available', events, '2026-12-31').startOn).toBe(startOn);
  });

  it('is not paused by waiting for the applicant or for REK; the days stand on them [law 2] [R8.0.6]', () => {
    const plain = log(submitted('2026-08-03'), complete('2026-08-03'));
    const waited = log(
      submitted('2026-08-03'),
      complete('2026-08-03'),
      toApplicant('2026-08-10'),
      answered('2026-08-20'),
    );
    const found = clock('data-available', waited, '2026-08-24');
    expect(found.dueOn).toBe(clock('data-available', plain, '2026-08-24').dueOn);
    expect(found.pausedDays).toBe(0);
    expect(found.ledger.perParty).toEqual([
      { party: 'helsedataservice', days: 11, workingDays: 7 },
      { party: 'applicant', days: 10, workingDays: 8 },
    ]);
  });

  it('is paused where the setting says so, and the pause over a weekend costs working days alone', () => {
    const setting = always('applicant-pauses-statutory', true);
    const waited = log(
      submitted('2026-08-03'),
      complete('2026-08-03'),
      toApplicant('2026-08-07'),
      answered('2026-08-10'),
    );
    const found = clock('data-available', waited, '2026-08-24', [setting]);
    expect(found).toMatchObject({ pausedDays: 1, dueOn: '2026-09-15' });
    expect(step(found, 'held-by')).toEqual([
      {
        step: 'held-by',
        fromOn: '2026-08-08',
        toOn: '2026-08-10',
        party: 'applicant',
        workingDays: 1,
      },
    ]);
    expect(clock('data-available', waited, '2026-08-08', [setting])).toMatchObject({
      status: 'paused',
      dueOn: null,
    });
  });

  it('is postponed to the date that was told, and overdue when that slips [law 3] [R8.0.8]', () => {
    const postponed = log(submitted('2026-08-03'), complete('2026-08-03'), [
      '2026-09-10',
      'postponement',
      'postponed',
      { likelyOn: '2026-10-15', postponedOn: '2026-09-10' },
    ]);
    const found = clock('data-available', postponed, '2026-10-01');
    expect(found).toMatchObject({ status: 'postponed', dueOn: '2026-10-15' });
    expect(step(found, 'postponed')).toEqual([{ step: 'postponed', toOn: '2026-10-15', seq: 4 }]);
    expect(step(found, 'ends')).toEqual([{ step: 'ends', on: '2026-09-14' }]);
    expect(clock('data-available', postponed, '2026-10-16').status).toBe('overdue');
  });

  it('is met when the last of the granted sources has delivered, late or in time [law 2]', () => {
    const granted = { decidedOn: '2026-08-20', sources: [{ registryId: 'npr', isGranted: true }] };
    const delivered = (at: string) =>
      log(
        submitted('2026-08-03', 'npr', 'dar'),
        complete('2026-08-03'),
        ['2026-08-20', 'access', 'partly-granted', granted, undefined, { application: 'decided' }],
        [at, 'delivery', 'delivered', {}, 'npr', { application: 'in-delivery' }],
      );
    expect(clock('data-available', delivered('2026-10-26'), '2026-12-01')).toMatchObject({
      status: 'met',
      endedOn: '2026-10-26',
      remainingWorkingDays: null,
    });
    expect(clock('data-available', delivered('2026-10-27'), '2026-12-01').status).toBe('met-late');
  });

  it('stops when the case takes another way, and not for good if it is taken up again', () => {
    const refused = log(submitted('2026-08-03'), complete('2026-08-03'), [
      '2026-08-20',
      'access',
      'refused',
      { decidedOn: '2026-08-20' },
      undefined,
      { application: 'decided' },
    ]);
    expect(clock('data-available', refused, '2026-09-01').status).toBe('stopped');
    const reversed: Happening = ['2026-10-01', 'access', 'granted'];
    const events = [...refused, ...log(reversed).map((event) => ({ ...event, seq: 5 }))];
    expect(clock('data-available', events, '2026-10-02').status).toBe('overdue');
  });

  it('keeps the settings of the day it started, whatever is set later [R8.0.3]', () => {
    const events = log(submitted('2026-08-03'), complete('2026-08-03'));
    const later = [{ name: 'one-registry-working-days', value: 20, validFromOn: '2026-08-04' }];
    expect(clock('data-available', events, '2026-09-01', later).dueOn).toBe('2026-09-14');
    const before = [{ name: 'one-registry-working-days', value: 20, validFromOn: '2026-08-03' }];
    expect(clock('data-available', events, '2026-09-01', before).dueOn).toBe('2026-08-31');
  });
});

describe('the preliminary reply', () => {
  it.each([
    ['2026-01-31', '2026-02-28'],
    ['2028-01-31', '2028-02-29'],
    ['2026-03-15', '2026-04-15'],
  ])('is due a month after receipt: %s gives %s [law 4] [R8.0.2]', (receivedOn, dueOn) => {
    const found = clock('preliminary-reply', log(submitted(receivedOn)), receivedOn);
    expect(found).toMatchObject({ dueOn, legalBasis: 'forvaltningsloven § 11 a' });
    expect(steps(found).includes('last-of-month')).toBe(receivedOn.endsWith('31'));
  });

  it('is never paused, whoever is waited for [law 4]', () => {
    const settings = ['applicant-pauses-statutory', 'rek-pauses-statutory'].map((name) =>
      always(name, true),
    );
    const events = log(submitted('2026-03-02'), toApplicant('2026-03-03'));
    expect(clock('preliminary-reply', events, '2026-04-03', settings)).toMatchObject({
      dueOn: '2026-04-02',
      status: 'overdue',
      pausedDays: 0,
    });
  });

  it('is met by a reply, by a postponement and by a decision [law 4]', () => {
    const ends: Happening[] = [
      ['2026-03-20', 'preliminary-reply', 'sent', { sentOn: '2026-03-20' }],
      ['2026-03-20', 'postponement', 'postponed'],
      ['2026-03-20', 'application', 'decided'],
    ];
    for (const end of ends) {
      const events = log(submitted('2026-03-02'), end);
      expect(clock('preliminary-reply', events, '2026-06-01')).toMatchObject({
        status: 'met',
        endedOn: '2026-03-20',
      });
    }
  });
});

describe('the clocks of the European regulation', () => {
  const profile = always('ehds-profile', true);
  const begun = [submitted('2026-03-02'), complete('2026-03-31')];
  const due = (events: Happening[], asOfOn: string, ...versions: SettingVersion[]) =>
    clock('ehds-decision', log(...events), asOfOn, [profile, ...versions]).dueOn;

  it('are dormant until the profile is switched on', () => {
    const names = clocksOf(firstDay, { events: log(...begun), notes: [] }, '2026-04-01', []).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['preliminary-reply', 'data-available']);
  });

  it('give three months from a complete application, and three more with a reason [R8.0.2] [R8.0.6]', () => {
    expect(due(begun, '2026-04-01')).toBe('2026-06-30');
    const postponed: Happening = [
      '2026-06-01',
      'postponement',
      'postponed',
      { likelyOn: '2026-09-15' },
    ];
    expect(due([...begun, postponed], '2026-06-02')).toBe('2026-09-30');
  });

  it('follow the track both ways, and the national date does not [R8.0.2] [R8.0.4]', () => {
    const accelerated: Happening = ['2026-04-01', 'procedure', 'accelerated'];
    const ordinary: Happening = ['2026-04-02', 'procedure', 'ordinary'];
    const trusted: Happening = ['2026-04-01', 'procedure', 'trusted-holder'];
    expect(due([...begun, accelerated], '2026-04-01')).toBe('2026-05-31');
    expect(due([...begun, accelerated, ordinary], '2026-04-02')).toBe('2026-06-30');
    expect(due([...begun, trusted], '2026-04-02')).toBe('2026-07-31');
    const national = (events: Happening[]) =>
      clock('data-available', log(...events), '2026-04-02', [profile]).dueOn;
    expect(national([...begun, accelerated])).toBe(national(begun));
  });

  it('are void while information is awaited and set anew from the answer [R8.0.6]', () => {
    const asked = [...begun, toApplicant('2026-04-10')];
    const found = clock('ehds-decision', log(...asked), '2026-04-20', [profile]);
    expect(found).toMatchObject({ dueOn: null, status: 'paused' });
    expect(clock('data-available', log(...asked), '2026-04-20', [profile]).dueOn).not.toBeNull();
    expect(due([...asked, answered('2026-04-25')], '2026-04-26')).toBe('2026-07-25');
  });

  it('are lengthened by the wait instead, where the setting says pause [R8.0.6]', () => {
    const events = [...begun, toApplicant('2026-04-10'), answered('2026-04-25')];
    expect(due(events, '2026-04-26', always('ehds-information', 'pause'))).toBe('2026-07-15');
  });

  it('give four weeks to complete an application', () => {
    const events = log(...begun, toApplicant('2026-04-10'));
    expect(clock('ehds-information', events, '2026-04-20', [profile]).dueOn).toBe('2026-05-08');
  });
});

describe('the other clocks', () => {
  it('hold a registry to the date it was given, and to the setting where none was given [R8.0.3]', () => {
    const consulted = (facts: CaseEvent['facts']) =>
      log(submitted('2026-08-03'), complete('2026-08-03'), [
        '2026-08-04',
        'consultation',
        'requested',
        facts,
        'npr',
      ]);
    const given = consulted({ answerDueOn: '2026-08-31' });
    expect(clock('consultation', given, '2026-08-05')).toMatchObject({
      id: 'consultation:npr',
      dueOn: '2026-08-31',
    });
    const bySetting = consulted({});
    expect(clock('consultation', bySetting, '2026-08-05').dueOn).toBe('2026-08-18');
    const shorter = { name: 'advice-working-days', value: 7, validFromOn: '2026-08-04' };
    expect(clock('consultation', bySetting, '2026-08-05', [shorter]).dueOn).toBe('2026-08-13');
    const tooLate = { ...shorter, validFromOn: '2026-08-05' };
    expect(clock('consultation', bySetting, '2026-08-05', [tooLate]).dueOn).toBe('2026-08-18');
  });

  it('count the appeal period in weeks from the alert of the letter and move it off a holiday [law 5]', () => {
    const events = log(submitted('2026-08-03'), complete('2026-08-03'), [
      '2026-12-01',
      'access',
      'granted',
      { decidedOn: '2026-12-01' },
      undefined,
      { application: 'decided' },
    ]);
    const dispatched = {
      seq: 9,
      at: new Date('2026-12-04T12:00:00Z'),
      type: 'letter-dispatched',
      letterKind: 'decision',
      letterId: 'letter-9',
      arrivesOn: null,
    };
    const period = clocksOf(firstDay, { events, notes: [dispatched] }, '2026-12-10', []).find(
      ({ name }) => name === 'appeal-period',
    );
    // 25 December is a Friday and a holiday; Monday 28 is the next working day.
    expect(period).toMatchObject({
      startOn: '2026-12-04',
      startedBySeq: 9,
      dueOn: '2026-12-28',
      kind: 'period',
    });
    expect(steps(period ?? clock('appeal-period', events, '2026-12-10'))).toContain('moved');
  });

  it('make the earliest limit that is still open the date of the lists', () => {
    const events = log(submitted('2026-08-03'), complete('2026-08-03'), [
      '2026-08-04',
      'consultation',
      'requested',
      { answerDueOn: '2026-08-20' },
      'npr',
    ]);
    const dates = (asOfOn: string) =>
      nextDueOn(clocksOf(firstDay, { events, notes: [] }, asOfOn, []));
    expect(dates('2026-08-05')).toBe('2026-08-20');
    const advised = [
      ...events,
      ...log(['2026-08-06', 'consultation', 'advised', {}, 'npr']).map((event) => ({
        ...event,
        seq: 9,
      })),
    ];
    expect(nextDueOn(clocksOf(firstDay, { events: advised, notes: [] }, '2026-08-07', []))).toBe(
      '2026-09-03',
    );
  });
});
