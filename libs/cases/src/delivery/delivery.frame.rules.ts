import type { Context } from '../case.model.js';
import type { PermitContent } from '../permits/permit.content.model.js';
import { type Interval, intervals } from './delivery.model.js';

/** What the version of a permit in force lets one registry deliver: nothing here is typed. */

export interface DeliveryFrame {
  permitId: string;
  /** In the order of the permit. */
  variables: string[];
  /** The data may lie within this; null where the permit names none. */
  period: { fromOn: string; toOn: string } | null;
  recipientEnvironment: string | null;
  endsOn: string;
}

/** The newest version of the permit; a case that changes one rests on its parent's. */
export function permitOf({
  permitContent,
  parent,
}: Pick<Context, 'permitContent' | 'parent'>): PermitContent | null {
  return permitContent ?? parent?.content ?? null;
}

/** The part of a permit that one registry delivers; null where it gives nothing from it. */
export function frameFor(
  { permitId, granted, endsOn }: PermitContent,
  registryId: string,
): DeliveryFrame | null {
  const source = (granted.sources ?? []).find((each) => each.registryId === registryId);
  if (!source) return null;
  return {
    permitId,
    variables: [...new Set((source.variables ?? []).map(({ name }) => name))],
    period: periodFor(granted, registryId),
    recipientEnvironment: granted.recipientEnvironment ?? null,
    endsOn,
  };
}

/** The periods granted of one source, from the first day to the last; else that of the whole. */
function periodFor(granted: PermitContent['granted'], registryId: string): DeliveryFrame['period'] {
  const rows = (Array.isArray(granted['dataPeriods']) ? granted['dataPeriods'] : []) as {
    source?: string;
    fromOn?: string;
    toOn?: string;
  }[];
  const own = rows.filter(({ source }) => source === registryId);
  const from = own.flatMap(({ fromOn }) => fromOn ?? []).sort();
  const to = own.flatMap(({ toOn }) => toOn ?? []).sort();
  const [firstOn, lastOn] = [from[0], to.at(-1)];
  if (firstOn !== undefined && lastOn !== undefined) return { fromOn: firstOn, toOn: lastOn };
  const { fromOn, toOn } = granted.dataPeriod ?? {};
  return fromOn !== undefined && toOn !== undefined ? { fromOn, toOn } : null;
}

/** Months between extractions that each answer of the form asks for at the least. */
const leastMonths: Readonly<Record<string, number>> = {
  yearly: 12,
  'half-yearly': 6,
  quarterly: 3,
  other: 1,
};

/** Whether the permit gives extractions as often as this: what was granted once is delivered once. */
export function isFrequencyGranted({ granted }: PermitContent, interval: Interval): boolean {
  const asked = granted['extractionFrequency'];
  const least = typeof asked === 'string' ? leastMonths[asked] : undefined;
  return least !== undefined && intervals[interval] >= least;
}
