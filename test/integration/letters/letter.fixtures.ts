import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LetterKind, LetterOrder } from '#letters';

const templates = join(process.cwd(), 'templates/letters');

/** The order that the sample of a kind stands for. */
export function sampleOf(kind: LetterKind): LetterOrder {
  const sample = JSON.parse(readFileSync(join(templates, kind, 'sample.json'), 'utf8')) as Omit<
    LetterOrder,
    'kind'
  >;
  return { kind, ...sample } as LetterOrder;
}
