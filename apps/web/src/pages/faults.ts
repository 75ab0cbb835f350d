import type { TFunction } from 'i18next';
import type { FieldProblem } from '../api/client';

/** What the server says about a field, as it says it, with the words the reader gets. */
const rules: [pattern: RegExp, key: string][] = [
  [/^is required$/, 'required'],
  [/^must not be empty$/, 'required'],
  // The forms send the right kind of value or none.
  [/^must be (string|number|int|boolean|object|array|one of .*)$/, 'required'],
  [/^at least 1 (characters|items)$/, 'required'],
  [/^at least (?<count>\d+) characters/, 'too-short'],
  [/^at most (?<count>\d+) characters$/, 'too-long'],
  [/^at most (?<count>\d+) items$/, 'too-many'],
  [/^at most (?<count>\d+)$/, 'too-big'],
  [/^at least (?<count>\d+)$/, 'too-small'],
  [/^a SHA-256 of 64/, 'sha256'],
  [/^must be one line$/, 'one-line'],
  [/^holds a character that cannot be printed$/, 'unprintable'],
  [/calendar date/, 'date'],
  [/^an organisation number/, 'organisation-number'],
  [/^at least one registry$/, 'registry-needed'],
  [/^the period ends on or after/, 'period'],
  [/^the project ends after today$/, 'project-end'],
  [/^medical research has a protocol/, 'protocol'],
  [/^the registry stands in the catalogue$/, 'registry-unknown'],
  [/^a registry is named once$/, 'registry-repeated'],
];

/** The fault in one field, in the reader's language. */
export function faultText(
  t: TFunction,
  problem: { code: string },
  { rule, code, params }: FieldProblem,
): string {
  if (code) return t(`fault.${code}`, { ...params });
  for (const [pattern, key] of rules) {
    const match = pattern.exec(rule);
    if (match) return t(`rule.${key}`, { ...match.groups });
  }
  return refusalText(t, problem) ?? t('rule.other', { rule });
}

/** Why a command was turned down, where the code alone says it; null where it does not. */
export function refusalText(t: TFunction, { code }: { code: string }): string | null {
  const key = `refusal.${code}`;
  const text = t(key, { defaultValue: '' });
  return text === '' ? null : text;
}
