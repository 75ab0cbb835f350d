import type { AccessCase, Tracks } from '../case.model.js';

/** What Helsedataservice charges from a day on, in whole kroner without value added tax. */
export interface PriceList {
  validFrom: string;
  oneSourceNok: number;
  severalSourcesNok: number;
  /** Per started hour. */
  hourNok: number;
}

export const feeActivities = [
  'case-handling',
  'extraction',
  'preparation',
  'linkage',
  'statistics',
  'appeal',
] as const;

export type FeeActivity = (typeof feeActivities)[number];

/** Minutes worked, by activity. */
export type Minutes = Partial<Record<FeeActivity, number>>;

export interface RegistryAmount {
  registryId: string;
  amountNok: number;
}

export interface Estimate {
  baseNok: number;
  hours: number;
  hourNok: number;
  /** What Helsedataservice bills: the base and the hours. */
  ownNok: number;
  /** What the registries bill themselves. */
  registries: RegistryAmount[];
  totalNok: number;
}

/** The price for one source or for several. */
export function baseNok(sourceCount: number, prices: PriceList): number {
  return sourceCount > 1 ? prices.severalSourcesNok : prices.oneSourceNok;
}

/** Work on an appeal is free of charge; the rest is charged per started hour, summed over the case. */
export function startedHours(minutes: Minutes): number {
  const charged = Object.entries(minutes)
    .filter(([activity]) => activity !== 'appeal')
    .reduce((sum, [, worked]) => sum + worked, 0);
  return Math.ceil(charged / 60);
}

/** A case free of charge: students asking for figures, updates of what was granted, as found. */
export function isExempt({ kind, tracks }: Pick<AccessCase, 'kind' | 'tracks'>): boolean {
  return kind === 'data-update' || tracks.fee.state === 'exempt';
}

/** What the registries have worked for, each billed by itself. */
export function registryAmounts(tracks: Tracks): RegistryAmount[] {
  return Object.entries(tracks['registry-fee'])
    .map(([registryId, { amountNok = 0 }]) => ({ registryId, amountNok }))
    .filter(({ amountNok }) => amountNok > 0)
    .sort((a, b) => a.registryId.localeCompare(b.registryId));
}

export interface Cost {
  hours: number;
  hourNok: number;
  baseNok: number;
  ownNok: number;
  registries: RegistryAmount[];
  totalNok: number;
}

/**
 * What the case has cost so far by the hours registered and the price for its sources: the most that
 * may be charged (helseregisterloven section 19 g).
 */
export function actualCost(accessCase: Pick<AccessCase, 'kind' | 'tracks'>): Cost {
  const { fee, application } = accessCase.tracks;
  if (isExempt(accessCase) || !fee.prices) return nothing;
  const base = baseNok(application.registryIds.length, fee.prices);
  return costOf(base, accessCase.tracks, fee.prices);
}

/**
 * What an applicant who withdraws owes: the hours worked so far and no base price, for only the cost
 * that was incurred is paid (regulation (EU) 2025/327 article 62).
 */
export function withdrawalCost(accessCase: Pick<AccessCase, 'kind' | 'tracks'>): Cost {
  const { fee } = accessCase.tracks;
  if (isExempt(accessCase) || !fee.prices) return nothing;
  return costOf(0, accessCase.tracks, fee.prices);
}

/** The most that an invoice may say now. */
export function mostToCharge(accessCase: Pick<AccessCase, 'kind' | 'tracks'>): Cost {
  return accessCase.tracks.application.state === 'withdrawn'
    ? withdrawalCost(accessCase)
    : actualCost(accessCase);
}

export interface InvoiceLine {
  /** Who bills it: `hds` or a registry's id. */
  billedBy: string;
  item: 'base' | 'hours' | 'registry' | 'reduction';
  quantity: number;
  unitNok: number;
  amountNok: number;
}

/** The lines of an invoice of `chargedNok`: what is charged below the cost is a reduction. */
export function invoiceLines(cost: Cost, chargedNok: number): InvoiceLine[] {
  const line = (
    billedBy: string,
    item: InvoiceLine['item'],
    quantity: number,
    unitNok: number,
  ): InvoiceLine => ({ billedBy, item, quantity, unitNok, amountNok: quantity * unitNok });
  const own = [
    line('hds', 'base', 1, cost.baseNok),
    line('hds', 'hours', cost.hours, cost.hourNok),
    line('hds', 'reduction', 1, chargedNok - cost.ownNok),
  ];
  const registries = cost.registries.map(({ registryId, amountNok }) =>
    line(registryId, 'registry', 1, amountNok),
  );
  return [...own, ...registries].filter(({ amountNok }) => amountNok !== 0);
}

/** Invoice lines as comma-separated values with a line of headings. */
export function invoiceCsv(caseReference: string, lines: readonly InvoiceLine[]): string {
  const rows = lines.map(({ billedBy, item, quantity, unitNok, amountNok }) =>
    [caseReference, billedBy, item, quantity, unitNok, amountNok].join(','),
  );
  return ['case,billed_by,item,quantity,unit_nok,amount_nok', ...rows, ''].join('\r\n');
}

function costOf(base: number, tracks: Tracks, { hourNok }: PriceList): Cost {
  const hours = startedHours(tracks.fee.minutes ?? {});
  const registries = registryAmounts(tracks);
  const ownNok = base + hours * hourNok;
  const totalNok = registries.reduce((sum, { amountNok }) => sum + amountNok, ownNok);
  return { hours, hourNok, baseNok: base, ownNok, registries, totalNok };
}

const nothing: Cost = {
  hours: 0,
  hourNok: 0,
  baseNok: 0,
  ownNok: 0,
  registries: [],
  totalNok: 0,
};
