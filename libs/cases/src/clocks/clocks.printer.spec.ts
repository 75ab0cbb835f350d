import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { printClocks } from './clocks.printer.js';

it('prints docs/clocks.md freshly: run npm run docs', () => {
  expect(readFileSync('docs/clocks.md', 'utf8')).toBe(printClocks());
});

it.each([
  ['Easter and 1 May', '2026-05-13'],
  ['17 May on a weekday, and Ascension Day', '2028-06-16'],
  ['Daylight saving ends on the way', '2026-11-20'],
  ['Complete at 23:59 in Oslo in winter, 22:59 UTC', '2026-02-16'],
  ['Complete at 23:59 in Oslo in summer, 21:59 UTC', '2026-08-12'],
  ['60 days because two registries are linked', '2026-10-26'],
  ['A month from 31 January', '2026-02-28'],
])('works the example %s out to %s, as counted by hand [law 5] [R8.0.2]', (title, dueOn) => {
  const section = printClocks()
    .split('### ')
    .find((part) => part.startsWith(title));
  expect(section).toContain(`**${dueOn}**`);
});
