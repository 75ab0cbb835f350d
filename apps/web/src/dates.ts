const zone = 'Europe/Oslo';
const day = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});
const minute = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `2027-03-09` as `09.03.2027`. A calendar date has no time zone, so none is applied. */
export function dateText(on: string): string {
  const [year, month, date] = on.slice(0, 10).split('-');
  return `${date}.${month}.${year}`;
}

/** `2027-03` as `03.2027`. */
export function monthText(month: string): string {
  const [year, number] = month.split('-');
  return `${number}.${year}`;
}

/** An instant (ISO 8601) as the date in Norway, `09.03.2027`. */
export function dateOfInstant(at: string): string {
  return day.format(new Date(at)).replaceAll('/', '.');
}

/** An instant (ISO 8601) as date and time of day in Norway, `09.03.2027 14.05`. */
export function dateTimeText(at: string): string {
  return `${dateOfInstant(at)} ${timeText(at)}`;
}

/** The time of day in Norway, `14.05`. */
export function timeText(at: string): string {
  return minute.format(new Date(at)).replace(':', '.');
}

/** `2026-11-20T14:05`, as a field for a time gives it, is read on a clock in Norway: as ISO 8601. */
export function instantInNorway(local: string): string {
  const asIfUtc = Date.parse(`${local.slice(0, 16)}:00Z`);
  // Twice: the hour before a change of clocks has another offset than the one it is guessed from.
  const guess = asIfUtc - offsetAt(asIfUtc);
  return new Date(asIfUtc - offsetAt(guess)).toISOString();
}

/** An instant as a field for a time takes it, on a clock in Norway. */
export function localInNorway(at: string): string {
  const instant = Date.parse(at);
  return new Date(instant + offsetAt(instant)).toISOString().slice(0, 16);
}

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: zone,
  timeZoneName: 'longOffset',
});

function offsetAt(instant: number): number {
  const name = wallClock.formatToParts(instant).find(({ type }) => type === 'timeZoneName');
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name?.value ?? '') ?? [];
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  return sign === '-' ? -size : size;
}
