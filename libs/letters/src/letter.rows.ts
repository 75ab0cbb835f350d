import { type OutboxRow, outboxRow } from '#platform';
import { asValue } from './wording/letter.form.js';
import { produceLetter } from './letter.jobs.js';
import { languageFor } from './wording/letter.language.rules.js';
import { assertComplete } from './wording/letter.rules.js';
import type { Language, LetterKind, LetterOrder, Recipient } from './wording/letter.templates.js';
import { templateVersion } from './wording/letter.writer.js';

/** A letter as the command that causes it inserts it: status `queued`, beside case, event and time. */
export interface LetterRowToInsert {
  id: string;
  kind: LetterKind;
  language: Language;
  templateVersion: string;
  recipient: Recipient;
  data: LetterOrder['data'];
}

/** An address block has room for no more, and the row's unique index has a largest key. */
const ADDRESS_LINES = 6;
const ADDRESS_LINE_LENGTH = 100;

/**
 * The rows of the letters an event causes, each with the outbox row that has it produced. Throws
 * {@link IncompleteLetter} on a letter that may not be sent.
 *
 * @param language of the case; each recipient is written to in its own ({@link languageFor}).
 */
export function letterRows(
  orders: readonly LetterOrder[],
  { language: ofCase, newId }: { language: Language; newId: () => string },
): { letters: LetterRowToInsert[]; outbox: OutboxRow[] } {
  const letters = orders.map(({ kind, recipient, data }) => {
    assertComplete(kind, data);
    const language = languageFor(recipient, ofCase);
    return {
      id: newId(),
      kind,
      language,
      templateVersion: templateVersion(kind, language),
      recipient: { ...recipient, lines: addressLines(recipient.lines) },
      data,
    };
  });
  const outbox = letters.map(({ id }) => outboxRow(produceLetter, { letterId: id }, newId()));
  return { letters, outbox };
}

function addressLines(lines: readonly string[]): string[] {
  return lines
    .map((line) => Array.from(asValue(line)).slice(0, ADDRESS_LINE_LENGTH).join(''))
    .filter((line) => line !== '')
    .slice(0, ADDRESS_LINES);
}
