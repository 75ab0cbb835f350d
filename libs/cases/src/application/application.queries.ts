import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import type { CatalogueVariable, Draft } from './application.rules.js';
import { type AttachmentSummary, attachmentSummaries } from '../attachments/attachment.queries.js';
import { osloDate } from '../clocks/calendar.rules.js';
import type { AccessCase } from '../case.model.js';
import { rolesInCase } from '../case.relation.rules.js';
import { sightOf } from '../case.visibility.js';
import type { PermitToChange } from '../form/check.model.js';
import { type Completeness, completenessOf } from '../form/completeness.rules.js';
import { formOf } from '../form/form.files.js';

/** Another application of the same applicant that is under way, with the same sources and title. */
export const twinOf = `
  (SELECT o.reference FROM access_case o
    WHERE o.applicant_id = c.applicant_id AND o.id <> c.id
      AND o.parent_id IS NOT DISTINCT FROM c.parent_id
      AND o.application_state NOT IN ('draft', 'closed', 'withdrawn', 'dismissed', 'draft-dropped',
                                      'lapsed')
      AND o.registry_ids @> c.registry_ids AND o.registry_ids <@ c.registry_ids
      AND md5(lower(o.title)) = md5(lower(c.title))
    ORDER BY o.reference DESC LIMIT 1)`;

/** The permit that a case is to change: whether it can be changed by this applicant now. */
export const permitToChangeOf = `
  (SELECT jsonb_build_object(
            'isInForce', p.tracks -> 'permit' ->> 'state' NOT IN ('none', 'expired', 'revoked'),
            'isOwn', p.applicant_id = c.applicant_id,
            'isBeingChanged', EXISTS (
              SELECT FROM access_case s
               WHERE s.parent_id = p.id AND s.id <> c.id
                 AND s.application_state IN ('submitted', 'pre-screening', 'awaiting-information',
                                             'in-assessment')))
     FROM access_case p WHERE p.id = c.parent_id)`;

/** The variables of the application that the catalogue lists today. */
// By id, and by name: a direct identifier is one also where it was not chosen from the catalogue.
export const listedVariables = `
  WITH wanted AS (
    SELECT s.source ->> 'registryId' AS registry_id, (x.variable ->> 'variableId')::uuid AS id,
           lower(regexp_replace(btrim(x.variable ->> 'name'), '\\s+', ' ', 'g')) AS name_key
      FROM jsonb_array_elements(a.content -> 'sources') AS s(source),
           jsonb_array_elements(s.source -> 'variables') AS x(variable)
  )
  SELECT jsonb_agg(jsonb_build_object('id', v.id, 'registryId', v.registry_id,
                   'nameKey', v.name_key, 'identificationRisk', v.identification_risk))
    FROM (SELECT v.* FROM wanted JOIN variable v USING (id) WHERE v.listed_to_on IS NULL
           UNION
          SELECT v.* FROM wanted JOIN variable v USING (registry_id, name_key)
           WHERE v.listed_to_on IS NULL) AS v`;

interface StoredApplication extends AccessCase {
  draft: Draft;
  formVersion: string;
  twinReference: string | null;
  permitToChange: PermitToChange | null;
  knownRegistryIds: string[] | null;
  catalogue: CatalogueVariable[] | null;
}

/** What is missing and wrong in an application, for whoever may read the whole of it. */
export async function completeness(
  db: Database,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Completeness> {
  const stored = await readableApplication(db, id, actor);
  const { draft, kind, formVersion, twinReference, permitToChange, knownRegistryIds, catalogue } =
    stored;
  return completenessOf(draft, kind, formOf(formVersion), {
    today: osloDate(now),
    knownRegistryIds: new Set(knownRegistryIds ?? []),
    catalogue: catalogue ?? [],
    twinReference,
    permitToChange,
  });
}

/** An application in a form that machines can act on, and that a new draft can be made from. */
export interface ExportedApplication {
  schema: typeof exportSchema;
  formVersion: string;
  kind: AccessCase['kind'];
  language: AccessCase['language'];
  answers: Draft;
  /** What is attached, by what it is and its checksum; the files are fetched one by one. */
  attachments: Pick<AttachmentSummary, 'name' | 'kind' | 'mediaType' | 'sizeBytes' | 'sha256'>[];
}

export const exportSchema = 'tilgang-application/1';

export async function exportedApplication(
  db: Database,
  id: string,
  actor: Actor,
): Promise<ExportedApplication> {
  const { draft, kind, language, formVersion, tracks } = await readableApplication(db, id, actor);
  const attached = await attachmentSummaries(db, tracks.application.attachments ?? []);
  return {
    schema: exportSchema,
    formVersion,
    kind,
    language,
    answers: draft,
    attachments: attached.map(({ name, kind: what, mediaType, sizeBytes, sha256 }) => ({
      name,
      kind: what,
      mediaType,
      sizeBytes,
      sha256,
    })),
  };
}

async function readableApplication(
  db: Database,
  id: string,
  actor: Actor,
): Promise<StoredApplication> {
  const { rows } = await db.pool.query<StoredApplication>(APPLICATION, [id]);
  const [stored] = rows;
  const here = stored ? rolesInCase(stored, actor) : [];
  if (!stored || here.length === 0) throw new Refused({ code: 'case-unknown', kind: 'absent' });
  if (sightOf('application', here) !== 'all') {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  return stored;
}

const APPLICATION = `
  SELECT c.id, c.reference, c.kind, c.parent_id AS "parentId", c.version,
         c.applicant_id AS "applicantId", c.language, c.tracks, a.content AS draft,
         a.form_version AS "formVersion", ${twinOf} AS "twinReference",
         CASE WHEN c.parent_id IS NOT NULL THEN ${permitToChangeOf} END AS "permitToChange",
         (SELECT array_agg(r.id) FROM registry r WHERE r.id = ANY (c.registry_ids))
           AS "knownRegistryIds",
         (${listedVariables}) AS catalogue
    FROM access_case c JOIN application a ON a.case_id = c.id
   WHERE c.id = $1`;
