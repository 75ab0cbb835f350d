import { citationFor, cite, ruleBook } from '../rules/rule-book.rules.js';
import type { Base, Language, LetterKind, LetterOrder } from './letter.templates.js';

/** Letters that carry a decision (forvaltningsloven section 2): it goes with them as data too. */
export const decisionKinds = [
  'decision',
  'exemption-decision',
  'dismissal',
  'revocation',
  'change-decision',
  'extension-decision',
  'appeal-reversed',
  'appeal-dismissed',
] as const satisfies readonly LetterKind[];

/** A decision for machines: docs/decision-json.md. A change of shape is a new version. */
export interface DecisionDocument {
  format: 'tilgang-decision';
  version: 1;
  letter: { id: string; kind: LetterKind; language: Language; on: string };
  caseReference: string;
  project: { title: string; leaderName: string; institutionName: string };
  caseworkerName: string | null;
  /** The rules it is made under, as they stood when it was made. */
  rules: { name: string; act: string; sections: string; text: string }[];
  /** What was decided and why: the data of the letter. */
  decision: Record<string, unknown>;
}

/** What a letter says of a decision, as data; null where it carries none. */
export function decisionDocument(letter: {
  id: string;
  kind: LetterKind;
  language: Language;
  data: LetterOrder['data'];
}): DecisionDocument | null {
  const { id, kind, language } = letter;
  if (!decisionKinds.some((each) => each === kind)) return null;
  const {
    caseReference,
    projectTitle,
    applicantName,
    institutionName,
    letterOn,
    caseworkerName,
    ...decision
  } = letter.data as unknown as Base & Record<string, unknown>;
  return {
    format: 'tilgang-decision',
    version: 1,
    letter: { id, kind, language, on: letterOn },
    caseReference,
    project: { title: projectTitle, leaderName: applicantName, institutionName },
    caseworkerName,
    rules: rulesOf(decision, letterOn, language),
    decision,
  };
}

/** The document as text: the same data give the same bytes, in whatever order they were kept. */
export function writeDecision(document: DecisionDocument): string {
  return `${JSON.stringify(inOrder(document), null, 2)}\n`;
}

function rulesOf(
  decision: Record<string, unknown>,
  letterOn: string,
  language: Language,
): DecisionDocument['rules'] {
  const parts = Array.isArray(decision.exemptions) ? (decision.exemptions as unknown[]) : [];
  const named = [decision, ...parts].flatMap((part) => {
    const { rule, decidedOn } = part as { rule?: unknown; decidedOn?: unknown };
    const on = typeof decidedOn === 'string' ? decidedOn : letterOn;
    // A revocation gives its rule in words of its own.
    const isKnown = typeof rule === 'string' && Object.hasOwn(ruleBook.citations, rule);
    return isKnown ? [{ name: rule, on }] : [];
  });
  const rules = named.map(({ name, on }) => {
    const { act, sections } = citationFor(name, on);
    return { name, act, sections, text: cite(name, language, on).replaceAll('\u00a0', ' ') };
  });
  return rules.filter(
    ({ text }, index) => rules.findIndex((other) => other.text === text) === index,
  );
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, inOrder(item)]),
  );
}
