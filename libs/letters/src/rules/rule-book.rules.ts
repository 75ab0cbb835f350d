import citationData from '../../../../data/rules/citations.json' with { type: 'json' };
import criteriaData from '../../../../data/rules/criteria.json' with { type: 'json' };
import startDates from '../../../../data/rules/start-dates.json' with { type: 'json' };
import { type RuleBook, type RuleSources, type Validity, readRuleBook } from './rule-book.model.js';

/**
 * The rules that hold on a day: criteria to be answered and paragraphs to be cited. They are data
 * with the days between which each version holds (`data/rules`), because paragraphs move and
 * criteria come and go on known dates. A version whose start the King has not decided waits for its
 * date in `start-dates.json`. Data with a gap, an overlap or a missing language stop the program.
 */
export const ruleBook: RuleBook = readRuleBook({
  criteria: criteriaData as RuleSources['criteria'],
  citations: citationData as RuleSources['citations'],
  startDates,
});

export type LegalBasis = keyof typeof criteriaData.bases;
export type CitationName = keyof typeof citationData.citations;

export const legalBases = Object.keys(criteriaData.bases) as LegalBasis[];

export interface CriterionInForce {
  id: string;
  /** The paragraph, written out in each language. */
  reference: Record<RuleLanguage, string>;
  /** Where it is not met, nothing may be granted, whatever else speaks for it. */
  isBar: boolean;
  wording: Record<RuleLanguage, { name: string; text: string }>;
}

export type RuleLanguage = 'nb' | 'nn' | 'en';

export interface CriteriaInForce {
  legalBasis: string;
  /** The version that a decision pins. */
  versionId: string;
  validFrom: string | null;
  validTo: string | null;
  citation: string;
  criteria: CriterionInForce[];
}

/** The criteria of a legal basis on a day; null on a day when that basis is not in force. */
export function criteriaInForce(
  basis: string,
  on: string,
  book: RuleBook = ruleBook,
): CriteriaInForce | null {
  const found = book.bases[basis];
  if (!found) throw new Error(`No legal basis is called ${basis}`);
  const version = found.versions.find((each) => holdsOn(each, on));
  return version ? criteriaOf(basis, version.id, book) : null;
}

/** The criteria of a version by its id: what a decision was made under, whatever holds today. */
export function criteriaOf(
  basis: string,
  versionId: string,
  book: RuleBook = ruleBook,
): CriteriaInForce | null {
  const found = book.bases[basis];
  const version = found?.versions.find(({ id }) => id === versionId);
  if (!found || !version) return null;
  return {
    legalBasis: basis,
    versionId,
    validFrom: version.validFrom,
    validTo: version.validTo,
    citation: found.citation,
    criteria: version.criteria.map(({ id, wording, reference, isBar = false }) => ({
      id,
      isBar,
      reference: {
        nb: writeReference(reference, 'nb', book),
        nn: writeReference(reference, 'nn', book),
        en: writeReference(reference, 'en', book),
      },
      wording: book.wordings[wording]!,
    })),
  };
}

/** The act and sections that a rule stands in on a day. Throws on an unknown name, or a day without. */
export function citationFor(name: string, on: string, book: RuleBook = ruleBook) {
  if (!Object.hasOwn(book.citations, name)) throw new Error(`No rule is called ${name}`);
  const version = book.citations[name]!.find((each) => holdsOn(each, on));
  if (!version) throw new Error(`The rule ${name} has no version in force on ${on}`);
  return version;
}

/**
 * Writes out a rule as it stood on a day: `helseregisterloven § 19 a`, in English
 * `section 19 a of the Health Registries Act (helseregisterloven)`. Throws on an unknown name.
 */
export function cite(
  name: string,
  language: RuleLanguage,
  on: string,
  book: RuleBook = ruleBook,
): string {
  const version = citationFor(name, on, book);
  const numbers = version.sections.split(', ').map((number) => number.replaceAll(' ', NO_BREAK));
  return writeSections(version.act, numbers, language, book);
}

/** All that holds on a day, for those who keep the rules: criteria, citations and what waits. */
export function rulesOn(on: string, book: RuleBook = ruleBook) {
  return {
    on,
    criteria: Object.keys(book.bases).flatMap((basis) => criteriaInForce(basis, on, book) ?? []),
    citations: Object.entries(book.citations).flatMap(([name, versions]) =>
      versions
        .filter((version) => holdsOn(version, on))
        .map((version) => ({
          name,
          ...version,
          text: {
            nb: cite(name, 'nb', on, book),
            nn: cite(name, 'nn', on, book),
            en: cite(name, 'en', on, book),
          },
        })),
    ),
    /** Versions that are passed and wait for a date. */
    awaiting: book.awaiting,
  };
}

const NO_BREAK = '\u00a0';
const ordinals: Record<RuleLanguage, readonly string[]> = {
  nb: ['første', 'annet', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuende', 'åttende'],
  nn: ['første', 'andre', 'tredje', 'fjerde', 'femte', 'sjette', 'sjuande', 'åttande'],
  en: ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'],
};

function holdsOn({ validFrom, validTo }: Validity, on: string): boolean {
  return (validFrom === null || validFrom <= on) && (validTo === null || on < validTo);
}

interface Reference {
  act: string;
  section: string;
  paragraph?: number | undefined;
  letter?: string | undefined;
}

/** `helseregisterloven § 19 a første ledd bokstav b`; a regulation of the union has articles. */
function writeReference(
  { act, section, paragraph, letter }: Reference,
  language: RuleLanguage,
  book: RuleBook,
): string {
  const number = section.replaceAll(' ', NO_BREAK);
  const ordinal = paragraph === undefined ? '' : (ordinals[language][paragraph - 1] ?? '');
  if (act === 'ehds') {
    const name = book.acts[act]![language];
    if (language === 'en') {
      return `Article${NO_BREAK}${number}(${paragraph})${letter ? `(${letter})` : ''} of ${name}`;
    }
    return `${name} artikkel${NO_BREAK}${number} nr.${NO_BREAK}${paragraph}${letter ? ` bokstav ${letter}` : ''}`;
  }
  if (language === 'en') {
    const place = [ordinal && `${ordinal} paragraph`, letter && `letter ${letter}`].filter(Boolean);
    return [...place, writeSections(act, [number], language, book)].join(', ');
  }
  const place = [ordinal && ` ${ordinal} ledd`, letter && ` bokstav ${letter}`].filter(Boolean);
  return writeSections(act, [number], language, book) + place.join('');
}

function writeSections(
  act: string,
  numbers: readonly string[],
  language: RuleLanguage,
  book: RuleBook,
): string {
  const name = book.acts[act]![language];
  const isOne = numbers.length === 1;
  const isArticle = act === 'ehds';
  if (language === 'en') {
    const word = isArticle ? 'Article' : isOne ? 'section' : 'sections';
    return `${word}${NO_BREAK}${numbers.join(' and ')} of ${name}`;
  }
  const sign = isArticle ? 'artikkel' : isOne ? '§' : '§§';
  return `${name} ${sign}${NO_BREAK}${numbers.join(' og ')}`;
}
