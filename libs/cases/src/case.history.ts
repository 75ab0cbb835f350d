import type { Alongside, CaseEvent } from './case.model.js';
import type { CaseHistory } from './clocks/clock.model.js';

/** The log of a case in the shape that clocks are computed from. */

export interface StoredEvent {
  seq: number;
  /** A text where the row came inside JSON. */
  at: Date | string;
  type: string;
  outcome: string;
  track: string | null;
  registryId: string | null;
  fromState: string | null;
  toState: string | null;
  data: {
    facts?: Record<string, unknown>;
    moves?: CaseEvent['moves'];
    alongside?: Alongside;
    patches?: CaseEvent['patches'];
    part?: string | null;
    kind?: string;
    letterId?: string;
    arrivesOn?: string;
  };
}

/** What changed the case, and what was noted beside it. The draft's creation is its first day. */
export function historyOf(rows: readonly StoredEvent[]): CaseHistory {
  const accepted = rows.filter(({ outcome, seq }) => outcome === 'accepted' && seq > 1);
  return {
    events: accepted
      .filter(({ track }) => track !== null)
      .map((row) => ({
        seq: row.seq,
        at: new Date(row.at),
        type: row.type,
        track: row.track as CaseEvent['track'],
        registryId: row.registryId,
        part: row.data.part === undefined ? row.registryId : row.data.part,
        fromState: row.fromState ?? '',
        toState: row.toState ?? '',
        facts: row.data.facts ?? {},
        moves: row.data.moves ?? {},
        ...(row.data.alongside && { alongside: row.data.alongside }),
        ...(row.data.patches && { patches: row.data.patches }),
      })),
    notes: accepted
      .filter(({ track }) => track === null)
      .map(({ seq, at, type, data }) => ({
        seq,
        at: new Date(at),
        type,
        letterKind: data.kind ?? null,
        letterId: data.letterId ?? null,
        arrivesOn: data.arrivesOn ?? null,
      })),
  };
}

/** One case's history as one JSON value, for a statement in which `c` is the case. */
export const HISTORY = `
  (SELECT json_agg(json_build_object(
            'seq', e.seq, 'at', e.at, 'type', e.type, 'outcome', e.outcome, 'track', e.track,
            'registryId', e.registry_id, 'fromState', e.from_state, 'toState', e.to_state,
            'data', e.data) ORDER BY e.seq)
     FROM case_event e
    WHERE e.case_id = c.id AND e.outcome = 'accepted')`;

/** Every version of every setting as one JSON value, in the order they were set. */
export const SETTING_VERSIONS = `
  (SELECT jsonb_agg(jsonb_build_object(
            'name', s.name, 'value', s.value, 'validFromOn', s.valid_from_on) ORDER BY s.number)
     FROM setting_version s)`;
