import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row-level security: the API's role sees the rows of the cases that the person of the request has
 * a relation to, whatever a query forgets to ask. The worker has a role of its own, which no request
 * can take (docs/decisions/0018-second-wall.md).
 */
export class SecondWall20261122070200 implements MigrationInterface {
  readonly name = 'SecondWall20261122070200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tilgang_worker') THEN
          CREATE ROLE tilgang_worker NOLOGIN;
        END IF;
      END $$;
      -- The worker may do what the API may, and see every row.
      GRANT tilgang_app TO tilgang_worker;
    `);
    for (const [table, seen] of Object.entries(walls)) await db.query(wallOf(table, seen));
    await db.query(passages);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP VIEW tilgang.public_case;
      DROP FUNCTION tilgang.cases_with(tsquery), tilgang.comparable_times(text, integer, uuid),
        tilgang.granted_by(uuid), tilgang.invitation_of(bytea), tilgang.remove_pieces(uuid[]);
    `);
    for (const table of Object.keys(walls)) {
      await db.query(`
        DROP POLICY work ON tilgang.${table};
        DROP POLICY seen ON tilgang.${table};
        DROP POLICY added ON tilgang.${table};
        DROP POLICY changed ON tilgang.${table};
        DROP POLICY removed ON tilgang.${table};
        ALTER TABLE tilgang.${table} DISABLE ROW LEVEL SECURITY;
      `);
    }
    await db.query('REVOKE tilgang_app FROM tilgang_worker');
  }
}

/**
 * What a person is shown is bound to their sight. What they write is bound to the case it is written
 * to, which the commands decide on: a letter or a notice is written to be seen by somebody else.
 */
function wallOf(table: string, seen: string): string {
  return `
    ALTER TABLE tilgang.${table} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY work ON tilgang.${table} TO tilgang_worker USING (true) WITH CHECK (true);
    CREATE POLICY seen ON tilgang.${table} FOR SELECT TO tilgang_app USING (${seen});
    CREATE POLICY added ON tilgang.${table} FOR INSERT TO tilgang_app WITH CHECK (true);
    CREATE POLICY changed ON tilgang.${table} FOR UPDATE TO tilgang_app
      USING (${seen}) WITH CHECK (true);
    CREATE POLICY removed ON tilgang.${table} FOR DELETE TO tilgang_app USING (${seen});
  `;
}

/** A list that the connection was given for this request; nothing where it was given none. */
const given = (name: string) => `string_to_array(current_setting('tilgang.${name}', true), ',')`;

const person = "nullif(current_setting('tilgang.person', true), '')::uuid";

/** Not wrapped in a subselect: the planner then reckons with the list itself, and with its index. */
const related = `((relations && ${given('relations')} AND NOT relations && ${given('barred')})
  OR id = ANY (${given('cases')}::uuid[]))`;

const post = `'post' = ANY (${given('relations')})`;

const through = (table: string, column: string, own: string, key = 'id') =>
  `EXISTS (SELECT FROM tilgang.${table} beyond WHERE beyond.${key} = ${own}.${column})`;

const ofCase = (table: string) => through('access_case', 'case_id', table);

/** The rows of each table that a person may come upon. */
const walls: Record<string, string> = {
  access_case: related,
  application: ofCase('application'),
  application_version: ofCase('application_version'),
  archive_handover: ofCase('archive_handover'),
  case_event: ofCase('case_event'),
  case_file: ofCase('case_file'),
  case_print: ofCase('case_print'),
  case_search: ofCase('case_search'),
  case_text: ofCase('case_text'),
  decision: ofCase('decision'),
  delivery_round: ofCase('delivery_round'),
  draft_presence: ofCase('draft_presence'),
  destruction_approval: ofCase('destruction_approval'),
  disclosure: ofCase('disclosure'),
  file_upload: ofCase('file_upload'),
  journal_entry: ofCase('journal_entry'),
  letter: `${ofCase('letter')} OR ${post}`,
  member_invitation: ofCase('member_invitation'),
  // A change begins with what was granted: who sees it sees that too.
  permit_version: `${ofCase('permit_version')}
    OR ${through('access_case', 'case_id', 'permit_version', 'parent_id')}`,
  dispatch: `${through('letter', 'letter_id', 'dispatch')} OR ${post}`,
  letter_file: through('letter', 'letter_id', 'letter_file'),
  journal_number: through('journal_entry', 'entry_id', 'journal_number'),
  journal_shielding: through('journal_entry', 'entry_id', 'journal_shielding'),
  journal_document: through('journal_entry', 'entry_id', 'journal_document'),
  journal_file: through('journal_document', 'document_id', 'journal_file'),
  file_piece: `${through('case_file', 'file_id', 'file_piece')}
    OR ${through('file_upload', 'file_id', 'file_piece')}
    OR ${through('case_print', 'file_id', 'file_piece')}
    OR ${through('export_order', 'file_id', 'file_piece')}
    OR (${post} AND ${through('print_package', 'file_id', 'file_piece')})`,
  alert: `person_id = ${person}`,
  audit: `person_id = ${person}`,
  audit_sample: through('audit', 'audit_id', 'audit_sample'),
  export_order: `ordered_by = ${person}`,
  message_read: `person_id = ${person}`,
  notice: `person_id = ${person}`,
  saved_filter: `person_id = ${person}`,
};

