import { newCase } from '../case.machine.js';
import type { AccessCase } from '../case.model.js';
import { clockActions } from './clock.actions.rules.js';
import type { CaseHistory } from './clock.model.js';
import { clocksOf, nextDueOn } from './clock.rules.js';
import type { SettingVersion } from '../settings/setting.rules.js';

/** What the lists find a case by: derived from its clocks, stored beside it, and no truth. */
export interface ClockDates {
  /** The next date that somebody is held to. */
  dueOn: string | null;
  /** The next date on which a clock makes the system do something. */
  clockActsOn: string | null;
  derivedOn: string;
}

/** @param accessCase as it is after the last event of the history. */
export function clockDates(
  accessCase: AccessCase,
  history: CaseHistory,
  asOfOn: string,
  versions: readonly SettingVersion[],
): ClockDates {
  const { application } = accessCase.tracks;
  if (application.submittedOn === undefined) {
    return { dueOn: null, clockActsOn: null, derivedOn: asOfOn };
  }
  const clocks = clocksOf(newCase(accessCase), history, asOfOn, versions);
  return {
    dueOn: nextDueOn(clocks),
    clockActsOn: clockActions(clocks, accessCase.tracks, versions)[0]?.onOn ?? null,
    derivedOn: asOfOn,
  };
}
