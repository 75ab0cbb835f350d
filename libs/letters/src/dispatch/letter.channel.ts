import type { Database } from '#platform';
import type { Language, LetterKind, Recipient } from '../wording/letter.templates.js';

export interface LetterToDispatch {
  /** The letter's id. A channel that is handed a reference twice sends once and replies the same. */
  reference: string;
  kind: LetterKind;
  language: Language;
  recipient: Recipient;
  pdf: Buffer;
  sha256: Buffer;
}

/** A way out of the house: the portal, a mailbox for citizens, print. */
export interface DispatchChannel {
  /** Stands in the dispatch rows. */
  readonly name: string;
  /**
   * Hands a letter over and tells the channel's reply, a code without content. Throws when the
   * channel did not take it; the letter is then tried again under the same reference.
   */
  send(letter: LetterToDispatch): Promise<string>;
}

/**
 * The recipient reads the letter in the portal. What the portal shows is the stored file of a
 * dispatched letter, so handing over means to make sure that the very bytes are there.
 */
export class PortalChannel implements DispatchChannel {
  readonly name = 'portal';

  constructor(private readonly db: Database) {}

  async send({ reference, sha256 }: LetterToDispatch): Promise<string> {
    const { rowCount } = await this.db.pool.query(
      'SELECT 1 FROM letter_file WHERE letter_id = $1 AND sha256(pdf) = $2',
      [reference, sha256],
    );
    if (rowCount !== 1) throw new Error('The portal does not hold the letter');
    return 'held-by-portal';
  }
}
