import type { Database } from '#platform';
import { addDays, daysBetween } from './calendar.rules.js';
import type { AccessCase } from '../case.model.js';
import { isAvailable } from './clock.runs.rules.js';

/** When half and when four fifths of the comparable cases had come so far. */
export interface ForecastDates {
  p50On: string;
  p80On: string;
}

export type Forecast =
  | {
      /** The stage the case is in: how long comparable cases took is counted from its first day. */
      stage: Stage;
      since: string;
      comparableCases: number;
      decision: ForecastDates | null;
      data: ForecastDates | null;
    }
  | { withheld: 'too-few-cases'; comparableCases: number; needed: number }
  | { withheld: 'nothing-to-expect' };

type Stage = 'received' | 'complete' | 'decided';

interface Quantiles {
  decisions: number;
  deliveries: number;
  decision_days: number[] | null;
  data_days: number[] | null;
}

/**
 * A forecast from our own history: the last thousand decided cases of the same kind with as many
 * registries. Days are counted from the first day of the stage the case is in, and only cases that
 * took longer than this one has taken so far are comparable, so no date has passed already. It is
 * withheld where fewer than the setting `forecast-cases` are comparable.
 */
export async function forecastFor(
  db: Database,
  { id, kind, tracks }: AccessCase,
  asOfOn: string,
  needed: number,
): Promise<Forecast> {
  const { application, access } = tracks;
  const stage: Stage =
    access.decidedOn !== undefined
      ? 'decided'
      : application.completeOn !== undefined
        ? 'complete'
        : 'received';
  const since = access.decidedOn ?? application.completeOn ?? application.submittedOn;
  const isOpen = ['submitted', 'pre-screening', 'awaiting-information', 'in-assessment'].includes(
    application.state,
  );
  const isUnderway = isOpen || ['decided', 'in-delivery'].includes(application.state);
  const isAnswered = access.state === 'refused' || isAvailable(tracks);
  if (since === undefined || !isUnderway || isAnswered) {
    return { withheld: 'nothing-to-expect' };
  }
  const elapsed = daysBetween(since, asOfOn);
  const { rows } = await db.pool.query<Quantiles>(QUANTILES, [
    kind,
    application.registryIds.length,
    id,
    stage,
    elapsed,
  ]);
  const found = rows[0] ?? { decisions: 0, deliveries: 0, decision_days: null, data_days: null };
  const comparableCases = isOpen ? found.decisions : found.deliveries;
  if (comparableCases < needed) return { withheld: 'too-few-cases', comparableCases, needed };
  const dates = (days: number[] | null, count: number): ForecastDates | null =>
    days === null || count < needed
      ? null
      : { p50On: addDays(since, days[0] ?? 0), p80On: addDays(since, days[1] ?? 0) };
  return {
    stage,
    since,
    comparableCases,
    decision: isOpen ? dates(found.decision_days, found.decisions) : null,
    data: dates(found.data_days, found.deliveries),
  };
}

const QUANTILES = `
  WITH dated AS (
    SELECT CASE $4 WHEN 'received' THEN submitted_on WHEN 'complete' THEN complete_on
                   ELSE decided_on END AS since, decided_on, delivered_on
      FROM comparable_times($1, $2, $3)
  ), taken AS (
    SELECT decided_on - since AS to_decision, delivered_on - since AS to_data FROM dated
  )
  SELECT (count(*) FILTER (WHERE to_decision >= $5))::int AS decisions,
         (count(*) FILTER (WHERE to_data >= $5))::int AS deliveries,
         percentile_disc(ARRAY[0.5, 0.8]) WITHIN GROUP (ORDER BY to_decision)
           FILTER (WHERE to_decision >= $5) AS decision_days,
         percentile_disc(ARRAY[0.5, 0.8]) WITHIN GROUP (ORDER BY to_data)
           FILTER (WHERE to_data >= $5) AS data_days
    FROM taken`;
