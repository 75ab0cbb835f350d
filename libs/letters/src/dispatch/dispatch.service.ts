import {
  type Clock,
  type Database,
  enqueue,
  openedRow,
  outboxRow,
  placeOf,
  Refused,
  type Tx,
} from '#platform';
import { letterDispatched, letterGivenUp, produceLetter } from '../letter.jobs.js';
import { parseForm } from '../wording/letter.form.js';
import { writeLetter } from '../wording/letter.writer.js';
import type { ChannelName, ChosenChannel, DispatchFacts, RetryPolicy } from './dispatch.model.js';
import { channelsFor, retryDelayMs, standardRetries } from './dispatch.rules.js';
import {
  type Attempt,
  dispatchFacts,
  latestAttempts,
  type LetterToSend,
  lockLetterToSend,
  openAttempt,
} from './dispatch.rows.js';
import {
  type DispatchChannel,
  type LetterToDispatch,
  NeverTaken,
  NotTaken,
} from './letter.channel.js';

/** The channels there are, and which of them a letter goes by. */
export interface DispatchRoutes {
  channels: readonly DispatchChannel[];
  choose: (facts: DispatchFacts) => readonly ChosenChannel[];
}

/** The routes of the table in dispatch.rules.ts, by these channels. */
export function routesBy(channels: readonly DispatchChannel[]): DispatchRoutes {
  return { channels, choose: channelsFor };
}

interface OpenAttempt {
  attempt: Attempt;
  letter: LetterToDispatch;
}

/**
 * Carries a produced letter out of the house. Each step looks at the rows first and goes on from
 * what is done, so it may run twice, at once, or after a kill at any point; every try is a row.
 */
export class DispatchService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly routes: DispatchRoutes,
    private readonly retries: RetryPolicy = standardRetries,
    private readonly chance: () => number = Math.random,
  ) {}

  /** Sends what is to be sent now. A channel's failure is recorded, not thrown. */
  async dispatch(letterId: string): Promise<void> {
    for (const open of await this.openAttempts(letterId)) await this.send(open);
  }

  /** The attempts to make now: those a killed process left, those whose time has come, the first. */
  private async openAttempts(letterId: string): Promise<OpenAttempt[]> {
    const now = await this.clock.now();
    const open = await this.db.transaction(async (tx) => {
      const letter = await lockLetterToSend(tx, letterId);
      if (!letter?.pdf || !letter.sha256) return null;
      const facts = await dispatchFacts(tx, letter.recipient);
      const latest = await latestAttempts(tx, letterId);
      const attempts =
        latest.length === 0
          ? await this.firstAttempts(tx, letterId, facts, now)
          : await Promise.all(latest.map((attempt) => nextAttempt(tx, letterId, attempt, now)));
      return { letter, facts, attempts: attempts.filter((one) => one?.status === 'sending') };
    });
    if (!open || open.attempts.length === 0) return [];
    const { letter, facts, attempts } = open;
    const { keyId, rowKey } = letter;
    const resting = { bytes: letter.pdf!, keyId, rowKey };
    const pdf = await openedRow(this.db, placeOf('letter_file', letterId), resting);
    return attempts.map((attempt) => ({
      attempt: attempt!,
      letter: letterToDispatch({ ...letter, pdf }, attempt!.reference, facts.organisationNumber),
    }));
  }

  private async firstAttempts(
    tx: Tx,
    letterId: string,
    facts: Omit<DispatchFacts, 'hasEFormidling'>,
    now: Date,
  ): Promise<Attempt[]> {
    const hasEFormidling = this.routes.channels.some(({ name }) => name === 'eformidling');
    const attempts: Attempt[] = [];
    for (const chosen of this.routes.choose({ ...facts, hasEFormidling })) {
      const first = { ...chosen, reference: letterId, try: 1, requestedBy: null };
      attempts.push(await openAttempt(tx, letterId, first, now));
    }
    return attempts;
  }

  private async send(open: OpenAttempt): Promise<void> {
    const channel = this.routes.channels.find(({ name }) => name === open.attempt.channel);
    let reply: string;
    try {
      if (!channel) throw new NeverTaken('channel-not-set-up');
      reply = await channel.send(open.letter);
    } catch (error) {
      return this.recordFailure(open, error as Error);
    }
    await this.recordSent(open, reply);
  }

  private async recordSent({ attempt, letter }: OpenAttempt, reply: string): Promise<void> {
    const now = await this.clock.now();
    await this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM letter WHERE id = $1 FOR UPDATE', [letter.letterId]);
      const { rowCount } = await tx.query(
        `UPDATE dispatch SET status = 'sent', finished_at = $2, reply = $3
          WHERE id = $1 AND status <> 'sent'`,
        [attempt.id, now, reply],
      );
      if (rowCount === 1) await letterLeft(tx, letter.letterId, attempt, now);
    });
  }

  private async recordFailure({ attempt, letter }: OpenAttempt, error: Error): Promise<void> {
    const now = await this.clock.now();
    const delayMs =
      error instanceof NeverTaken ? null : retryDelayMs(attempt.try, this.chance(), this.retries);
    const nextAttemptAt = delayMs === null ? null : new Date(now.getTime() + delayMs);
    await this.db.transaction(async (tx) => {
      const { rowCount } = await tx.query(
        `UPDATE dispatch SET status = $2, finished_at = $3, reply = $4, next_attempt_at = $5
          WHERE id = $1 AND status = 'sending'`,
        [
          attempt.id,
          nextAttemptAt ? 'failed' : 'dead',
          now,
          // Our own word for it alone: a channel's message may quote the letter.
          error instanceof NotTaken ? error.code : error.name,
          nextAttemptAt,
        ],
      );
      if (rowCount !== 1) return;
      if (!nextAttemptAt) return giveUp(tx, letter.letterId, attempt, now);
      // A new row: a job that failed blocks its own id.
      const again = outboxRow(produceLetter, { letterId: letter.letterId });
      await enqueue(tx, [again], now, nextAttemptAt);
    });
  }
}

