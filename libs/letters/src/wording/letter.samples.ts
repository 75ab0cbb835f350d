import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lettersRoot } from '../letter.files.js';
import type { LetterData, LetterKind, Recipient } from './letter.templates.js';

/** An example of a letter: what its templates are read, tested and shown with. */
export interface LetterSample<Kind extends LetterKind = LetterKind> {
  /** `standard`, or what it is a variant of the standard in: `refused`, `statistics`. */
  name: string;
  recipient: Recipient;
  data: LetterData[Kind];
}

interface SampleFile {
  recipient: Recipient;
  data: object;
  variants?: Record<string, { recipient?: Recipient; data?: object }>;
}

/**
 * The examples of a kind from its `sample.json`: the standard, then each variant, which is the
 * standard with some of its data replaced. Together they reach every branch of its templates.
 */
export function samplesOf<Kind extends LetterKind>(kind: Kind): LetterSample<Kind>[] {
  const file = JSON.parse(
    readFileSync(join(lettersRoot, kind, 'sample.json'), 'utf8'),
  ) as SampleFile;
  const { recipient, data, variants = {} } = file;
  return [
    { name: 'standard', recipient, data: data as LetterData[Kind] },
    ...Object.entries(variants).map(([name, variant]) => ({
      name,
      recipient: variant.recipient ?? recipient,
      data: { ...data, ...variant.data } as LetterData[Kind],
    })),
  ];
}
