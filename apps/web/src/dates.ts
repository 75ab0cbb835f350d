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
