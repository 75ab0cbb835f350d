import { describe, expect, it } from '@jest/globals';
import { letterPlays } from '../../../test/support/letter-plays.js';
import { consequences } from './case.consequences.js';
import { causesLetter, letterCauses } from './letter.causes.rules.js';

/** What an event caused, in a line. */
const pair = (event: string, kind: string, recipient: string) =>
  `${event} causes ${kind} to ${recipient}`;

describe('the table of what causes which letter', () => {
  it('is what happens: each letter follows its events and no other, to those it names [law 17]', () => {
    const listed = Object.entries(letterCauses).flatMap(([kind, { events, recipients }]) =>
      events.flatMap((event) => recipients.map((recipient) => pair(event, kind, recipient))),
    );
    const seen = Object.values(letterPlays)
      .flatMap((play) => play().caused ?? [])
      .map(({ event, order }) => pair(event, order.kind, order.recipient.kind));
    expect([...new Set(seen)].sort()).toEqual([...listed].sort());
  });

  it.each(Object.entries(letterPlays))('plays %s', (_, play) => {
    expect(play().caused?.length).toBeGreaterThan(0);
  });

  it('names no event without consequences', () => {
    const silent = Object.keys(consequences).filter((event) => consequences[event] === 'nothing');
    expect(silent.filter(causesLetter)).toEqual([]);
  });
});
