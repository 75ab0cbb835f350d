import figures from '../../../../data/rules/figures.json' with { type: 'json' };
import type { MeasureName } from '../measures/measure.model.js';
import {
  appeals,
  byMonth,
  decisions,
  deliveringRegistries,
  exemptions,
  hoursAndFees,
  kinds,
  linkages,
  purposes,
  recipients,
} from './count.reports.rules.js';
import type { Report, ReportName, Sum, Surroundings, Table } from './report.model.js';
import {
  completeness,
  openAges,
  stages,
  timePerParty,
  weeksToData,
  withinLimits,
} from './time.reports.rules.js';

interface Recipe {
  measures: readonly MeasureName[];
  /** What the sums are told apart by, beside measure, part and value: the less, the fewer they are. */
  by?: 'month' | 'kind';
  /** Where the report has no use for the stage of a wait: its part is the party alone. */
  tellsPartyAlone?: true;
  make: (sums: readonly Sum[], surroundings: Surroundings) => Table;
  /** What is read for it beside the sums. */
  needs?: 'calendar' | 'registries';
}

/** Each report: the measures it adds up, and how. */
export const recipes: Readonly<Record<ReportName, Recipe>> = {
  'by-month': {
    measures: ['received', 'decisions', 'data-available'],
    by: 'month',
    make: byMonth,
  },
  'weeks-to-data': { measures: ['time-to-data'], make: weeksToData },
  'within-limits': { measures: ['statutory-time'], make: withinLimits },
  'time-per-party': {
    measures: ['held-days', 'held-working-days', 'holding'],
    tellsPartyAlone: true,
    make: timePerParty,
    needs: 'calendar',
  },
  stages: { measures: ['stages'], make: stages },
  'open-ages': { measures: ['open'], make: openAges },
  kinds: { measures: ['received'], by: 'kind', make: kinds },
  purposes: { measures: ['received', 'purposes'], make: purposes },
  decisions: { measures: ['decisions'], make: decisions },
  exemptions: { measures: ['exemptions'], make: exemptions },
  appeals: { measures: ['appeals'], make: appeals },
  completeness: { measures: ['completeness'], make: completeness },
  recipients: { measures: ['recipients', 'deliveries'], make: recipients, needs: 'registries' },
  'delivering-registries': {
    measures: ['deliveries'],
    make: deliveringRegistries,
    needs: 'registries',
  },
  linkages: { measures: ['linkages'], make: linkages, needs: 'registries' },
  'hours-and-fees': { measures: ['minutes', 'fees'], make: hoursAndFees },
};

/** The version of the definitions that these reports are computed by. */
export const definitionsVersion = figures.version;

export function reportOf(name: ReportName, sums: readonly Sum[], around: Surroundings): Report {
  const { registries: _, calendar: __, ...scope } = around;
  return {
    name,
    definitions: definitionsVersion,
    scope,
    ...recipes[name].make(sums, around),
  };
}