/**
 * The passages through the wall, each for one need and no wider: they give no content of a case, or
 * ask for a key that only the right person holds.
 */
const passages = `
  -- The journal and the register are public; this is what they say of the case itself.
  CREATE VIEW tilgang.public_case AS
    SELECT id, reference, kind, is_flagged, CASE WHEN is_flagged THEN tracks -> 'flag' END AS flags
      FROM tilgang.access_case
     WHERE application_state NOT IN ('draft', 'draft-dropped', 'lapsed');

  -- Behind a wall the index of words is of no use: its operator might tell of rows it refuses.
  CREATE FUNCTION tilgang.cases_with(wanted tsquery)
  RETURNS TABLE (case_id uuid, created_at timestamptz, changed_at timestamptz, due_on date)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000 SET search_path = tilgang, pg_temp AS $$
    SELECT s.case_id, s.created_at, s.changed_at, s.due_on
      FROM tilgang.case_search s
     WHERE s.words @@ wanted
       AND (session_user <> 'tilgang_app' OR EXISTS (
             SELECT FROM tilgang.access_case c WHERE c.id = s.case_id AND ${related}))
  $$;

  -- How long like cases took: days alone, of no case that could be named.
  CREATE FUNCTION tilgang.comparable_times(of_kind text, of_sources integer, but uuid)
  RETURNS TABLE (submitted_on date, complete_on date, decided_on date, delivered_on date)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1000 SET search_path = tilgang, pg_temp AS $$
    SELECT (application ->> 'submittedOn')::date, (application ->> 'completeOn')::date,
           (access ->> 'decidedOn')::date,
           (SELECT max((part.value ->> 'deliveredOn')::date) FROM jsonb_each(delivery) part)
      -- All of a case's tracks in one piece are unpacked once, not once for each of them.
      FROM (SELECT c.tracks FROM tilgang.access_case c
             WHERE c.kind = of_kind AND cardinality(c.registry_ids) = of_sources AND c.id <> but
               AND c.application_state IN ('decided', 'in-delivery', 'closed')
             ORDER BY c.changed_at DESC LIMIT 1000) AS decided,
           jsonb_to_record(tracks) AS each (application jsonb, access jsonb, delivery jsonb)
  $$;

  -- What a change rests on, for the commands given in it.
  CREATE FUNCTION tilgang.granted_by(parent uuid) RETURNS jsonb
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = tilgang, pg_temp AS $$
    SELECT jsonb_build_object('permit', p.tracks -> 'permit', 'linkage', p.tracks -> 'linkage',
                              'content', v.content)
      FROM tilgang.access_case p JOIN tilgang.permit_version v ON v.case_id = p.id
     WHERE p.id = parent ORDER BY v.version DESC LIMIT 1
  $$;

  -- Who holds the token of an invitation has no relation to the case until it is accepted.
  CREATE FUNCTION tilgang.invitation_of(token bytea)
  RETURNS TABLE (case_id uuid, member_id uuid, expires_at timestamptz, email text, state text)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 1 SET search_path = tilgang, pg_temp AS $$
    SELECT i.case_id, i.member_id, i.expires_at, t.body,
           c.tracks #>> ARRAY['member', i.member_id::text, 'state']
      FROM tilgang.member_invitation i
      JOIN tilgang.access_case c ON c.id = i.case_id
      JOIN tilgang.case_text t
        ON t.id = (c.tracks #>> ARRAY['member', i.member_id::text, 'emailId'])::uuid
     WHERE i.token_hash = token
  $$;

  -- The bytes of a file that nothing names any more are seen by nobody, and are to go all the same.
  CREATE FUNCTION tilgang.remove_pieces(file_ids uuid[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = tilgang, pg_temp AS $$
    DELETE FROM tilgang.file_piece WHERE file_id = ANY (file_ids)
  $$;

  REVOKE ALL ON FUNCTION tilgang.cases_with(tsquery),
    tilgang.comparable_times(text, integer, uuid), tilgang.granted_by(uuid),
    tilgang.invitation_of(bytea), tilgang.remove_pieces(uuid[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION tilgang.cases_with(tsquery),
    tilgang.comparable_times(text, integer, uuid), tilgang.granted_by(uuid),
    tilgang.invitation_of(bytea), tilgang.remove_pieces(uuid[]) TO tilgang_app;
  GRANT SELECT ON tilgang.public_case TO tilgang_app;
`;
