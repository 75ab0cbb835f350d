import { osloDate } from './calendar.rules.js';
import { newCase } from '../case.machine.js';
import type { CaseEvent } from '../case.model.js';
import type { Clock, ClockName, LoggedCaseEvent, Step } from './clock.model.js';
import { clocksOf } from './clock.rules.js';
import {
  settingDefinitions,
  settingNames,
  type SettingVersion,
} from '../settings/setting.rules.js';

/** `docs/clocks.md`: the conventions, the settings, and worked examples computed by the clocks themselves. */
export function printClocks(): string {
  return [
    '# Clocks',
    '',
    'Printed from the code by `npm run docs`; a test fails when it is stale.',
    '',
    ...conventions,
    '',
    '## Settings',
    '',
    'Each is a list of versions with the day it begins to hold; a clock keeps what held on the day it',
    'started. These hold until somebody sets another:',
    '',
    '| Setting | Value |',
    '|---|---|',
    ...settingNames.map(
      (name) => `| \`${name}\` | ${inWords(settingDefinitions[name].standard)} |`,
    ),
    '',
    '## Worked examples',
    '',
    ...examples.flatMap(printExample),
  ].join('\n');
}

const conventions = [
  '## Conventions',
  '',
  '- Every clock is derived from the events of the case by one pure function. Nothing of it is stored',
  '  but the date by which lists find the case, and that is derived again at every event and every night.',
  '- A date is the calendar date in Norway (Europe/Oslo). Time of day and daylight saving never change',
  '  a count.',
  '- The day of an event is not counted; the due day is.',
  '- A working day is Monday to Friday and no public holiday; Saturdays and closed days are settings.',
  '- A month ends on the same date, or on the last day of the month.',
  '- A limit in weeks ends on the same weekday; one in weeks or days that ends on a Saturday or holiday',
  '  moves to the next working day (domstolloven sections 148 and 149).',
  '- Each day of a case belongs to one party: the one that held the case when the day began. Where two',
  '  are waited for at once the day goes to REK, the registries by id, linkage, the appeals body, the',
  '  applicant, Helsedataservice, in that order, whatever order things were recorded in.',
  '- Gross time is every day from submission; net time leaves out the days of the applicant and of REK',
  '  and those in which the data are in use. The parties’ days sum to the gross, always.',
  '- The 30 or 60 working days (helseregisterloven section 19 f) run from a complete application until',
  '  every granted source has delivered. It is complete on the day the last of it came, whenever it is',
  '  found to be: no day that it lay unread is taken from the applicant. 60 is for an application that',
  '  names more than one registry.',
  '  Waiting for the applicant or REK does not pause them unless a setting says so; only a postponement',
  '  with a reason and a likely date moves them.',
  '- The month to a preliminary reply (forvaltningsloven section 11 a) runs from receipt and is never',
  '  paused. Before it ends a reply that nobody has written is written and sent.',
  '- The limits of Regulation (EU) 2025/327 run beside these when the setting `ehds-profile` holds. They',
  '  are void while information is awaited and set anew from the answer, or paused, as a setting says.',
  '- A forecast is made from the last thousand decided cases of the same kind with as many registries,',
  '  of those that took longer than this case has taken in its stage; it is withheld where they are few.',
];

type Happening = readonly [at: string, track: CaseEvent['track'], state: string, ...rest: Rest];
type Rest = [facts?: CaseEvent['facts']];

interface Example {
  title: string;
  clock: ClockName;
  asOfOn: string;
  happenings: Happening[];
  versions?: SettingVersion[];
}

const submitted = (at: string, ...registryIds: string[]): Happening => [
  at,
  'application',
  'submitted',
  { submittedOn: osloDate(new Date(at)), registryIds },
];

const complete = (at: string): Happening => [
  at,
  'application',
  'in-assessment',
  { completeOn: osloDate(new Date(at)) },
];

const toApplicant = (at: string): Happening => [at, 'application', 'awaiting-information'];
const answered = (at: string): Happening => [at, 'application', 'in-assessment'];

const oneRegistry = (completeAt: string, ...after: Happening[]): Happening[] => [
  submitted('2026-01-05T09:00:00Z', 'npr'),
  complete(completeAt),
  ...after,
];

const always = (name: string, value: unknown): SettingVersion[] => [
  { name, value, validFromOn: '2020-01-01' },
];

