import { csvLine } from '../../../platform/src/http/csv.rules.js';
import { isNet } from '../measures/measure.party.rules.js';
import type { Span, Timeline } from './timeline.model.js';

const columns = [
  'period',
  'stage',
  'party',
  'waits',
  'gross-days',
  'gross-working-days',
  'net-days',
  'net-working-days',
  'stopped-days',
  'stopped-working-days',
];

/**
 * A timeline as CSV, as the reports are written: a line for each wait of each period, and one without
 * stage and party for the whole of it.
 */
export function timelineAsCsv(
  { periods, total }: Timeline,
  names: Readonly<Record<string, string>>,
): string {
  const lines = [
    columns,
    ...periods.flatMap((period) => linesOf(period.period, period, names)),
    ...linesOf('total', total, names),
  ];
  return `\uFEFF${lines.map((line) => csvLine(line, ';')).join('')}`;
}

function linesOf(
  period: string,
  { gross, net, stopped, waits }: Span,
  names: Readonly<Record<string, string>>,
): (string | number)[][] {
  const all = waits.reduce((sum, wait) => sum + wait.waits, 0);
  const times = [gross, net, stopped].flatMap(({ days, workingDays }) => [days, workingDays]);
  return [
    ...waits.map(({ stage, party, waits: number, days, workingDays }) => {
      const [whole, none] = [
        [days, workingDays],
        [0, 0],
      ];
      const reckoned = isNet(party) ? [...whole, ...none] : [...none, ...whole];
      return [period, stage, names[party] ?? party, number, ...whole, ...reckoned];
    }),
    [period, '', '', all, ...times],
  ];
}
