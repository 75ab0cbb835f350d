/** The orders a worklist comes in. */
export const sorts = ['changed', 'due', 'created'] as const;

export type Sort = (typeof sorts)[number];

/** Where a page ended: the value it is sorted by, as the database writes it, and the case. */
export interface Place {
  place: string;
  id: string;
}

const instant = /^[12]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/;
const dateOrNever = /^([12]\d{3}-\d\d-\d\d|infinity)$/;

const forms: Record<Sort, RegExp> = { changed: instant, created: instant, due: dateOrNever };

/** A cursor says in which order it was given, so that it fits no other. */
export function cursorOf(sort: Sort, { place, id }: Place): string {
  return Buffer.from(`${sort}|${place}|${id}`).toString('base64url');
}

/** What a cursor says, or null where it is none that a page of this order gave. */
export function readCursor(cursor: string, sort: Sort): Place | null {
  const [of, place = '', id = '', ...rest] = Buffer.from(cursor, 'base64url').toString().split('|');
  if (of !== sort || rest.length > 0 || !forms[sort].test(place) || !isPossible(place)) return null;
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { place, id } : null;
}

/** A day that does not exist is none. */
function isPossible(place: string): boolean {
  if (place === 'infinity') return true;
  const [on = '', time = '00:00:00'] = place.split(' ');
  const at = new Date(`${on}T${time.slice(0, 8)}Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(`${on}T${time.slice(0, 8)}`);
}
