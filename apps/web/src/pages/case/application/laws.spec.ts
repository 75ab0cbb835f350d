import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lawsIn } from './laws';

const folder = 'data/forms/2026-1';

describe('the law behind a question', () => {
  it.each([
    ['helseregisterloven § 19 a first para letter d', ['registries 19 a']],
    [
      'helseregisterloven §§ 19, 19 a, 19 b and 19 e (security bar)',
      ['registries 19', 'registries 19 a', 'registries 19 b', 'registries 19 e'],
    ],
    ['helsepersonelloven § 29 (from 1 June 2026, scheduled)', ['personnel 29']],
    ['helseforskningsloven §§ 6 and 9', ['research 6', 'research 9']],
    ['EHDS art. 67(2)(g), 69(2)(e) and 73', ['ehds 67', 'ehds 69', 'ehds 73']],
    ['GDPR art. 6(3) and 9(2)(j)', ['gdpr 6', 'gdpr 9']],
    ['D6.3 Annex 5 §8', []],
    ['helsedata.no', []],
    ['constructor § 1', []],
  ])('is read from %s', (source, laws) => {
    expect(lawsIn([source]).map(({ act, section }) => `${act} ${section}`)).toEqual(laws);
  });

  it('is named once', () => {
    expect(lawsIn(['EHDS art. 68(12)', 'EHDS art. 68(13)'])).toEqual([
      { act: 'ehds', section: '68' },
    ]);
  });

  it('stands behind most questions of the form', () => {
    const questions = readdirSync(folder)
      .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Part)
      .flatMap(({ questions: own = [] }) => own);
    const founded = questions.filter(({ sources }) => lawsIn(sources).length > 0);
    expect(founded.length).toBeGreaterThan(questions.length / 3);
  });
});

interface Part {
  questions?: { sources: string[] }[];
}
