import { STATUS_CODES } from 'node:http';
import type { FieldProblem, Refusal, RefusalKind } from './refused.js';

/** application/problem+json (RFC 9457), with a stable code and the fields at fault. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  /** When it is answered, in UTC: real time, whatever a demonstration's clock says. */
  at: string;
  code: string;
  problems: readonly FieldProblem[];
  /** Of a mistake of ours: by it the line in the log is found, and nothing else is told. */
  instance?: string;
}

const statusOf: Record<RefusalKind, number> = {
  malformed: 400,
  'signed-out': 401,
  // Signed in, and not recently enough (RFC 9470).
  'sign-in-too-old': 401,
  role: 403,
  absent: 404,
  state: 409,
  gone: 410,
  'too-large': 413,
  facts: 422,
  // The number that the tus protocol gives a part whose checksum is another.
  checksum: 460,
  'too-often': 429,
  unavailable: 503,
};

export function problemOf(refusal: Refusal): Problem {
  return problem(statusOf[refusal.kind], refusal.code, refusal.problems);
}

export function problem(
  status: number,
  code: string,
  problems: readonly FieldProblem[] = [],
): Problem {
  return {
    type: `urn:tilgang:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    // Some are made once and answered many times.
    get at() {
      return new Date().toISOString();
    },
    code,
    problems,
  };
}
