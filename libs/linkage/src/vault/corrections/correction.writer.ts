import { randomUUID } from 'node:crypto';
import type { Tx } from '#platform';
import { childOf } from '../domains/domain.options.js';
import type { Domain } from '../domains/domain.service.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { SerialFileWriter } from '../key-files/serial-file.writer.js';
import { mainBranch } from '../map/map.store.js';
import { SerialFormat, type SerialShape } from '../numbers/serial.rules.js';
import { PeopleFileWriter } from './people.file.js';

export type CorrectionKind = 'merged' | 'reserved';

/** Who has had serial numbers of one map, and how these are written. */
export interface Receiver {
  id: string;
  ageRecipient: string;
  branch: string;
  serialShape: SerialShape;
  isLinker: boolean;
}

const columns = {
  merged: ['retired_serial_number', 'serial_number'],
  reserved: ['serial_number'],
} as const;

/** Everyone who has had a key file of a domain, or a bridge, and so has numbers to correct. */
export async function receiversOf(tx: Tx, domain: Domain): Promise<Receiver[]> {
  const { rows } = await tx.query<{ registry_id: string; age_recipient: string }>(
    `SELECT registry_id, age_recipient FROM domain_registry
     WHERE domain_id = $1 AND EXISTS (SELECT FROM run
       WHERE run.domain_id = $1 AND run.registry_id = domain_registry.registry_id)
     ORDER BY registry_id`,
    [domain.id],
  );
  const receivers: Receiver[] = [];
  for (const { registry_id: id, age_recipient: ageRecipient } of rows) {
    const child = await childOf(tx, domain, id);
    const branch = child ? id : mainBranch;
    const serialShape = child?.serialShape ?? domain.serialShape;
    receivers.push({ id, ageRecipient, branch, serialShape, isLinker: false });
  }
  if (domain.linker && rows.length > 0) {
    const { serialShape } = domain;
    receivers.push({ ...domain.linker, branch: mainBranch, serialShape, isLinker: true });
  }
  return receivers;
}

/**
 * Tells one receiver what to change in the key files it has: a file of serial numbers, encrypted to
 * it, and a notice with the count. Without a single number there is nothing to tell.
 */
export async function writeCorrection(
  tx: Tx,
  keys: DomainKeys,
  correction: {
    domainId: string;
    receiver: Receiver;
    kind: CorrectionKind;
    /** One serial number for each line, or two where they were merged. */
    serials: Uint32Array;
    at: Date;
  },
): Promise<void> {
  const { domainId, receiver, kind, serials, at } = correction;
  if (serials.length === 0) return;
  const id = randomUUID();
  const file = new PeopleFileWriter(tx, domainId, id, 'correction', keys.files);
  const format = new SerialFormat(receiver.serialShape);
  const writer = await SerialFileWriter.to(
    receiver.ageRecipient,
    file,
    columns[kind].map((name) => [name, format]),
  );
  const width = columns[kind].length;
  for (let i = 0; i < serials.length; i += width) {
    writer.add(serials[i]!, width === 2 ? serials[i + 1] : undefined);
    if (i % 8_192 === 0) await writer.flush();
  }
  const written = await writer.end();
  await tx.query(
    `INSERT INTO correction (id, domain_id, receiver_id, is_for_linker, kind, at, rows, file_bytes, file_sha256)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      id,
      domainId,
      receiver.id,
      receiver.isLinker,
      kind,
      at,
      writer.rows,
      written.bytes,
      written.sha256,
    ],
  );
  await tx.query(
    `INSERT INTO notice (id, kind, domain_id, registry_id, at, data)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [
      randomUUID(),
      kind === 'merged' ? 'numbers-merged' : 'people-reserved',
      domainId,
      receiver.id,
      at,
      {
        correctionId: id,
        rows: writer.rows,
        fileSha256: written.sha256,
        ...(receiver.isLinker && { isForLinker: true }),
      },
    ],
  );
}