/** Notes that a letter has left and tells the case; whoever moves the attempt calls it, so once. */
export async function letterLeft(
  tx: Tx,
  letterId: string,
  { id: dispatchId, isCopy }: Pick<Attempt, 'id' | 'isCopy'>,
  at: Date,
): Promise<void> {
  // One that was given up and is sent anew leaves a second time: what came of the first is past.
  const { rowCount } = await tx.query(
    `UPDATE letter SET status = 'dispatched', dispatched_at = $2, alerted_at = NULL
      WHERE id = $1 AND NOT $3`,
    [letterId, at, isCopy],
  );
  await tx.query(
    `UPDATE letter SET failed_at = NULL WHERE id = $1 AND failed_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM dispatch d WHERE d.letter_id = $1 AND d.status = 'dead'
                           AND d.attempt > (SELECT coalesce(max(s.attempt), 0) FROM dispatch s
                                             WHERE s.letter_id = $1 AND s.is_copy = d.is_copy
                                               AND s.status = 'sent'))`,
    [letterId],
  );
  if (rowCount === 1) {
    await enqueue(tx, [outboxRow(letterDispatched, { letterId, dispatchId })], at);
  }
}

/** Leaves a letter to people: it stands among the dead letters until somebody sends it anew. */
export async function giveUp(
  tx: Tx,
  letterId: string,
  { id, isCopy }: Pick<Attempt, 'id' | 'isCopy'>,
  at: Date,
): Promise<void> {
  await tx.query(
    `UPDATE letter SET failed_at = $2,
            status = CASE WHEN $3 OR dispatched_at IS NOT NULL THEN status ELSE 'failed' END
      WHERE id = $1`,
    [letterId, at, isCopy],
  );
  await enqueue(tx, [outboxRow(letterGivenUp, { letterId, dispatchId: id })], at);
}

