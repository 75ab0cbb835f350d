import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Shot } from './requests.js';

export interface Answer {
  status: number;
  type: string;
  text: string;
}

/** What an answer must never hold: traces, sentences of the database, addresses of our files. */
const innards: readonly RegExp[] = [
  /\n\s+at .{1,200}:\d+:\d+\)?/,
  /node_modules|\.(?:ts|js|mjs):\d+/,
  /\/(?:libs|apps|dist|work|home|root|usr)\/\w+/,
  /syntax error at or near|duplicate key value|violates (?:foreign|check|unique|not-null)/,
  /relation "\w+" does not exist|column "\w+"|invalid input syntax|current transaction is aborted/,
  /TypeError|ReferenceError|RangeError|QueryFailedError|ECONNREFUSED|ZodError/,
];

/** Holds answers against the document and against what no answer may show. */
export class AnswerCheck {
  private readonly codes = codesInSource();
  private readonly isProblem;

  constructor(problemSchema: object) {
    this.isProblem = new Ajv2020({ strict: false }).compile(problemSchema);
  }

  /** What is wrong with an answer; empty where nothing is. */
  faultsOf({ operation }: Shot, { status, type, text }: Answer): string[] {
    if (status >= 500) return [`answered ${status}: ${text.slice(0, 200)}`];
    if (status < 400) {
      const isPromised = operation.statuses.includes(status) || [206, 303, 304].includes(status);
      return isPromised ? [] : [`answered ${status}, which the document does not know of`];
    }
    // An answer to HEAD has no body, and so no problem in it.
    if (operation.method === 'HEAD') return [];
    const faults = innards.filter((each) => each.test(text)).map((each) => `shows ${each.source}`);
    if (!type.startsWith('application/problem+json')) return [...faults, `is ${type || 'untyped'}`];
    const problem = asJson(text);
    if (!this.isProblem(problem)) return [...faults, `is no problem: ${text.slice(0, 200)}`];
    const { code, status: said } = problem as { code: string; status: number };
    if (said !== status) faults.push(`says ${said} and is ${status}`);
    if (!this.codes.has(code)) faults.push(`has the unknown code ${code}`);
    return faults;
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Every word with hyphens that the source has as a text: a code that is made up stands out. */
function codesInSource(): ReadonlySet<string> {
  const files = ['libs', 'apps/api'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
      .map((file) => join(folder, file)),
  );
  const words = files.flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(/['"`]([a-z0-9]+(?:-[a-z0-9]+)*)['"`]/g),
  ]);
  return new Set(words.map(([, word]) => word!));
}