const examples: Example[] = [
  {
    title: 'Easter and 1 May',
    clock: 'data-available',
    asOfOn: '2026-03-26',
    happenings: oneRegistry('2026-03-26T09:00:00Z'),
  },
  {
    title: '17 May on a weekday, and Ascension Day',
    clock: 'data-available',
    asOfOn: '2028-05-02',
    happenings: oneRegistry('2028-05-02T09:00:00Z'),
  },
  {
    title: 'A pause over a weekend, where waiting for the applicant is set to pause',
    clock: 'data-available',
    asOfOn: '2026-08-24',
    happenings: oneRegistry(
      '2026-08-03T09:00:00Z',
      toApplicant('2026-08-07T14:00:00Z'),
      answered('2026-08-10T07:00:00Z'),
    ),
    versions: always('applicant-pauses-statutory', true),
  },
  {
    title:
      'The same wait by the standard settings: the date stays, the days stand on the applicant',
    clock: 'data-available',
    asOfOn: '2026-08-24',
    happenings: oneRegistry(
      '2026-08-03T09:00:00Z',
      toApplicant('2026-08-07T14:00:00Z'),
      answered('2026-08-10T07:00:00Z'),
    ),
  },
  {
    title: 'Daylight saving ends on the way',
    clock: 'data-available',
    asOfOn: '2026-10-26',
    happenings: oneRegistry('2026-10-09T09:00:00Z'),
  },
  {
    title: 'Postponement, told with a reason and a likely date',
    clock: 'data-available',
    asOfOn: '2026-09-11',
    happenings: oneRegistry('2026-08-03T09:00:00Z', [
      '2026-09-10T09:00:00Z',
      'postponement',
      'postponed',
      { likelyOn: '2026-10-15', postponedOn: '2026-09-10' },
    ]),
  },
  {
    title: 'Complete at 23:59 in Oslo in winter, 22:59 UTC',
    clock: 'data-available',
    asOfOn: '2026-01-05',
    happenings: oneRegistry('2026-01-05T22:59:00Z'),
  },
  {
    title: 'Complete at 23:59 in Oslo in summer, 21:59 UTC',
    clock: 'data-available',
    asOfOn: '2026-07-01',
    happenings: oneRegistry('2026-07-01T21:59:00Z'),
  },
  {
    title: '60 days because two registries are linked',
    clock: 'data-available',
    asOfOn: '2026-08-03',
    happenings: [submitted('2026-08-03T07:00:00Z', 'npr', 'dar'), complete('2026-08-03T09:00:00Z')],
  },
  {
    title: 'A month from 31 January',
    clock: 'preliminary-reply',
    asOfOn: '2026-02-01',
    happenings: [submitted('2026-01-31T11:00:00Z', 'npr')],
  },
  {
    title: 'The European limit, void while information is awaited and set anew',
    clock: 'ehds-decision',
    asOfOn: '2026-04-26',
    happenings: oneRegistry(
      '2026-03-31T09:00:00Z',
      toApplicant('2026-04-10T09:00:00Z'),
      answered('2026-04-25T09:00:00Z'),
    ),
    versions: always('ehds-profile', true),
  },
];

function printExample(example: Example): string[] {
  const clock = clockIn(example);
  return [
    `### ${example.title}`,
    '',
    `\`${clock.name}\` as of ${example.asOfOn}, ${clock.legalBasis ?? 'internal'}: **${clock.dueOn ?? 'no date'}** (${clock.status}).`,
    '',
    ...clock.derivation.map((step, index) => `${index + 1}. ${stepInWords(step)}`),
    '',
    `Whose time so far: ${clock.ledger.perParty.map(({ party, days, workingDays }) => `${party} ${days} (${workingDays} working)`).join(', ') || 'none'}; gross ${clock.ledger.grossDays}, net ${clock.ledger.netDays}.`,
    '',
  ];
}

function clockIn({ clock, happenings, asOfOn, versions = [] }: Example): Clock {
  const events = happenings.map(([at, track, toState, facts = {}], index): LoggedCaseEvent => ({
    seq: index + 2,
    at: new Date(at),
    type: toState,
    track,
    registryId: null,
    part: null,
    fromState: '',
    toState,
    facts,
    moves: {},
  }));
  const identity = { id: '', reference: '', parentId: null, applicantId: '' };
  const firstDay = newCase({ ...identity, kind: 'individual-level', language: 'nb' });
  const found = clocksOf(firstDay, { events, notes: [] }, asOfOn, versions);
  const named = found.find(({ name }) => name === clock);
  if (!named) throw new Error(`The example has no clock ${clock}`);
  return named;
}

function stepInWords(step: Step): string {
  switch (step.step) {
    case 'started':
      return `Started on ${step.on} with event ${step.seq}, \`${step.event}\`; that day is not counted`;
    case 'limit':
      return `${step.count} ${step.unit}: \`${step.because}\``;
    case 'left-out':
      return `${step.on} is left out: ${step.because}`;
    case 'weekends':
      return `${step.days} days of weekends are left out`;
    case 'held-by':
      return `${step.fromOn} to ${step.toOn} belongs to ${step.party}: ${step.workingDays} working days are not counted`;
    case 'voided':
      return `Void from ${step.on}, event ${step.seq}`;
    case 'restarted':
      return `Set anew from ${step.on}, event ${step.seq}`;
    case 'extended':
      return `${step.days} days are added: \`${step.because}\``;
    case 'last-of-month':
      return `The month has no such date; its last is ${step.on}`;
    case 'ends':
      return `Ends on ${step.on}`;
    case 'moved':
      return `Moves from ${step.fromOn} to the next working day, ${step.toOn}`;
    case 'given-date':
      return `The date that was given, ${step.on}, event ${step.seq}`;
    case 'postponed':
      return `Postponed to ${step.toOn}, event ${step.seq}`;
  }
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return value === true ? 'yes' : value === false ? 'no' : String(value);
}
