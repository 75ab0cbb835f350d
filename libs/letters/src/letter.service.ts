import { createHash } from 'node:crypto';
import { type Clock, type Database, Refused, type Tx } from '#platform';
import type { DispatchService } from './dispatch/dispatch.service.js';
import { parseForm } from './wording/letter.form.js';
import { drawLetter, type DrawnLetter } from './page/letter.pdf.js';
import { IncompleteLetter } from './wording/letter.rules.js';
import { type LetterContent, templateVersion, writeLetter } from './wording/letter.writer.js';

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
    const now = await this.clock.now();
    try {
      await this.db.transaction(async (tx) => {
        const letter = await lockLetter(tx, letterId);
        if (!letter.has_file) await storeFile(tx, letter, now);
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

async function storeFile(tx: Tx, letter: StoredLetter, now: Date): Promise<void> {
  const { pdf, pageCount } = render(letter);
  await tx.query('INSERT INTO letter_file (letter_id, pdf) VALUES ($1, $2)', [letter.id, pdf]);
  await tx.query(
    `UPDATE letter SET status = 'produced', sha256 = $2, page_count = $3, produced_at = $4,
            template_version = $5
      WHERE id = $1`,
    // The templates may have moved on since the letter was ordered: the row names those it was made from.
    [letter.id, sha256(pdf), pageCount, now, templateVersion(letter.kind, letter.language)],
  );
}

/** Draws a letter from the frozen part of its row: the same row gives the same bytes. */
export function render(letter: LetterContent & { id: string; created_at: Date }): DrawnLetter {
  return drawLetter(parseForm(writeLetter(letter)), {
    id: letter.id,
    createdAt: letter.created_at,
    language: letter.language,
    caseReference: letter.data.caseReference,
  });
}

function sha256(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
