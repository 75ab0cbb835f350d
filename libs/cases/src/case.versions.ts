import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { type AttachmentSummary, attachmentSummaries } from './attachments/attachment.queries.js';
import type { Attachment } from './attachments/attachment.rules.js';
import { type Difference, differences } from './application/application.fields.rules.js';
import type { Draft } from './application/application.rules.js';
import { caseById } from './case.queries.js';
import { rolesInCase } from './case.relation.rules.js';
import { sightOf } from './case.visibility.js';

/** The application as it was sent in, each time; none of these ever changes. */
export interface ApplicationVersion {
  number: number;
  eventSeq: number;
  /** What made it: sent in, registered, or completed. */
  eventType: string;
  createdAt: Date;
}

export interface VersionDifference {
  from: number;
  to: number;
  fields: Difference[];
}

/** Every version, newest first, without what they say. There is one per time it was sent in. */
export async function applicationVersions(
  db: Database,
  id: string,
  actor: Actor,
): Promise<{ items: ApplicationVersion[] }> {
  await assertMayRead(db, id, actor);
  const { rows } = await db.pool.query<ApplicationVersion>(
    `SELECT number, event_seq AS "eventSeq", event_type AS "eventType", created_at AS "createdAt"
       FROM application_version WHERE case_id = $1 ORDER BY number DESC LIMIT 500`,
    [id],
  );
  return { items: rows };
}

/** One version as it was sent in, with the very files that it was sent in with. */
export async function applicationVersion(
  db: Database,
  id: string,
  number: number,
  actor: Actor,
): Promise<ApplicationVersion & { content: Draft; attachments: AttachmentSummary[] }> {
  await assertMayRead(db, id, actor);
  const [version] = await readVersions(db, id, [number]);
  if (!version) throw unknownVersion();
  return { ...version, attachments: await attachmentSummaries(db, version.attachments) };
}

/** What differs between two versions, field by field. */
export async function versionDifference(
  db: Database,
  id: string,
  { from, to }: { from: number; to: number },
  actor: Actor,
): Promise<VersionDifference> {
  await assertMayRead(db, id, actor);
  const versions = await readVersions(db, id, [from, to]);
  const before = versions.find(({ number }) => number === from);
  const after = versions.find(({ number }) => number === to);
  if (!before || !after) throw unknownVersion();
  return { from, to, fields: differences(before.content, after.content) };
}

type StoredVersion = ApplicationVersion & { content: Draft; attachments: Attachment[] };

async function readVersions(
  db: Database,
  id: string,
  numbers: readonly number[],
): Promise<StoredVersion[]> {
  const { rows } = await db.pool.query<StoredVersion>(
    `SELECT number, event_seq AS "eventSeq", event_type AS "eventType", created_at AS "createdAt",
            content, attachments
       FROM application_version WHERE case_id = $1 AND number = ANY ($2)`,
    [id, numbers],
  );
  return rows;
}

/** Those who may read the whole application may read what it was. */
async function assertMayRead(db: Database, id: string, actor: Actor): Promise<void> {
  const accessCase = await caseById(db, id);
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (sightOf('application', here) !== 'all') {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
}

function unknownVersion(): Refused {
  return new Refused({ code: 'version-unknown', kind: 'absent' });
}
