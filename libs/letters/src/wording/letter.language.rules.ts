import type { Language, Recipient } from './letter.model.js';

/**
 * The language that a recipient is written to in. A private party is answered in the language of the
 * case (språklova section 15). Norwegian public bodies are written to in Norwegian, whatever the
 * applicant chose: in the written standard of the case, and in bokmål where it is in English.
 */
export function languageFor({ kind }: Pick<Recipient, 'kind'>, ofCase: Language): Language {
  return kind === 'applicant' || ofCase !== 'en' ? ofCase : 'nb';
}
