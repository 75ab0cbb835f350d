import { createHash } from 'node:crypto';
import type { Database } from '#platform';
import { letterPdf } from '../letter.queries.js';
import type { Language, LetterKind, Recipient } from '../wording/letter.templates.js';
import type { ChannelName } from './dispatch.model.js';

export interface LetterToDispatch {
  letterId: string;
  /**
   * What the channel knows this sending by. A channel that is handed a reference twice sends once
   * and replies the same.
   */
  reference: string;
  kind: LetterKind;
  language: Language;
  /** Read from the letter only where a channel needs it. */
  title: () => string;
  caseReference: string;
  createdAt: Date;
  recipient: Recipient;
  /** Nine digits; null where the recipient has none. */
  organisationNumber: string | null;
  pdf: Buffer;
  sha256: Buffer;
}

/** A way out of the house. Post is none of these: a person carries it. */
export interface DispatchChannel {
  /** Stands in the dispatch rows. */
  readonly name: Exclude<ChannelName, 'print'>;
  /**
   * Hands a letter over and tells the channel's reply, a code without content. Throws
   * {@link NeverTaken} where the channel will not take it however often it is asked, and anything
   * else where it did not take it this time; the letter is then tried again under the same reference.
   */
  send(letter: LetterToDispatch): Promise<string>;
}

/** The channel did not take a letter; `code` is words of ours, never the channel's. */
export class NotTaken extends Error {
  constructor(readonly code: string) {
    super(code);
    this.name = code;
  }
}

/** Nor will it: a person has to act. */
export class NeverTaken extends NotTaken {}

/**
 * The recipient reads the letter in the portal. What the portal shows is the stored file of a
 * dispatched letter, so handing over means to make sure that the very bytes are there.
 */
export class PortalChannel implements DispatchChannel {
  readonly name = 'portal';

  constructor(private readonly db: Database) {}

  async send({ letterId, sha256 }: LetterToDispatch): Promise<string> {
    const pdf = await letterPdf(this.db, letterId);
    const isThere = pdf && createHash('sha256').update(pdf).digest().equals(sha256);
    if (!isThere) throw new NotTaken('portal-lacks-the-file');
    return 'held-by-portal';
  }
}
