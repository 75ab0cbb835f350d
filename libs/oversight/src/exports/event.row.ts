import { type Database, pagesOf } from '#platform';
import type { ExtractScope } from '../log/extract.lines.js';

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

/** So that two pages are a few megabytes. */
const PAGE = 5_000;

/** The events case by case, the events of a case in their order. */
export async function* eventsByCase({
  db,
  scope: { caseIds, from, before },
  onCases,
}: EventSource): AsyncGenerator<ExportedEvent[]> {
  const events = { text: EVENTS, values: [caseIds, from, before], pageSize: PAGE };
  let course: ExportedEvent[] = [];
  for await (const page of pagesOf<ExportedEvent>(db, events)) {
    let cases = 0;
    for (const event of page) {
      if (course.length > 0 && course[0]?.caseId !== event.caseId) {
        yield course;
        cases += 1;
        course = [];
      }
      course.push(event);
    }
    onCases?.(cases);
  }
  if (course.length === 0) return;
  yield course;
  onCases?.(1);
}

const EVENTS = `
  SELECT e.case_id AS "caseId", c.reference AS "caseReference", c.kind AS "caseKind", e.seq, e.at,
         e.type, e.outcome, e.track, e.registry_id AS "registryId", e.from_state AS "fromState",
         e.to_state AS "toState", e.actor_role AS "actorRole", e.case_version AS "caseVersion"
    FROM case_event e JOIN access_case c ON c.id = e.case_id
   WHERE ($1::uuid[] IS NULL OR e.case_id = ANY ($1))
     AND ($2::timestamptz IS NULL OR e.at >= $2) AND ($3::timestamptz IS NULL OR e.at < $3)
   ORDER BY e.case_id, e.seq`;
