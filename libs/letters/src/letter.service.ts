import { createHash, randomUUID } from 'node:crypto';
import { type Clock, type Database, enqueue, outboxRow, Refused, type Tx } from '#platform';
import type { DispatchChannel, LetterToDispatch } from './dispatch/letter.channel.js';
import type { LetterStatus } from './letter.entity.js';
import { parseForm } from './wording/letter.form.js';
import { letterDispatched } from './letter.jobs.js';
import { drawLetter, type DrawnLetter } from './page/letter.pdf.js';
import { IncompleteLetter } from './wording/letter.rules.js';
import { type LetterContent, templateVersion, writeLetter } from './wording/letter.writer.js';

interface StoredLetter extends LetterContent {
  id: string;
  status: LetterStatus;
  created_at: Date;
  pdf: Buffer | null;
}

interface OpenAttempt {
  id: string;
  letter: LetterToDispatch;
}

/**
 * Brings a letter from row to recipient. Each step looks at the row first and goes on from what is
 * done, so it may run twice, at once, or after a kill at any point.
 */
export class LetterService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly channel: DispatchChannel,
  ) {}

  /**
   * Produces and dispatches a letter; does nothing where both are done. Throws {@link Refused} with
   * `letter-not-found` or `letter-incomplete`, and whatever the channel threw.
   */
  async produce(letterId: string): Promise<void> {
    const attempt = await this.prepare(letterId);
    if (!attempt) return;
    let reply: string;
    try {
      reply = await this.channel.send(attempt.letter);
    } catch (error) {
      await this.recordFailure(attempt, error as Error);
      throw error;
    }
    await this.recordDispatch(attempt, reply);
  }

  /** Stores the file where it is not stored yet, and opens an attempt; null when all is done. */
  private async prepare(letterId: string): Promise<OpenAttempt | null> {
    const now = await this.clock.now();
    try {
      return await this.db.transaction(async (tx) => {
        const letter = await lockLetter(tx, letterId);
        if (letter.status === 'dispatched') return null;
        const pdf = letter.pdf ?? (await storeFile(tx, letter, now));
        return {
          id: await openAttempt(tx, letterId, this.channel.name, now),
          letter: {
            reference: letterId,
            kind: letter.kind,
            language: letter.language,
            recipient: letter.recipient,
            pdf,
            sha256: sha256(pdf),
          },
        };
      });
    } catch (error) {
      if (!(error instanceof IncompleteLetter)) throw error;
      await this.db.pool.query(`UPDATE letter SET status = 'failed' WHERE id = $1`, [letterId]);
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

  private async recordDispatch({ id, letter }: OpenAttempt, reply: string): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE letter SET status = 'dispatched', dispatched_at = $2
          WHERE id = $1 AND status = 'produced'`,
        [letter.reference, now],
      );
      await tx.query(
        `UPDATE dispatch SET status = 'sent', finished_at = $2, reply = $3
          WHERE id = $1 AND status <> 'sent'`,
        [id, now, reply],
      );
      // Whoever moves the letter tells of it, so that it is told of once.
      if (rowCount === 1) {
        await enqueue(tx, [outboxRow(letterDispatched, { letterId: letter.reference })], now);
      }
    });
  }

  private async recordFailure({ id }: OpenAttempt, error: Error): Promise<void> {
    await this.db.pool.query(
      // The name alone: a channel's message may quote the letter.
      `UPDATE dispatch SET status = 'failed', finished_at = $2, reply = $3
        WHERE id = $1 AND status = 'sending'`,
      [id, await this.clock.now(), error.name],
    );
  }
}

async function lockLetter(tx: Tx, letterId: string): Promise<StoredLetter> {
  // Two statements in one trip: the second sees what was committed while the first waited.
  const [, { rows }] = await Promise.all([
    tx.query('SELECT 1 FROM letter WHERE id = $1 FOR UPDATE', [letterId]),
    tx.query<StoredLetter>(
      `SELECT l.id, l.kind, l.language, l.recipient, l.data, l.status, l.created_at, f.pdf
         FROM letter l LEFT JOIN letter_file f ON f.letter_id = l.id
        WHERE l.id = $1`,
      [letterId],
    ),
  ]);
  if (!rows[0]) throw new Refused({ code: 'letter-not-found', kind: 'absent' });
  return rows[0];
}

async function storeFile(tx: Tx, letter: StoredLetter, now: Date): Promise<Buffer> {
  const { pdf, pageCount } = render(letter);
  await tx.query('INSERT INTO letter_file (letter_id, pdf) VALUES ($1, $2)', [letter.id, pdf]);
  await tx.query(
    `UPDATE letter SET status = 'produced', sha256 = $2, page_count = $3, produced_at = $4,
            template_version = $5
      WHERE id = $1`,
    // The templates may have moved on since the letter was ordered: the row names those it was made from.
    [letter.id, sha256(pdf), pageCount, now, templateVersion(letter.kind, letter.language)],
  );
  return pdf;
}

/** Goes on with an attempt that a killed process left behind, or opens the next one. */
async function openAttempt(tx: Tx, letterId: string, channel: string, now: Date): Promise<string> {
  const { rows } = await tx.query<{ id: string }>(
    `WITH left_behind AS (
       SELECT id FROM dispatch
        WHERE letter_id = $2 AND channel = $3 AND status = 'sending'
        ORDER BY attempt DESC LIMIT 1
     ), opened AS (
       INSERT INTO dispatch (id, letter_id, channel, attempt, status, requested_at)
       SELECT $1, $2, $3,
              (SELECT coalesce(max(attempt), 0) + 1 FROM dispatch WHERE letter_id = $2),
              'sending', $4
        WHERE NOT EXISTS (SELECT FROM left_behind)
       RETURNING id
     )
     SELECT id FROM left_behind UNION ALL SELECT id FROM opened`,
    [randomUUID(), letterId, channel, now],
  );
  return rows[0]!.id;
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
