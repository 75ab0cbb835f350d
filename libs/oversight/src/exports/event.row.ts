import type { Database } from '#platform';
import type { ExtractScope } from '../log/extract.lines.js';
import { chainsOfCases } from '../log/extract.rows.js';

/** An event as it is exported: who acted is a role, and no text and no fact is with it. */
export interface ExportedEvent {
  caseId: string;
  caseReference: string;
  caseKind: string;
  seq: number;
  at: Date;
  type: string;
  outcome: string;
  track: string | null;
  registryId: string | null;
  fromState: string | null;
  toState: string | null;
  actorRole: string | null;
  caseVersion: number;
}

export interface EventSource {
  db: Database;
  scope: ExtractScope;
  /** Told of as many cases as have been gone through since. */
  onCases?: (count: number) => void;
}

/** The events case by case, the events of a case in their order. */
export async function* eventsByCase({
  db,
  scope,
  onCases,
}: EventSource): AsyncGenerator<ExportedEvent[]> {
  for await (const page of chainsOfCases(db, scope)) {
    for (const { reference, kind, events } of page) {
      if (events.length === 0) continue;
      yield events.map((event) => ({
        caseId: event.caseId,
        caseReference: reference ?? '',
        caseKind: kind ?? '',
        seq: event.seq,
        at: event.at,
        type: event.type,
        outcome: event.outcome,
        track: event.track,
        registryId: event.registryId,
        fromState: event.fromState,
        toState: event.toState,
        actorRole: event.actorRole,
        caseVersion: event.caseVersion,
      }));
    }
    onCases?.(page.length);
  }
}
