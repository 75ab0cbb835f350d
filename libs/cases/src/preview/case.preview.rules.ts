import type { FreeText, Language } from '#letters';
import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import type { CaseCommand } from '../case.commands.js';
import { consequencesOf } from '../case.consequences.js';
import type { AccessCase, CaseEvent, CaseText, Context } from '../case.model.js';
import { lettersToSign } from './letters-to-sign.rules.js';

/** What a command would say to whom, before it is given. Pure. */

/** The letters of a command: those it sends, or those that its proposal becomes when it is signed. */
export interface LettersToCome {
  /** Of the case; some recipients are written to in another. */
  language: Language;
  letters: LetterOrder[];
  freeTexts: FreeText[];
}

/**
 * The letters to come of an event.
 *
 * @param accessCase the case as it would be after the event.
 * @param context with the event's own texts among its texts.
 * @param texts what the command itself wrote.
 */
export function lettersToCome(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
  { command, texts }: { command: CaseCommand; texts: readonly CaseText[] },
): LettersToCome {
  const toSign = lettersToSign(accessCase, event, context);
  return {
    language: accessCase.language,
    letters: toSign?.letters ?? consequencesOf(accessCase, event, context).letters,
    freeTexts: [
      ...typedTexts(command, [...texts, ...(toSign?.texts ?? [])]),
      ...Object.values(context.texts).map((body) => ({ body, field: null })),
    ],
  };
}

/** The command's own texts, each with the field that it was typed in. */
function typedTexts(command: CaseCommand, texts: readonly CaseText[]): FreeText[] {
  const bodies = new Set(texts.map(({ body }) => body));
  return leavesOf('proposal' in command ? command.proposal : command, '').filter(({ body }) =>
    bodies.has(body),
  );
}

function leavesOf(value: unknown, path: string): { body: string; field: string }[] {
  if (typeof value === 'string') return [{ body: value, field: path }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, item]) =>
    leavesOf(item, path === '' ? name : `${path}.${name}`),
  );
}
