import { z } from 'zod';
import { norwegianCalendar, type WorkingCalendar } from '../clocks/calendar.rules.js';
import { date } from '../field.rules.js';

/**
 * The settings that time limits are computed from. Each is a list of versions with the day it begins
 * to hold; a clock keeps what was in force the day it started, so a change never moves a limit that
 * somebody has already been told of.
 */

const days = z.int().min(1).max(1_000);

/** Every setting with the values it may have and the one that holds until somebody sets another. */
export const settingDefinitions = {
  /** Whether Saturday is a working day: the act does not say (helseregisterloven section 19 f). */
  'counts-saturdays': { schema: z.boolean(), standard: false },
  /** Days on which nobody works though they are no public holidays. */
  'closed-days': { schema: z.array(date).max(366), standard: [] as string[] },
  /** Section 19 f has no rule for pausing, so neither pauses unless this says so. */
  'applicant-pauses-statutory': { schema: z.boolean(), standard: false },
  'rek-pauses-statutory': { schema: z.boolean(), standard: false },
  'one-registry-working-days': { schema: days, standard: 30 },
  'several-registries-working-days': { schema: days, standard: 60 },
  /** The internal limit for a registry's advice. */
  'advice-working-days': { schema: days, standard: 10 },
  /** The internal limit for a registry's delivery, until it has promised a date of its own. */
  'delivery-working-days': { schema: days, standard: 30 },
  /** How long after a delivery its recipient may report an error. */
  'delivery-error-months': { schema: days, standard: 3 },
  /** The internal limit for a registry to deliver anew or to answer, once an error is reported. */
  'redelivery-working-days': { schema: days, standard: 15 },
  /** How long an applicant is given to answer, where the request names no date. */
  'information-days': { schema: days, standard: 28 },
  'appeal-weeks': { schema: days, standard: 3 },
  /** How long before a due date those who answer for it are reminded. */
  'reminder-working-days': { schema: days, standard: 3 },
  /** How long before a condition is due its holder is written to: no law asks for it, it is ours. */
  'condition-reminder-days': { schema: days, standard: 14 },
  /** How often they are reminded again once it is past. */
  'overdue-reminder-days': { schema: days, standard: 7 },
  /** How long after a due date it is brought before the unit's leader, unless it is the applicant's. */
  'escalation-days': { schema: days, standard: 14 },
  /** How long before its due date the preliminary reply is made by itself. */
  'automatic-reply-days': { schema: days, standard: 1 },
  'draft-lifetime-days': { schema: days, standard: 180 },
  /** How long before that its applicant is warned. */
  'draft-warning-days': { schema: days, standard: 14 },
  /** How long after its due date a request for information lapses, when the applicant is silent. */
  'information-lapse-days': { schema: days, standard: 14 },
  /** How long after a permit has ended its data are to be confirmed deleted. */
  'deletion-days': { schema: days, standard: 30 },
  /** How long after that the final report is to have come (helseforskningsloven section 12). */
  'final-report-months': { schema: days, standard: 6 },
  /** From a withdrawal of consent until its data are dealt with (helseforskningsloven section 16). */
  'consent-withdrawal-days': { schema: days, standard: 30 },
  /** How many comparable cases a forecast needs. */
  'forecast-cases': { schema: days, standard: 20 },
  /** How long somebody of another unit sees a case that they gave a reason for. */
  'insight-hours': { schema: z.int().min(1).max(168), standard: 8 },
  /** The time limits of Regulation (EU) 2025/327 beside the national ones. */
  'ehds-profile': { schema: z.boolean(), standard: false },
  /** What waiting for information does to them: a new limit from the answer, or a pause. */
  'ehds-information': { schema: z.enum(['restart', 'pause']), standard: 'restart' },
} as const satisfies Record<string, { schema: z.ZodType; standard: unknown }>;

export type SettingName = keyof typeof settingDefinitions;

export const settingNames = Object.keys(settingDefinitions) as SettingName[];

export type Settings = {
  readonly [Name in SettingName]: z.infer<(typeof settingDefinitions)[Name]['schema']>;
};

/** One value of one setting, from a day on. */
export interface SettingVersion {
  name: string;
  value: unknown;
  validFromOn: string;
}

export const standardSettings = Object.fromEntries(
  settingNames.map((name) => [name, settingDefinitions[name].standard]),
) as unknown as Settings;

/**
 * The settings in force on a day: of each, the version that began to hold last.
 *
 * @param versions in the order they were set; of two from the same day the later one holds.
 */
export function settingsOn(on: string, versions: readonly SettingVersion[]): Settings {
  const inForce = versions
    .filter(({ validFromOn }) => validFromOn <= on)
    .sort((a, b) => (a.validFromOn < b.validFromOn ? -1 : Number(a.validFromOn > b.validFromOn)));
  const set: Record<string, unknown> = {};
  for (const { name, value } of inForce) {
    if (!Object.hasOwn(settingDefinitions, name)) continue;
    const parsed = settingDefinitions[name as SettingName].schema.safeParse(value);
    if (parsed.success) set[name] = parsed.data;
  }
  return { ...standardSettings, ...set };
}

/** The same calendar for the same settings, so that its days are counted out once. */
export function calendarOf(settings: Settings): WorkingCalendar {
  const closedOn = settings['closed-days'];
  const countsSaturdays = settings['counts-saturdays'];
  if (closedOn.length === 0 && !countsSaturdays) return norwegianCalendar;
  const key = [countsSaturdays, ...closedOn].join();
  const calendar = calendars.get(key) ?? { countsSaturdays, closedOn };
  calendars.set(key, calendar);
  return calendar;
}

const calendars = new Map<string, WorkingCalendar>();
