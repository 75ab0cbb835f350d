import type { LetterKind } from '../../../letters/src/wording/letter.templates.js';

/**
 * Letters that a time limit runs from, or that answer by a day: who gets one is told at once, and
 * not with the day's other news (forvaltningsloven section 29, 2025 act sections 10 and 63).
 */
const alertedAtOnce: ReadonlySet<LetterKind> = new Set<LetterKind>([
  'decision',
  'exemption-decision',
  'change-decision',
  'extension-decision',
  'dismissal',
  'appeal-dismissed',
  'appeal-reversed',
  'appeal-statement',
  'appeal-period',
  'deferred-effect',
  'reasons',
  'exemption-revocation',
  'condition-reminder',
  'condition-outcome',
  'revocation',
  'prior-notice',
  'information-request',
  'information-reminder',
  'rek-questions',
  'draft-lapse-warning',
  'expiry-warning',
  'deletion-reminder',
]);

export function isAlertedAtOnce(kind: LetterKind): boolean {
  return alertedAtOnce.has(kind);
}
