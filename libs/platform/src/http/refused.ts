/** Why a command or request was turned down: a value in the core, thrown once at the edge. */
export interface Refusal {
  /** A kebab-case fact, stable over time: `not-allowed-in-state`. */
  code: string;
  kind: RefusalKind;
  /** The fields or facts at fault, with the rule and what to do. Never a value that was sent. */
  problems?: readonly FieldProblem[];
}

/** What a refusal is about; decides the HTTP status. */
export type RefusalKind =
  | 'malformed'
  | 'signed-out'
  | 'sign-in-too-old'
  | 'role'
  | 'absent'
  | 'state'
  | 'gone'
  | 'too-large'
  | 'checksum'
  | 'facts'
  | 'too-often'
  | 'unavailable';

export interface FieldProblem {
  /** Path of the field in the request body, as `sources.0.justification`. */
  field: string;
  rule: string;
  todo: string;
  /** The rule by name, with its values, where a screen says it in its own words. */
  code?: string;
  params?: Readonly<Record<string, string | number>>;
}

export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}
