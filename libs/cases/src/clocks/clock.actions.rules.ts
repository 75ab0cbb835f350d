import { addDays, addWorkingDays, isWorkingDay } from './calendar.rules.js';
import type { Tracks } from '../case.model.js';
import { timedDecisions } from '../decisions/case.condition.rules.js';
import { type Clock } from './clock.model.js';
import { isOpenLimit } from './clock.rules.js';
import {
  calendarOf,
  type Settings,
  settingsOn,
  type SettingVersion,
} from '../settings/setting.rules.js';

/** What a clock makes the system do by itself, and on which day. */
export type ClockAction = { onOn: string } & (
  | { type: 'remind-of-due-date' | 'escalate-due-date'; clockId: string; dueOn: string }
  | { type: 'send-automatic-preliminary-reply' }
);

/**
 * The reminders and letters to come, soonest first. Each open limit is reminded of some working days
 * before it and again at intervals once it is past; when that has not helped it is brought before the
 * leader of the unit. A preliminary reply that nobody has written is written before the month is
 * over. A day that was missed is made up for the next.
 */
export function clockActions(
  clocks: readonly Clock[],
  tracks: Tracks,
  versions: readonly SettingVersion[],
): ClockAction[] {
  const actions = clocks.filter(isOpenLimit).flatMap((clock): ClockAction[] => {
    if (clock.dueOn === null) return [];
    const settings = settingsOn(clock.startOn, versions);
    const automaticOn = addDays(clock.dueOn, -settings['automatic-reply-days']);
    const reminder: ClockAction = {
      type: 'remind-of-due-date',
      clockId: clock.id,
      dueOn: clock.dueOn,
      onOn: reminderOn(clock, clock.dueOn, tracks, versions),
    };
    const own = [reminder, ...escalation(clock, clock.dueOn, tracks, settings)];
    return clock.name === 'preliminary-reply' && tracks['preliminary-reply'].state === 'awaited'
      ? [{ type: 'send-automatic-preliminary-reply', onOn: automaticOn }, ...own]
      : own;
  });
  const all = [...actions, ...conditionReminders(tracks, versions)];
  return all.sort((a, b) => (a.onOn < b.onOn ? -1 : Number(a.onOn > b.onOn)));
}

/** Clocks of what the applicant is to do: only their caseworker and they themselves are reminded. */
export const clocksOfTheApplicant: readonly string[] = [
  'information',
  'answer-to-rek',
  'ehds-information',
  'deletion',
  'final-report',
  'consent-withdrawal',
  'condition',
];

/** Once for each due date; a new promise of a date begins again. */
function escalation(
  { id, name }: Clock,
  dueOn: string,
  { reminder }: Tracks,
  settings: Settings,
): ClockAction[] {
  if (clocksOfTheApplicant.includes(name)) return [];
  if (reminder[id]?.escalatedDueOn === dueOn) return [];
  const onOn = addDays(dueOn, settings['escalation-days']);
  return [{ type: 'escalate-due-date', clockId: id, dueOn, onOn }];
}

/** One letter before each condition is due; that it is past is found, and told, by itself. */
function conditionReminders(tracks: Tracks, versions: readonly SettingVersion[]): ClockAction[] {
  const settings = settingsOn(tracks.access.decidedOn ?? '', versions);
  return openConditions(tracks)
    .filter(({ id, dueOn }) => tracks.reminder[id]?.dueOn !== dueOn)
    .map(({ id, dueOn }) => ({
      type: 'remind-of-due-date',
      clockId: id,
      dueOn,
      onOn: addDays(dueOn, -settings['condition-reminder-days']),
    }));
}

function openConditions(tracks: Tracks): { id: string; dueOn: string }[] {
  return timedDecisions(tracks).flatMap((timed) =>
    timed.type === 'find-condition-overdue'
      ? [{ id: `condition:${timed.conditionId}`, dueOn: timed.dueOn }]
      : [],
  );
}

function reminderOn(
  { id, startOn }: Clock,
  dueOn: string,
  { reminder }: Tracks,
  versions: readonly SettingVersion[],
): string {
  const settings = settingsOn(startOn, versions);
  const calendar = calendarOf(settings);
  const earlier = reminder[id];
  if (earlier?.dueOn !== dueOn || earlier.remindedOn === undefined) {
    let on = dueOn;
    for (let left = settings['reminder-working-days']; left > 0;) {
      on = addDays(on, -1);
      if (isWorkingDay(on, calendar)) left--;
    }
    return on;
  }
  const again = addDays(earlier.remindedOn, settings['overdue-reminder-days']);
  // Once before it is due; from then on as often as the setting says.
  const overdueOn = addWorkingDays(dueOn, 1, calendar);
  return again > overdueOn ? again : overdueOn;
}
