import { z } from 'zod';
import { Refused } from '#platform';
import type { RegisterPlace } from './register.queries.js';

/** Where a page of the register ended, for whoever asks for the next. */
export function cursorOf({ on, id }: RegisterPlace): string {
  return Buffer.from(`${on}/${id}`).toString('base64url');
}

/** Throws {@link Refused} `query-malformed` for a cursor that no page gave; `first` says what comes first. */
export function placeIn(cursor: string, first: 'first' | 'newest'): RegisterPlace {
  const [on = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('/');
  if (z.iso.date().safeParse(on).success && z.uuid().safeParse(id).success) return { on, id };
  throw new Refused({
    code: 'query-malformed',
    kind: 'malformed',
    problems: [
      {
        field: 'cursor',
        rule: 'a cursor that a page of this list gave',
        todo: `leave it out to begin with the ${first}`,
      },
    ],
  });
}
