import { addDays, daysBetween } from '../clocks/calendar.rules.js';
import { settingsOn, type SettingVersion } from '../settings/setting.rules.js';

/**
 * The day a draft lapses unless it is worked on; it is the applicant's until that day is over. The
 * limit is the one in force when the draft was last changed, so that no change of it cuts a draft off.
 */
export function draftLapsesOn(changedOn: string, versions: readonly SettingVersion[]): string {
  return addDays(changedOn, settingsOn(changedOn, versions)['draft-lifetime-days']);
}

/** The day the applicant is warned of, once it is near; null before that. */
export function lapseToWarnOf(
  changedOn: string,
  today: string,
  versions: readonly SettingVersion[],
): string | null {
  const lapsesOn = draftLapsesOn(changedOn, versions);
  const warningDays = settingsOn(changedOn, versions)['draft-warning-days'];
  if (daysBetween(today, lapsesOn) > warningDays) return null;
  // A warning that comes late still leaves the applicant their days.
  const soonest = addDays(today, warningDays);
  return lapsesOn > soonest ? lapsesOn : soonest;
}
