import type { Database } from '#platform';
import type { Role, RoleGrant } from './role.rules.js';

export interface PersonItem {
  id: string;
  name: string;
  email: string;
  unitId: string | null;
  roles: RoleGrant[];
}

export interface PeoplePage {
  items: PersonItem[];
  nextCursor: string | null;
}

const pageSize = 50;

/** People by name, those with a role or those the words are found in; a page at a time. */
export async function peopleOf(
  db: Database,
  { search, cursor }: { search: string; cursor?: string | undefined },
): Promise<PeoplePage> {
  const { rows } = await db.pool.query<PersonItem>(
    `SELECT p.id, p.name, p.email, p.unit_id AS "unitId",
            (SELECT coalesce(json_agg(json_build_object('role', r.role, 'registryId', r.registry_id)
                                      ORDER BY r.role, r.registry_id), '[]')
               FROM person_role r WHERE r.person_id = p.id) AS roles
       FROM person p
      WHERE p.kind = 'person'
        AND CASE WHEN $1 = '' THEN EXISTS (SELECT FROM person_role r WHERE r.person_id = p.id)
                 ELSE strpos(lower(p.name || ' ' || p.email), lower($1)) > 0 END
        AND ($2::uuid IS NULL
             OR (p.name, p.id) > (SELECT name, id FROM person WHERE id = $2))
      ORDER BY p.name, p.id
      LIMIT $3`,
    [search.trim(), cursor ?? null, pageSize + 1],
  );
  const items = rows.slice(0, pageSize);
  return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

export async function units(db: Database): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM unit ORDER BY name, id LIMIT 1000',
  );
  return rows;
}

export interface RoleChange {
  seq: number;
  at: Date;
  type: string;
  byName: string | null;
  ofName: string | null;
  role: Role | null;
  registryId: string | null;
}

/** What the log of the service tells of roles. */
const changes = [
  'role-given',
  'role-taken',
  'role-invitation-made',
  'role-invitation-resent',
  'role-invitation-withdrawn',
  'role-invitation-accepted',
  'registry-system-added',
  'registry-system-withdrawn',
];
const mostShown = 100;

export async function roleChanges(db: Database): Promise<RoleChange[]> {
  const { rows } = await db.pool.query<RoleChange>(
    `SELECT e.seq, e.at, e.type, by.name AS "byName", who.name AS "ofName",
            e.data->>'role' AS role, e.data->>'registryId' AS "registryId"
       FROM (SELECT * FROM service_event WHERE type = ANY($1) ORDER BY seq DESC LIMIT $2) e
       LEFT JOIN person by ON by.id = e.actor_id
       LEFT JOIN person who ON who.id::text = e.data->>'personId'
      ORDER BY e.seq DESC`,
    [changes, mostShown],
  );
  return rows;
}
