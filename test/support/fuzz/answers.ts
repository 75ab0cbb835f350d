import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnswersAsDescribed, type DescribedApi } from '../answers.schema.js';
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
  readonly described: AnswersAsDescribed;

  constructor(document: DescribedApi) {
    this.described = new AnswersAsDescribed(document);
  }

  /** What is wrong with an answer; empty where nothing is. */
  faultsOf({ operation }: Shot, { status, type, text }: Answer): string[] {
    if (status >= 500) return [`answered ${status}: ${text.slice(0, 200)}`];
    // Parts of files, and what the asker has already, are of the protocol.
    if ([206, 303, 304].includes(status)) return [];
    const { method, path } = operation;
    const otherwise = this.described.faultOf({ method, path, status, type, text });
    if (status < 400) return otherwise ? [`is not as described: ${otherwise}`] : [];
    // An answer to HEAD has no body, and so no problem in it.
    if (method === 'HEAD') return [];
    const faults = innards.filter((each) => each.test(text)).map((each) => `shows ${each.source}`);
    if (otherwise) return [...faults, `is not as described: ${otherwise}`];
    const { code, status: said } = JSON.parse(text) as { code: string; status: number };
    if (said !== status) faults.push(`says ${said} and is ${status}`);
    if (!this.codes.has(code)) faults.push(`has the unknown code ${code}`);
    return faults;
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
