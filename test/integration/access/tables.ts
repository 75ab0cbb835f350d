import type { Database } from '#platform';

/**
 * The tables that hold nothing of what is in a case, and why a wall of their own is not needed. A
 * table that is neither here nor behind row-level security fails the tests.
 */
export const withoutCaseContent: Readonly<Record<string, string>> = {
  absence: 'who is away, and who stands in',
  case_cell: 'counts and days per case, without a word of it: what statistics are summed from',
  data_key: 'keys of files, wrapped by a key that is not here',
  demo_clock: 'the clock of a demonstration',
  demo_mail: 'the mailboxes of a demonstration',
  demo_sign_in: 'the sign-in of a demonstration',
  failed_try: 'hashes of who tried a secret and how often',
  figure: 'sums over all cases',
  figure_change: 'what sums changed by, day by day',
  idempotency_key: 'hashes of requests',
  journal_waiting: 'ids in line for a number',
  log_seal: 'hashes over the log',
  log_seal_head: 'hashes of the ends of the chains',
  log_time_stamp: 'time stamps on hashes',
  outbox: 'ids of what is to be done',
  person: 'names and addresses of those who sign in; in no case until one names them',
  person_role: 'who holds which role',
  price_list: 'published prices',
  print_package: 'how many letters were posted when',
  public_journal: 'what is published, and nothing beside it',
  public_statistic: 'what is published, and nothing beside it',
  recipient_contact: 'addresses of registries and committees',
  register_entry: 'what the public register says; before its day it is days from being public',
  register_version: 'as register_entry',
  registry: 'the catalogue',
  registry_key: 'public keys of the registries',
  registry_system: 'which systems act for which registries',
  request_count: 'how many requests somebody made in a minute, by a hash',
  role_invitation: 'hashes of tokens, and whom they let in',
  rule_date: 'when rules come into force',
  service_event: 'what was done across cases: kinds and ids',
  service_log: 'the end of that chain',
  session: 'hashes of tokens',
  setting_version: 'settings',
  unit: 'names of the units',
  unmeasured: 'ids in line to be counted',
  unregistered: 'ids in line for the register',
  variable: 'the catalogue',
};

export interface Table {
  name: string;
  isWalled: boolean;
  hasCaseId: boolean;
}

/** The tables of the case system, as the database says they are. */
export async function tablesOf(db: Database): Promise<Table[]> {
  const { rows } = await db.pool.query<Table>(
    `SELECT c.relname AS name, c.relrowsecurity AS "isWalled",
            EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'case_id'
                       AND NOT a.attisdropped) AS "hasCaseId"
       FROM pg_class c WHERE c.relnamespace = 'tilgang'::regnamespace AND c.relkind IN ('r', 'p')
      ORDER BY 1`,
  );
  return rows;
}
