import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { LetterOrder } from '../../letters/src/wording/letter.templates.js';
import { refuseUnsendable } from './case.consequences.js';

const { recipient, data } = JSON.parse(
  readFileSync('templates/letters/revocation/sample.json', 'utf8'),
) as Omit<Extract<LetterOrder, { kind: 'revocation' }>, 'kind'>;

const causing = (facts: string) =>
  refuseUnsendable({
    letters: [{ kind: 'revocation', recipient, data: { ...data, facts } }],
    jobs: [],
  });

describe('an event whose letter the law will not have sent', () => {
  it('is refused, with the missing part named [law 17]', () => {
    expect(causing('Dataene er brukt til noe annet.')).toBeNull();
    expect(causing(' ')).toMatchObject({
      refused: { code: 'decision-letter-incomplete', problems: [{ field: 'letter.facts' }] },
    });
  });
});
