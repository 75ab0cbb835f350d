import { describe, expect, it } from '@jest/globals';
import { factsInWords } from './facts-in-words';

describe('the facts of a track in words', () => {
  it('count the answers of a completeness check', () => {
    const answers = {
      purpose: { answer: 'yes' as const },
      consent: { answer: 'not-relevant' as const },
      protocol: { answer: 'yes' as const },
    };
    const words = factsInWords({ state: 'complete', answers }, {});
    expect(words.checks).toEqual({ yes: 2, no: 0, 'not-relevant': 1 });
    expect(words.answers).toEqual([]);
  });

  it('say of each criterion what was found, with its reason', () => {
    const answers = { necessity: { isMet: true, reasonId: 'a', assessedByName: 'Signe' } };
    const words = factsInWords({ state: 'met', answers }, { a: 'Fordi.' });
    expect(words.checks).toBeUndefined();
    expect(words.answers).toEqual([
      { criterion: 'necessity', isMet: true, reason: 'Fordi.', assessedByName: 'Signe' },
    ]);
  });
});
