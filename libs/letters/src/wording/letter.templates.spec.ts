import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { lettersRoot } from '../letter.files.js';
import { parseForm, withoutNotes } from './letter.form.js';
import { letterKinds } from './letter.names.js';
import { samplesOf } from './letter.samples.js';
import { type Language, languages, type LetterData, type LetterKind } from './letter.templates.js';
import { type LetterContent, templateVersion, writeLetter } from './letter.writer.js';

const everyLetter = letterKinds.flatMap((kind) =>
  languages.map((language) => [kind, language] as const),
);

const everySample = everyLetter.flatMap(([kind, language]) =>
  samplesOf(kind).map(({ name }) => [kind, language, name] as const),
);

/** Fields that a kind of letter carries in its data but has no use for in its text. */
const unused: Partial<Record<LetterKind, string[]>> = {
  consultation: ['applicantName'],
  'consultation-reminder': ['applicantName'],
  'draft-lapse-warning': ['institutionName'],
};

describe('letter templates', () => {
  it('lie in one folder per kind, each with three languages and a sample [law 21]', () => {
    const folders = readdirSync(lettersRoot).filter(
      (name) => !['fonts', 'partials'].includes(name),
    );
    expect(folders.toSorted()).toEqual([...letterKinds].toSorted());
    for (const folder of folders) {
      expect(readdirSync(join(lettersRoot, folder)).toSorted()).toEqual([
        'en.hbs',
        'nb.hbs',
        'nn.hbs',
        'sample.json',
      ]);
    }
  });

  it('have the same partials in every language', () => {
    const [first, ...others] = languages.map((language) =>
      readdirSync(join(lettersRoot, 'partials', language)),
    );
    for (const other of others) expect(other).toEqual(first);
  });

  it.each(everySample)('%s in %s says what it has said: %s', (kind, language, name) => {
    expect(withoutNotes(writeLetter(sample(kind, language, name)))).toMatchSnapshot();
  });

  it.each(everyLetter)('%s in %s begins with one title, without data in it', (kind, language) => {
    const titles = read(`${kind}/${language}.hbs`).match(/^# .*$/gm);
    expect(titles).toHaveLength(1);
    expect(titles?.[0]).not.toContain('{{');
  });

  it.each(everySample)('%s in %s has the pieces of its sisters: %s', (kind, language, name) => {
    const shape = (of: Language) =>
      parseForm(writeLetter(sample(kind, of, name))).blocks.map((block) => block.kind);
    expect(shape(language)).toEqual(shape('nb'));
  });

  it.each(everyLetter)('%s in %s cannot be written when a field is missing', (kind, language) => {
    const content = sample(kind, language);
    for (const path of paths(content.data)) {
      const field = path.join('.');
      const isNeeded = !unused[kind]?.includes(field);
      const data = without(content.data, path) as never;
      expect([field, throws(() => writeLetter({ ...content, data }))]).toEqual([field, isNeeded]);
    }
  });

  it.each(everyLetter)('%s in %s has a version of its own', (kind, language) => {
    const version = templateVersion(kind, language);
    expect(version).toMatch(/^[0-9a-f]{12}$/);
    const same = everyLetter.filter(([k, l]) => templateVersion(k, l) === version);
    expect(same).toEqual([[kind, language]]);
  });
});

describe('a decision letter', () => {
  const words = (data: object, language: Language = 'nb') => {
    const content = sample('decision', language);
    return withoutNotes(writeLetter({ ...content, data: { ...content.data, ...data } as never }));
  };

  it.each([
    ['nb', /tre uker .*Helseklage.*dokumentene i saken.*Utsatt iverksetting/s],
    ['nn', /tre veker .*Helseklage.*dokumenta i saka.*Utsett iverksetjing/s],
    ['en', /three weeks .*Helseklage.*documents in the case.*Deferred effect/s],
  ] as const)(
    'says in %s how to appeal, to whom, and what else one may ask for [law 17] [R10.0.3]',
    (language, rights) => {
      expect(words({}, language)).toMatch(rights);
    },
  );

  it('names both decisions where an exemption was granted, and one where none was needed [law 15]', () => {
    expect(words({})).toContain('## Vedtak om dispensasjon fra taushetsplikten');
    const one = words({ exemptions: [], hasTwoDecisions: false });
    expect(one).not.toContain('## Vedtak om dispensasjon');
    expect(one).toContain('## Vedtak om tilgjengeliggjøring av helsedata');
  });

  it('says nothing of REK where REK had nothing to approve', () => {
    expect(words({ rek: null, conditions: [] })).not.toContain('REK');
  });

  it('speaks of permit and delivery only where something was granted', () => {
    const refusal = words({ outcome: 'refused', permitEndsOn: null, conditions: [] });
    expect(refusal).toContain('Søknaden er avslått');
    expect(refusal).not.toMatch(/Tillatelsen gjelder|## Vilkår|følge leveringen/);
    expect(words({ outcome: 'granted' })).toContain('Søknaden er innvilget');
  });

  it('lists variables, sources that others decide on, and conditions with their dates [law 16]', () => {
    const letter = words({});
    expect(letter).toMatch(/Dødsårsaksregisteret\tDødsdato\tAvslått\tMåned og år er nok/);
    expect(letter).toContain('Norsk hjerneslagregister: innvilget av den dataansvarlige');
    expect(letter).toMatch(/Frist: 31\.\u00a0desember 2031\. Følges opp av REK\./);
  });

  it('says how figures are made anonymous where the answer is statistics [R7.4.2(a)]', () => {
    const statistics = { minimumCellSize: 5, deliveryRoute: 'Portalen', safeguards: 'Avrundet.' };
    expect(words({ statistics })).toMatch(/Ingen celle er mindre enn 5\. .*Portalen\. Avrundet\./);
  });

  it('cites each decision by the rules of its own day [law 1]', () => {
    const [part] = (sample('decision', 'nb').data as LetterData['decision']).exemptions;
    const before = { ...part!, rule: 'patient-record-exemption', decidedOn: '2026-06-30' };
    const letter = words({ exemptions: [before], decidedOn: '2026-07-02' });
    expect(letter).toMatch(
      /gjort 30\.\u00a0juni 2026 av .* etter helsepersonelloven §\u00a029, jf\./,
    );
    const after = words({ exemptions: [{ ...before, decidedOn: '2026-07-01' }] });
    expect(after).toMatch(/etter helsepersonelloven §\u00a029\u00a0e, jf\./);
  });

  it('cites the rules that were in force when it was decided', () => {
    expect(words({})).toContain('helseregisterloven §\u00a019\u00a0a');
  });
});

function throws(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}

describe('the letter of an appeal that succeeds', () => {
  it.each([
    ['access', 'du får et nytt vedtak'],
    ['revocation', 'Tillatelsen gjelder igjen'],
    ['late-dismissal', 'som om den kom i tide'],
  ])('over %s says what follows from it: %s [law 18]', (decisionName, what) => {
    const content = sample('appeal-reversed', 'nb');
    const words = writeLetter({ ...content, data: { ...content.data, decisionName } as never });
    expect(words).toContain(what);
    expect(words.includes('du får et nytt vedtak')).toBe(decisionName === 'access');
  });
});

function sample(kind: LetterKind, language: Language, name = 'standard'): LetterContent {
  const { recipient, data } = samplesOf(kind).find((each) => each.name === name)!;
  return { kind, language, recipient, data };
}

function read(path: string): string {
  return readFileSync(join(lettersRoot, path), 'utf8');
}

/** The paths of all fields, also those inside lists. */
function paths(value: unknown): string[][] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const below = paths(inner).map((path) => [key, ...path]);
    return Array.isArray(value) ? below : [[key], ...below];
  });
}

function without(value: unknown, [key = '', ...rest]: string[]): unknown {
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) =>
      String(index) === key ? without(inner, rest) : inner,
    );
  }
  const object = value as Record<string, unknown>;
  if (rest.length > 0) return { ...object, [key]: without(object[key], rest) };
  const { [key]: _, ...others } = object;
  return others;
}
