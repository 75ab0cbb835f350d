import { type FieldProblem, type RefusalKind, Refused } from '#platform';

/** A refusal of the vault: codes and field names only, never a value that was sent. */
export function refuse(
  kind: RefusalKind,
  code: string,
  problems: readonly FieldProblem[] = [],
): Refused {
  return new Refused({ kind, code, problems: [...problems] });
}

/** The list as a whole cannot be read: nothing was changed, and it can be sent again mended. */
export function listRefused(code: string, rule: string, todo: string): Refused {
  return refuse('facts', code, [{ field: 'list', rule, todo }]);
}

export const unknownDomain = (): Refused => refuse('absent', 'unknown-domain');

export const keysDestroyed = (): Refused => refuse('gone', 'keys-destroyed');

export const domainDiffers = (): Refused => refuse('state', 'domain-differs');
