import type { Draft } from '../../../cases/src/application/application.rules.js';
import type { AccessCase } from '../../../cases/src/case.model.js';
import { snapshotsOf } from '../../../cases/src/clocks/case.ledger.js';
import { osloDate } from '../../../cases/src/clocks/calendar.rules.js';
import type { CaseHistory } from '../../../cases/src/clocks/clock.model.js';
import type { FormDefinition } from '../../../cases/src/form/form.model.js';
import {
  calendarOf,
  settingsOn,
  type SettingVersion,
} from '../../../cases/src/settings/setting.rules.js';
import type { NewEntry } from './register.model.js';
import { entryOf } from './register.rules.js';

/** A case from its first day, with the versions of its application as they were sent in. */
export interface RegisterCourse {
  firstDay: AccessCase;
  history: CaseHistory;
  applications: readonly { seq: number; content: Draft }[];
  form: FormDefinition;
  personNames: readonly string[];
  settings: readonly SettingVersion[];
}

/**
 * The entries for some events of a case, each with the case and the application as they were right
 * after the event, however late the register comes to tell of it.
 */
export function entriesOf(
  { firstDay, history, applications, form, personNames, settings }: RegisterCourse,
  wanted: readonly number[],
): NewEntry[] {
  const { events } = history;
  const last = events.at(-1);
  if (!last) return [];
  const snapshots = snapshotsOf(firstDay, events, osloDate(last.at));
  return events.flatMap((event, index) => {
    const snapshot = snapshots[index];
    if (!snapshot || !wanted.includes(event.seq)) return [];
    const sent = applications.filter(({ seq }) => seq <= event.seq).at(-1);
    const entry = entryOf({
      caseId: firstDay.id,
      caseKind: firstDay.kind,
      seq: event.seq,
      type: event.type,
      on: snapshot.on,
      part: event.part,
      tracks: snapshot.tracks,
      application: sent?.content ?? {},
      form,
      personNames,
      calendar: calendarOf(settingsOn(snapshot.on, settings)),
    });
    return entry ? [entry] : [];
  });
}
