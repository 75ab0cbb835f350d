import { createHash } from 'node:crypto';
import {
  type Clock,
  type Database,
  placeOf,
  Refused,
  type Sealer,
  sealerOf,
  type Tx,
} from '#platform';
import type { DispatchService } from './dispatch/dispatch.service.js';
import { render, renderSealed } from './letter.file.js';
import type { Seal } from './seal/letter.seal.js';
import { IncompleteLetter } from './wording/letter.rules.js';
import { type LetterContent, templateVersion } from './wording/letter.writer.js';

interface StoredLetter extends LetterContent {
  id: string;
  created_at: Date;
  has_file: boolean;
}

/**
 * Brings a letter from row to recipient. Each step looks at the row first and goes on from what is
 * done, so it may run twice, at once, or after a kill at any point.
 */
export class LetterService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly dispatches: DispatchService,
    /** null where letters go out without one, which production refuses. */
    private readonly seal: Seal | null = null,
  ) {}

  /**
   * Produces and dispatches a letter; does nothing where both are done. Throws {@link Refused} with
   * `letter-not-found` or `letter-incomplete`; what a channel says stands in the dispatch rows.
   */
  async produce(letterId: string): Promise<void> {
    await this.store(letterId);
    await this.dispatches.dispatch(letterId);
  }

  /** Stores the file where it is not stored yet. */
  private async store(letterId: string): Promise<void> {
    const [now, sealed] = await Promise.all([this.clock.now(), sealerOf(this.db)]);
    try {
      await this.db.transaction(async (tx) => {
        const letter = await lockLetter(tx, letterId);
        if (!letter.has_file) await this.storeFile(tx, letter, { now, sealed });
      });
    } catch (error) {
      if (!(error instanceof IncompleteLetter)) throw error;
      await this.db.pool.query(
        `UPDATE letter SET status = 'failed', failed_at = $2 WHERE id = $1`,
        [letterId, now],
      );
      throw new Refused({
        code: 'letter-incomplete',
        kind: 'facts',
        problems: error.missing.map((field) => ({
          field,
          rule: 'the law asks for it in this letter',
          todo: 'complete the case and make the letter again',
        })),
      });
    }
  }

  private async storeFile(
    tx: Tx,
    letter: StoredLetter,
    { now, sealed }: { now: Date; sealed: Sealer },
  ): Promise<void> {
    const { seal } = this;
    const { pdf, pageCount } = seal ? await renderSealed(letter, seal, now) : render(letter);
    const rests = sealed(placeOf('letter_file', letter.id), pdf);
    await tx.query(
      'INSERT INTO letter_file (letter_id, pdf, size, key_id, row_key) VALUES ($1, $2, $3, $4, $5)',
      [letter.id, rests.bytes, pdf.length, rests.keyId, rests.rowKey],
    );
    await tx.query(
      `UPDATE letter SET status = 'produced', sha256 = $2, page_count = $3, produced_at = $4,
              template_version = $5, seal_certificate_sha256 = $6
        WHERE id = $1`,
      // The templates may have moved on since the letter was ordered: the row names those it was made from.
      [
        letter.id,
        sha256(pdf),
        pageCount,
        now,
        templateVersion(letter.kind, letter.language),
        seal?.certificateSha256 ?? null,
      ],
    );
  }
}

async function lockLetter(tx: Tx, letterId: string): Promise<StoredLetter> {
  // Two statements in one trip: the second sees what was committed while the first waited.
  const [, { rows }] = await Promise.all([
    tx.query('SELECT 1 FROM letter WHERE id = $1 FOR UPDATE', [letterId]),
    tx.query<StoredLetter>(
      `SELECT l.id, l.kind, l.language, l.recipient, l.data, l.created_at,
              f.letter_id IS NOT NULL AS has_file
         FROM letter l LEFT JOIN letter_file f ON f.letter_id = l.id
        WHERE l.id = $1`,
      [letterId],
    ),
  ]);
  if (!rows[0]) throw new Refused({ code: 'letter-not-found', kind: 'absent' });
  return rows[0];
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
