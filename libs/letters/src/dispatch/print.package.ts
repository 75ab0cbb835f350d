import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import yazl from 'yazl';
import { type Database, type FileStore, Refused } from '#platform';
import { letterPdf } from '../letter.queries.js';
import type { Recipient } from '../wording/letter.templates.js';
import { letterLeft } from './dispatch.service.js';

export interface PrintPackage {
  id: string;
  createdAt: Date;
  letterCount: number;
  /** Null until the file is stored. */
  sha256: string | null;
  postedOn: string | null;
}

/** One package holds what a person can put in envelopes in a day. */
const MOST_LETTERS = 500;

interface Packed {
  letterId: string;
  caseReference: string;
  kind: string;
  recipient: Recipient;
  addressLines: string[] | null;
  sha256: string;
  pageCount: number;
}

/** How many letters wait to be put in a package, and the newest packages. */
export async function printPackages(
  db: Database,
): Promise<{ waiting: number; items: PrintPackage[] }> {
  const [waiting, packages] = await Promise.all([
    db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM dispatch
        WHERE status = 'waiting' AND print_package_id IS NULL`,
    ),
    db.pool.query<PrintPackage>(
      `SELECT id, created_at AS "createdAt", letter_count AS "letterCount", sha256,
              posted_on::text AS "postedOn"
         FROM print_package ORDER BY created_at DESC, id DESC LIMIT 100`,
    ),
  ]);
  return { waiting: waiting.rows[0]?.n ?? 0, items: packages.rows };
}

/**
 * Puts the letters that wait into a package, each into one only, and stores its file. Throws
 * {@link Refused} `nothing-to-print`.
 */
export async function makePrintPackage(
  db: Database,
  store: FileStore,
  createdBy: string,
  now: Date,
): Promise<string> {
  const id = randomUUID();
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      `SELECT id FROM dispatch WHERE status = 'waiting' AND print_package_id IS NULL
        ORDER BY requested_at, id LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [MOST_LETTERS],
    );
    if (rows.length === 0) throw new Refused({ code: 'nothing-to-print', kind: 'state' });
    await tx.query(
      `INSERT INTO print_package (id, created_at, created_by, letter_count)
       VALUES ($1, $2, $3, $4)`,
      [id, now, createdBy, rows.length],
    );
    await tx.query('UPDATE dispatch SET print_package_id = $2 WHERE id = ANY ($1::uuid[])', [
      rows.map((row) => row.id),
      id,
    ]);
  });
  await storePackage(db, store, id);
  return id;
}

/** The file of a package, stored first where a killed process left it out. */
export async function packageFile(
  db: Database,
  store: FileStore,
  id: string,
): Promise<AsyncGenerator<Uint8Array>> {
  const { rows } = await db.pool.query<{ sha256: string | null }>(
    'SELECT sha256 FROM print_package WHERE id = $1',
    [id],
  );
  if (!rows[0]) throw new Refused({ code: 'print-package-unknown', kind: 'absent' });
  if (rows[0].sha256 === null) await storePackage(db, store, id);
  return store.read(id);
}

/** The letters of a package, each with its case. */
export async function lettersInPackage(
  db: Database,
  id: string,
): Promise<{ letterId: string; caseId: string }[]> {
  const { rows } = await db.pool.query<{ letterId: string; caseId: string }>(
    `SELECT l.id AS "letterId", l.case_id AS "caseId"
       FROM dispatch d JOIN letter l ON l.id = d.letter_id
      WHERE d.print_package_id = $1 ORDER BY d.requested_at, d.id`,
    [id],
  );
  return rows;
}

/**
 * Notes that a person has posted a package: only then have its letters left. Throws {@link Refused}
 * `print-package-unknown` or `print-package-posted-before`.
 *
 * @param arrivesOn when post of that day is taken to arrive.
 */
