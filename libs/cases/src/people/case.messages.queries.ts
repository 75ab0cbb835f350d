import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import { seesWhole } from '../case.visibility.js';

export interface Message {
  /** Its place in the log of the case. */
  seq: number;
  at: Date;
  body: string | null;
  fieldRef: string | null;
  senderName: string | null;
  senderRole: string | null;
  isOwn: boolean;
}

export interface Note {
  seq: number;
  at: Date;
  id: string;
  kind: 'internal' | 'oral-information';
  body: string | null;
  writerName: string | null;
  isDisclosed: boolean;
}

export interface Messages {
  items: Message[];
  /** Give it as `before` for those written earlier; null when there are none. */
  nextBefore: number | null;
  /** How many this person has not read, of what others wrote. */
  unread: number;
}

/** The thread of a case, the newest first, for both sides of it. */
export async function messages(
  db: Database,
  caseId: string,
  actor: Actor,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<Messages> {
  const { here } = await openCase(db, caseId, actor);
  if (!seesWhole('message', here)) throw notForRole();
  const [{ rows }, { rows: counted }] = await Promise.all([
    db.pool.query<Message>(MESSAGES, [caseId, before ?? null, limit + 1, actor.personId]),
    db.pool.query<{ unread: number }>(UNREAD, [caseId, actor.personId]),
  ]);
  const items = rows.slice(0, limit);
  return {
    items,
    nextBefore: rows.length > limit ? (items.at(-1)?.seq ?? null) : null,
    unread: counted[0]?.unread ?? 0,
  };
}

/** Notes that this person has read the thread as far as a message. */
export async function markMessagesRead(
  db: Database,
  caseId: string,
  actor: Actor,
  seq: number,
  now: Date,
): Promise<void> {
  const { here } = await openCase(db, caseId, actor);
  if (!seesWhole('message', here)) throw notForRole();
  await db.pool.query(
    `INSERT INTO message_read (case_id, person_id, seq, read_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (case_id, person_id) DO UPDATE
       SET seq = greatest(message_read.seq, excluded.seq), read_at = excluded.read_at`,
    [caseId, actor.personId, seq, now],
  );
}

/**
 * The notes of a case, the newest first: all of them for those who prepare it, and for a party only
 * the oral information that was disclosed.
 */
export async function notes(
  db: Database,
  caseId: string,
  actor: Actor,
  { before, limit }: { before?: number | undefined; limit: number },
): Promise<{ items: Note[]; nextBefore: number | null }> {
  const { accessCase, here } = await openCase(db, caseId, actor);
  const isInside = seesWhole('note', here);
  if (!isInside && !here.some(({ role }) => role === 'applicant')) throw notForRole();
  const disclosedIds = accessCase.tracks.note.disclosedIds ?? [];
  const { rows } = await db.pool.query<Note>(NOTES, [
    caseId,
    before ?? null,
    limit + 1,
    disclosedIds,
    isInside,
  ]);
  const items = rows.slice(0, limit);
  return { items, nextBefore: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
}

async function openCase(db: Database, caseId: string, actor: Actor) {
  const accessCase = await caseById(db, caseId);
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (!accessCase || here.length === 0) {
    throw new Refused({ code: 'case-unknown', kind: 'absent' });
  }
  return { accessCase, here };
}

function notForRole(): Refused {
  return new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}

const MESSAGES = `
  SELECT e.seq, e.at, t.body, e.data #>> '{facts,fieldRef}' AS "fieldRef", p.name AS "senderName",
         e.actor_role AS "senderRole", coalesce(e.actor_id = $4, false) AS "isOwn"
    FROM case_event e
    LEFT JOIN case_text t ON t.id = (e.data #>> '{facts,messageId}')::uuid
    LEFT JOIN person p ON p.id = e.actor_id
   WHERE e.case_id = $1 AND e.type = 'message-sent' AND e.outcome = 'accepted'
     AND ($2::int IS NULL OR e.seq < $2)
   ORDER BY e.seq DESC
   LIMIT $3`;

const UNREAD = `
  SELECT count(*)::int AS unread
    FROM case_event e
   WHERE e.case_id = $1 AND e.type = 'message-sent' AND e.outcome = 'accepted'
     AND e.actor_id IS DISTINCT FROM $2
     AND e.seq > coalesce((SELECT r.seq FROM message_read r
                            WHERE r.case_id = $1 AND r.person_id = $2), 0)`;

const NOTES = `
  SELECT e.seq, e.at, e.data #>> '{facts,noteId}' AS id, e.data #>> '{facts,kind}' AS kind, t.body,
         p.name AS "writerName", e.data #>> '{facts,noteId}' = ANY ($4::text[]) AS "isDisclosed"
    FROM case_event e
    LEFT JOIN case_text t ON t.id = (e.data #>> '{facts,noteId}')::uuid
    LEFT JOIN person p ON p.id = e.actor_id
   WHERE e.case_id = $1 AND e.type = 'note-written' AND e.outcome = 'accepted'
     AND ($2::int IS NULL OR e.seq < $2)
     AND ($5 OR (e.data #>> '{facts,noteId}' = ANY ($4::text[])
                 AND e.data #>> '{facts,kind}' = 'oral-information'))
   ORDER BY e.seq DESC
   LIMIT $3`;
