import type { Tx } from '#platform';

/**
 * Every table that holds something the keys of a domain open, and how one domain ($1) is taken out
 * of it. A table that stands neither here nor in {@link keptTables} fails a test, so that none can
 * be forgotten when it is made.
 */
export const sealedTables: Readonly<Record<string, string>> = {
  segment: 'DELETE FROM segment WHERE domain_id = $1',
  population_part: 'DELETE FROM population_part WHERE domain_id = $1',
  run_file: 'DELETE FROM run_file USING run WHERE run.id = run_file.run_id AND run.domain_id = $1',
  incoming_chunk: `DELETE FROM incoming_chunk USING incoming_list
    WHERE incoming_list.id = incoming_chunk.list_id AND incoming_list.domain_id = $1`,
  incoming_list: `UPDATE incoming_list SET sealed_name = NULL,
      state = CASE WHEN state IN ('receiving', 'received', 'reading', 'numbering')
        THEN 'given-up' ELSE state END
    WHERE domain_id = $1`,
  alias_pair: 'DELETE FROM alias_pair WHERE domain_id = $1',
  alias_part: 'DELETE FROM alias_part WHERE domain_id = $1',
  alias_serial: 'DELETE FROM alias_serial WHERE domain_id = $1',
  retired_serial: 'DELETE FROM retired_serial WHERE domain_id = $1',
  reservation_part: 'DELETE FROM reservation_part WHERE domain_id = $1',
  people_file: 'DELETE FROM people_file WHERE domain_id = $1',
  joint_order: `UPDATE joint_order SET subject = NULL,
      state = CASE WHEN kind = 'resolve' AND state IN ('pending', 'confirmed')
        THEN 'withdrawn' ELSE state END
    WHERE domain_id = $1 AND subject IS NOT NULL`,
  domain: "UPDATE domain SET wrapped_key = NULL, state = 'destroying' WHERE id = $1",
};

/** What stays when the keys of a domain are destroyed, and why it may: no person is in it. */
export const keptTables: Readonly<Record<string, string>> = {
  domain_registry: 'public keys of registries',
  serial_prefix: 'that a prefix was given, so that it is never given again',
  run: 'counts, hashes and times, as in the certificate',
  linkage_order: 'what a plan asked for, no person',
  order_step: 'counts, states and times',
  alias_file: 'counts, hashes and times',
  reservation_list: 'counts, hashes and times',
  correction: 'counts, hashes and times',
  notice: 'counts, hashes and times, until the case has them',
  certificate: 'what remains of a destroyed domain',
  destruction: 'what the certificate says',
  access_log: 'who asked for what, and never about whom',
  custodian: 'the people who keep the keys, with their public keys',
  signing_key: 'signs certificates, opens nothing',
  rotation: 'how far a rotation has come',
};

/** Takes everything out of the database that the keys of the domain could open, and the keys. */
export async function wipe(tx: Tx, domainId: string): Promise<void> {
  for (const statement of Object.values(sealedTables)) await tx.query(statement, [domainId]);
}
