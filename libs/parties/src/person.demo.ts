import type { Database } from '#platform';
import type { Language } from './person.entity.js';
import type { RoleGrant } from './role.rules.js';

/** A made-up person of the demonstration. The login name is the subject at the demo provider. */
export interface DemoUser {
  login: string;
  name: string;
  email: string;
  language: Language;
  roles: readonly RoleGrant[];
  /** The unit they work in; null outside Helsedataservice. */
  unitId: string | null;
}

/** The units of the demonstration: people belong to one, and a case to that of its caseworker. */
const demoUnits = [
  { id: 'individual-level', name: 'Persondata' },
  { id: 'statistics', name: 'Statistikk og endringer' },
];

/**
 * The people of the demonstration: synthetic, and seen to be so, with the role in the name. `begge`
 * holds two roles to show that one person may not both propose and sign.
 */
export const demoUsers: readonly DemoUser[] = [
  user('soker', 'Áile Čuoŧŧi Demosøker', ['applicant']),
  user('soker2', 'Ødger Demosøker', ['applicant'], 'nn'),
  user('saksbehandler', 'Signe Demosaksbehandler', ['caseworker']),
  user('saksbehandler2', 'Steinar Demosaksbehandler', ['caseworker']),
  user('beslutter', 'Berit Demobeslutter', ['decision-maker']),
  user('beslutter2', 'Bjørn Demobeslutter', ['decision-maker']),
  user('leder', 'Laila Demoenhetsleder', ['caseworker', 'unit-leader']),
  user('begge', 'Embla Demosaksbehandler-og-beslutter', ['caseworker', 'decision-maker']),
  user('radgiver-npr', 'Ragna Demorådgiver (pasientregisteret)', [
    'registry-adviser:norsk-pasientregister',
  ]),
  user('radgiver-hjerneslag', 'Rolf Demorådgiver (hjerneslagregisteret)', [
    'registry-adviser:norsk-hjerneslagregister',
  ]),
  user('radgiver-dar', 'Runa Demorådgiver (dødsårsaksregisteret)', [
    'registry-adviser:dodsarsaksregisteret',
  ]),
  user('levering-npr', 'Leif Demolevering (pasientregisteret)', [
    'registry-delivery:norsk-pasientregister',
  ]),
  user('levering-hjerneslag', 'Liv Demolevering (hjerneslagregisteret)', [
    'registry-delivery:norsk-hjerneslagregister',
  ]),
  user('levering-dar', 'Lars Demolevering (dødsårsaksregisteret)', [
    'registry-delivery:dodsarsaksregisteret',
  ]),
  user('rek', 'Reidun Demosekretær (REK)', ['rek-secretary']),
  user('kobling', 'Kåre Demokoblingsansvarlig', ['linkage-custodian']),
  user('kobling2', 'Kjersti Demokoblingsansvarlig', ['linkage-custodian']),
  user('revisor', 'Randi Demorevisor', ['auditor']),
  user('forvalter', 'Frøya Demoforvalter', ['administrator']),
];

/** Who a demonstration is set up for: its mode, and the issuer as its provider's tokens state it. */
export interface DemoSetting {
  mode: 'production' | 'demo' | 'test';
  issuer: string;
}

/**
 * Records the people of the demonstration and their roles; again changes nothing. The registries
 * they speak for must be there first. Throws in production.
 */
export function seedDemoPeople(db: Database, setting: DemoSetting, now: Date): Promise<void> {
  return addDemoPeople(db, setting, { units: demoUnits, users: demoUsers }, now);
}

/** Records made-up people and their units; again changes nothing. Throws in production. */
export async function addDemoPeople(
  db: Database,
  setting: DemoSetting,
  { units, users }: { units: readonly { id: string; name: string }[]; users: readonly DemoUser[] },
  now: Date,
): Promise<void> {
  if (setting.mode === 'production') {
    throw new Error('Demo people are refused: TILGANG_MODE is production.');
  }
  await db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO unit (id, name)
       SELECT id, name FROM jsonb_to_recordset($1::jsonb) AS row (id text, name text)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(units)],
    );
    const people = users.map(({ roles: _, ...person }) => person);
    await tx.query(
      `INSERT INTO person (id, issuer, subject, name, email, language, unit_id, created_at)
       SELECT gen_random_uuid(), $1, login, name, email, language, "unitId", $2
         FROM jsonb_to_recordset($3::jsonb)
              AS row (login text, name text, email text, language text, "unitId" text)
       ON CONFLICT (issuer, subject) DO NOTHING`,
      [setting.issuer, now, JSON.stringify(people)],
    );
    const grants = users.flatMap(({ login, roles }) => roles.map((grant) => ({ login, ...grant })));
    await tx.query(
      `INSERT INTO person_role (person_id, role, registry_id)
       SELECT person.id, row.role, row."registryId"
         FROM jsonb_to_recordset($2::jsonb) AS row (login text, role text, "registryId" text)
         JOIN person ON person.issuer = $1 AND person.subject = row.login
       ON CONFLICT DO NOTHING`,
      [setting.issuer, JSON.stringify(grants)],
    );
  });
}

function user(
  login: string,
  name: string,
  roles: readonly (DemoRole | `${DemoRegistryRole}:${string}`)[],
  language: Language = 'nb',
): DemoUser {
  return {
    login,
    name,
    email: `${login}@demo.example`,
    unitId: unitOf(login, roles),
    language,
    roles: roles.map((word) => {
      const [role, registryId] = word.split(':') as [DemoRole | DemoRegistryRole, string?];
      return { role, registryId: registryId ?? null };
    }),
  };
}

function unitOf(login: string, roles: readonly string[]): string | null {
  const isInUnit = roles.some((role) =>
    ['caseworker', 'decision-maker', 'unit-leader'].includes(role),
  );
  if (!isInUnit) return null;
  return login === 'saksbehandler2' ? 'statistics' : 'individual-level';
}

type DemoRegistryRole = 'registry-adviser' | 'registry-delivery';
type DemoRole = Exclude<RoleGrant['role'], DemoRegistryRole | 'system' | 'insight'>;