/**
 * The portal holds the letter, but the alert that would have told of it was refused for good: the
 * letter has not reached its recipient (eForvaltningsforskriften section 8), so it is given up.
 */
export async function alertRefused(tx: Tx, letterId: string, at: Date): Promise<void> {
  await tx.query('SELECT 1 FROM letter WHERE id = $1 FOR UPDATE', [letterId]);
  const { rows } = await tx.query<{ id: string; isCopy: boolean }>(
    `UPDATE dispatch SET status = 'dead', receipt = 'alert-refused'
      WHERE letter_id = $1 AND channel = 'portal' AND status = 'sent'
     RETURNING id, is_copy AS "isCopy"`,
    [letterId],
  );
  for (const row of rows) await giveUp(tx, letterId, row, at);
}

/** Goes on with an attempt that a killed process left behind, or opens the next when it is due. */
async function nextAttempt(
  tx: Tx,
  letterId: string,
  last: Attempt,
  now: Date,
): Promise<Attempt | null> {
  if (last.status === 'sending') return last;
  const isDue = last.status === 'failed' && last.nextAttemptAt && last.nextAttemptAt <= now;
  if (!isDue) return null;
  return openAttempt(tx, letterId, { ...last, try: last.try + 1, requestedBy: null }, now);
}

function letterToDispatch(
  letter: LetterToSend,
  reference: string,
  organisationNumber: string | null,
): LetterToDispatch {
  const { id, kind, language, recipient, data, created_at: createdAt } = letter;
  return {
    letterId: id,
    reference,
    kind,
    language,
    title: () => titleOf(letter),
    caseReference: data.caseReference,
    createdAt,
    recipient,
    organisationNumber,
    pdf: letter.pdf!,
    sha256: letter.sha256!,
  };
}

function titleOf(letter: LetterToSend): string {
  const title = parseForm(writeLetter(letter)).blocks.find(({ kind }) => kind === 'title');
  return title && 'text' in title ? title.text : letter.data.caseReference;
}

/**
 * Sends a dead letter anew by the channel a person has chosen, in the caller's transaction. The
 * reference stays, unless the channel had taken it and lost it on the way: then it would know the
 * reference and take it for a repetition.
 *
 * Throws {@link Refused} `letter-not-found`, `letter-not-failed` or `letter-without-file`.
 *
 * @returns the number of the new attempt.
 */
export async function resend(
  tx: Tx,
  letterId: string,
  { channel, requestedBy, newId }: { channel: ChannelName; requestedBy: string; newId: string },
  now: Date,
): Promise<number> {
  const letter = await lockLetterToSend(tx, letterId);
  if (!letter) throw new Refused({ code: 'letter-not-found', kind: 'absent' });
  if (!letter.pdf) throw new Refused({ code: 'letter-without-file', kind: 'state' });
  const latest = await latestAttempts(tx, letterId);
  const dead = latest.filter(({ status }) => status === 'dead');
  const isOpen = latest.some(
    ({ status, isCopy }) => !isCopy && ['sending', 'failed', 'waiting'].includes(status),
  );
  if (dead.length === 0 || isOpen) throw new Refused({ code: 'letter-not-failed', kind: 'state' });
  const replaced = dead.find(({ isCopy }) => !isCopy) ?? dead[0]!;
  const { rowCount } = await tx.query(
    `SELECT FROM dispatch WHERE letter_id = $1 AND channel = $2 AND reference = $3
        AND receipt IS NOT NULL`,
    [letterId, channel, replaced.reference],
  );
  const wasTaken = rowCount !== 0;
  const { attempt } = await openAttempt(
    tx,
    letterId,
    {
      channel,
      reason: 'chosen',
      isCopy: replaced.isCopy,
      reference: wasTaken ? newId : replaced.reference,
      try: 1,
      requestedBy,
    },
    now,
  );
  await tx.query('UPDATE letter SET failed_at = NULL WHERE id = $1', [letterId]);
  await enqueue(tx, [outboxRow(produceLetter, { letterId })], now);
  return attempt;
}