export async function postPackage(
  db: Database,
  id: string,
  { postedOn, arrivesOn, postedBy }: { postedOn: string; arrivesOn: string; postedBy: string },
  now: Date,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{ postedOn: string | null }>(
      'SELECT posted_on::text AS "postedOn" FROM print_package WHERE id = $1 FOR UPDATE',
      [id],
    );
    if (!rows[0]) throw new Refused({ code: 'print-package-unknown', kind: 'absent' });
    if (rows[0].postedOn) throw new Refused({ code: 'print-package-posted-before', kind: 'state' });
    await tx.query(
      'UPDATE print_package SET posted_on = $2, posted_by = $3, posted_at = $4 WHERE id = $1',
      [id, postedOn, postedBy, now],
    );
    const posted = await tx.query<{ id: string; letterId: string; isCopy: boolean }>(
      `UPDATE dispatch SET status = 'sent', finished_at = $2, reply = 'posted'
        WHERE print_package_id = $1 AND status = 'waiting'
       RETURNING id, letter_id AS "letterId", is_copy AS "isCopy"`,
      [id, now],
    );
    for (const row of posted.rows) {
      await letterLeft(tx, row.letterId, row, now);
      await tx.query('UPDATE letter SET arrives_on = $2 WHERE id = $1', [row.letterId, arrivesOn]);
    }
  });
}

/** Writes the ZIP piece by piece: never more than one letter of it is in memory. */
async function storePackage(db: Database, store: FileStore, id: string): Promise<void> {
  const { rows } = await db.pool.query<Packed>(
    `SELECT l.id AS "letterId", l.data ->> 'caseReference' AS "caseReference", l.kind, l.recipient,
            c.address_lines AS "addressLines", encode(l.sha256, 'hex') AS sha256,
            l.page_count AS "pageCount"
       FROM dispatch d JOIN letter l ON l.id = d.letter_id
       LEFT JOIN recipient_contact c ON c.kind = l.recipient ->> 'kind'
             AND c.registry_id IS NOT DISTINCT FROM l.recipient ->> 'id'
      WHERE d.print_package_id = $1 ORDER BY d.requested_at, d.id`,
    [id],
  );
  const zip = new yazl.ZipFile();
  const letters = rows.map((row, index) => ({ ...row, file: fileName(row, index) }));
  zip.addBuffer(manifest(letters), 'manifest.json');
  for (const { letterId, file, sha256 } of letters) {
    zip.addReadStreamLazy(file, { compress: false }, (take) => {
      pdfOf(db, letterId, sha256).then(
        (pdf) => take(null, Readable.from([pdf])),
        (error: unknown) => take(error, Readable.from([])),
      );
    });
  }
  zip.end();
  await store.remove([id]);
  const { sizeBytes, sha256 } = await store.write(id, zip.outputStream as Readable);
  await db.pool.query('UPDATE print_package SET size_bytes = $2, sha256 = $3 WHERE id = $1', [
    id,
    sizeBytes,
    sha256,
  ]);
}

async function pdfOf(db: Database, letterId: string, sha256: string): Promise<Buffer> {
  const pdf = await letterPdf(db, letterId);
  if (!pdf || createHash('sha256').update(pdf).digest('hex') !== sha256) {
    throw new Error('A letter to print is not the one that was made');
  }
  return pdf;
}

/** What the mail room goes by: one envelope a line, with the file and what it must hash to. */
function manifest(letters: readonly (Packed & { file: string })[]): Buffer {
  const list = letters.map(
    ({ file, letterId, caseReference, kind, recipient, addressLines, sha256, pageCount }) => ({
      file,
      letterId,
      caseReference,
      kind,
      address: [...recipient.lines, ...(addressLines ?? [])],
      pageCount,
      sha256,
    }),
  );
  return Buffer.from(`${JSON.stringify({ letters: list }, null, 2)}\n`);
}

function fileName({ caseReference, kind }: Packed, index: number): string {
  const number = String(index + 1).padStart(3, '0');
  return `${number}-${caseReference.replace(/[^0-9A-Za-z]+/g, '-')}-${kind}.pdf`;
}
