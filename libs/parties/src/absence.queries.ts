import { randomUUID } from 'node:crypto';
import { type Database, Refused } from '#platform';
import type { Person } from './person.queries.js';

export interface Absence {
  id: string;
  fromOn: string;
  toOn: string;
  deputy: { id: string; name: string };
}

export interface NewAbsence {
  fromOn: string;
  toOn: string;
  deputyId: string;
}

/** The absences of a person that are not over, the first one first. */
export async function absencesOf(
  db: Database,
  personId: string,
  today: string,
): Promise<{ items: Absence[] }> {
  const { rows } = await db.pool.query<Absence>(
    `SELECT a.id, a.from_on::text AS "fromOn", a.to_on::text AS "toOn",
            jsonb_build_object('id', d.id, 'name', d.name) AS deputy
       FROM absence a JOIN person d ON d.id = a.deputy_id
      WHERE a.person_id = $1 AND a.to_on >= $2 AND a.cancelled_at IS NULL
      ORDER BY a.from_on, a.id LIMIT 100`,
    [personId, today],
  );
  return { items: rows };
}

/**
 * Registers an absence. The deputy holds every role that the person does, so that nothing waits
 * that only they could do. Throws {@link Refused} `deputy-not-fit` or `absence-overlaps`.
 */
export async function registerAbsence(
  db: Database,
  person: Person,
  { fromOn, toOn, deputyId }: NewAbsence,
  now: Date,
): Promise<Absence> {
  return db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM person WHERE id = $1 FOR UPDATE', [person.personId]);
    const { rows: fit } = await tx.query<{ name: string }>(
      `SELECT d.name FROM person d
        WHERE d.id = $2 AND d.id <> $1
          AND EXISTS (SELECT FROM person_role WHERE person_id = $1)
          AND NOT EXISTS (SELECT FROM person_role mine
                           WHERE mine.person_id = $1
                             AND NOT EXISTS (SELECT FROM person_role theirs
                                              WHERE theirs.person_id = d.id
                                                AND theirs.role = mine.role
                                                AND theirs.registry_id IS NOT DISTINCT FROM mine.registry_id))`,
      [person.personId, deputyId],
    );
    if (!fit[0]) throw deputyNotFit();
    const { rowCount } = await tx.query(
      `SELECT 1 FROM absence
        WHERE person_id = $1 AND cancelled_at IS NULL AND from_on <= $3 AND to_on >= $2 LIMIT 1`,
      [person.personId, fromOn, toOn],
    );
    if (rowCount !== 0) throw overlaps();
    const id = randomUUID();
    await tx.query(
      `INSERT INTO absence (id, person_id, deputy_id, from_on, to_on, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, person.personId, deputyId, fromOn, toOn, now],
    );
    return { id, fromOn, toOn, deputy: { id: deputyId, name: fit[0].name } };
  });
}

/** Ends an absence before its time, or calls it off. Throws {@link Refused} `absence-unknown`. */
export async function cancelAbsence(
  db: Database,
  personId: string,
  id: string,
  now: Date,
): Promise<void> {
  const { rowCount } = await db.pool.query(
    `UPDATE absence SET cancelled_at = $3
      WHERE id = $1 AND person_id = $2 AND cancelled_at IS NULL`,
    [id, personId, now],
  );
  if (rowCount !== 1) throw new Refused({ code: 'absence-unknown', kind: 'absent' });
}

/**
 * Whom a reminder goes to: the person, and who stands in for them on the day. By person; everybody
 * asked for is in the answer.
 */
export async function reachedFor(
  db: Database,
  personIds: readonly string[],
  on: string,
): Promise<Map<string, string[]>> {
  const { rows } = await db.pool.query<{ personId: string; deputyId: string }>(
    `SELECT person_id AS "personId", deputy_id AS "deputyId" FROM absence
      WHERE person_id = ANY ($1::uuid[]) AND cancelled_at IS NULL AND $2 BETWEEN from_on AND to_on
      ORDER BY deputy_id`,
    [personIds, on],
  );
  return new Map(
    personIds.map((id) => [
      id,
      [id, ...rows.filter(({ personId }) => personId === id).map(({ deputyId }) => deputyId)],
    ]),
  );
}

/** The people one may name: those of the house who hold one of these roles, by name. */
export async function colleagues(
  db: Database,
  roles: readonly string[],
): Promise<{ items: { id: string; name: string; unitId: string | null; roles: string[] }[] }> {
  const { rows } = await db.pool.query<{
    id: string;
    name: string;
    unitId: string | null;
    roles: string[];
  }>(
    `SELECT p.id, p.name, p.unit_id AS "unitId", array_agg(r.role ORDER BY r.role) AS roles
       FROM person p JOIN person_role r ON r.person_id = p.id
      WHERE r.role = ANY ($1)
      GROUP BY p.id ORDER BY p.name, p.id LIMIT 500`,
    [roles],
  );
  return { items: rows };
}

function deputyNotFit(): Refused {
  return new Refused({
    code: 'deputy-not-fit',
    kind: 'facts',
    problems: [
      {
        field: 'deputyId',
        rule: 'a deputy is somebody else who holds the same roles',
        todo: 'choose a colleague who may do the same work',
      },
    ],
  });
}

function overlaps(): Refused {
  return new Refused({
    code: 'absence-overlaps',
    kind: 'facts',
    problems: [
      {
        field: 'fromOn',
        rule: 'two absences of one person have no day in common',
        todo: 'cancel the other absence, or choose other days',
      },
    ],
  });
}
