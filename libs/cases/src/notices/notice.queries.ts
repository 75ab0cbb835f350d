import { type Database, Refused } from '#platform';

export interface Notice {
  id: string;
  caseId: string;
  caseReference: string;
  /** The event it tells of, or `due-soon`, `overdue` and the like. */
  event: string;
  createdAt: Date;
  /** When an e-mail pointed to it; null: none did. */
  alertedAt: Date | null;
  readAt: Date | null;
}

export interface NoticePage {
  items: Notice[];
  nextCursor: string | null;
  unread: number;
}

/** A person's notices, newest first; those that are read stay. */
export async function noticesFor(
  db: Database,
  personId: string,
  { cursor, limit, unread }: { cursor?: string | undefined; limit: number; unread: boolean },
): Promise<NoticePage> {
  const after = cursor === undefined ? null : placeOf(cursor);
  const [{ rows }, counted] = await Promise.all([
    db.pool.query<Notice & { place: string }>(
      `SELECT n.id, n.case_id AS "caseId", c.reference AS "caseReference", n.event,
              n.created_at AS "createdAt", a.sent_at AS "alertedAt", n.read_at AS "readAt",
              (n.created_at AT TIME ZONE 'UTC')::text AS place
         FROM notice n
         JOIN access_case c ON c.id = n.case_id
         LEFT JOIN alert a ON a.id = n.alert_id
        WHERE n.person_id = $1 AND (NOT $2 OR n.read_at IS NULL)
          AND ($3::timestamptz IS NULL OR (n.created_at, n.id) < ($3, $4::uuid))
        ORDER BY n.created_at DESC, n.id DESC
        LIMIT $5`,
      [personId, unread, after?.at ?? null, after?.id ?? null, limit + 1],
    ),
    db.pool.query<{ n: number }>(
      // Those that are shown: a case may have left the person's hands since.
      `SELECT count(*)::int AS n FROM notice n JOIN access_case c ON c.id = n.case_id
        WHERE n.person_id = $1 AND n.read_at IS NULL`,
      [personId],
    ),
  ]);
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ place, ...notice }) => notice),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
    unread: counted.rows[0]?.n ?? 0,
  };
}

/** Marks a person's own notices as read, once: all of them, or those named. */
export async function markRead(
  db: Database,
  personId: string,
  ids: readonly string[] | null,
  now: Date,
): Promise<void> {
  await db.pool.query(
    `UPDATE notice SET read_at = $3
      WHERE person_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY ($2))`,
    [personId, ids, now],
  );
}

function cursorOf({ place, id }: { place: string; id: string }): string {
  return Buffer.from(`${place}|${id}`).toString('base64url');
}

function placeOf(cursor: string): { at: string; id: string } {
  const [place = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split('|');
  const at = new Date(`${place.replace(' ', 'T')}Z`);
  if (
    !/^[12]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?$/.test(place) ||
    Number.isNaN(at.getTime()) ||
    !at.toISOString().startsWith(place.slice(0, 10)) ||
    !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)
  ) {
    throw new Refused({
      code: 'cursor-invalid',
      kind: 'facts',
      problems: [
        { field: 'cursor', rule: 'a cursor from a previous page', todo: 'begin at the first page' },
      ],
    });
  }
  return { at: `${place}Z`, id };
}
