import titleData from '../../../../data/rules/act-titles.json' with { type: 'json' };
import type { RuleBook } from './rule-book.model.js';
import { type RuleLanguage, ruleBook } from './rule-book.rules.js';

/** The full titles of the acts, as footnotes give them. */
export const actTitles = readTitles(titleData, ruleBook);

/** The full title of an act: date, number and subject. */
export function actTitle(act: string, language: RuleLanguage): string {
  return actTitles[act]![language];
}

/** Throws where an act that can be cited has no title in one of the languages. */
export function readTitles(
  titles: Readonly<Record<string, Partial<Record<RuleLanguage, string>>>>,
  book: RuleBook,
): Readonly<Record<string, Record<RuleLanguage, string>>> {
  const without = Object.keys(book.acts).filter((act) => {
    const { nb = '', nn = '', en = '' } = titles[act] ?? {};
    return [nb, nn, en].includes('');
  });
  if (without.length > 0) throw new Error(`Acts without a title: ${without.join(', ')}`);
  return titles as Record<string, Record<RuleLanguage, string>>;
}
