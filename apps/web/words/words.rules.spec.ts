import { describe, expect, it } from '@jest/globals';
import { wordsOfTheWeb } from './words.plugin.mjs';
import { type Words, wordFaults } from './words.rules.mjs';

const catalogue = {
  saved: 'Lagret',
  files_one: 'Én fil',
  files_other: '{{count}} filer',
  command: { submit: { name: 'Send inn', explain: 'Saken går til behandling.', do: 'Send inn' } },
};

const words = (change: Partial<Words>): Words => ({
  sources: [],
  catalogues: { nb: catalogue, nn: catalogue, en: { ...catalogue, command: english } },
  commands: ['submit'],
  ...change,
});

const english = { submit: { name: 'Submit', explain: 'The case is taken up.', do: 'Submit' } };

const page = (text: string) => words({ sources: [{ path: 'Page.tsx', text }] });

describe('the words of the web', () => {
  it('are whole: the build goes through', () => {
    expect(wordFaults(wordsOfTheWeb())).toEqual([]);
  });

  it('are read from every page there is, and every command of the API', () => {
    const { sources, commands } = wordsOfTheWeb();
    expect(sources.length).toBeGreaterThan(200);
    expect(commands.length).toBeGreaterThan(140);
  });
});

describe('the build fails', () => {
  it.each([
    ["const a = <p>{t('lost')}</p>;", 'Page.tsx:1 asks for lost, which no catalogue has'],
    ["const a = t(isDone ? 'saved' : 'lost');", 'asks for lost'],
    ['const a = t(`lost.${name}.do`);', 'asks for lost.….do'],
    ["const a = i18next.t('lost');", 'asks for lost'],
  ])('on a key that no catalogue has: %s', (text, fault) => {
    expect(wordFaults(page(text))).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    ["const a = t('saved');"],
    ["const a = t('files', { count: 2 });"],
    ['const a = t(`command.${name}.do`);'],
    ['const a = <code>node verify-log.mjs</code>;'],
    ['const a = <p>{name}, 1–2</p>;'],
  ])('not on %s', (text) => {
    expect(wordFaults(page(text))).toEqual([]);
  });

  it.each([
    ['const a = <p>Lagret nå</p>;', 'Lagret nå'],
    ['const a = <img alt="Kart over landet" />;', 'Kart over landet'],
    ['const a = <button aria-label="Lukk">×</button>;', 'Lukk'],
  ])('on text that stands in the code: %s', (text, fault) => {
    expect(wordFaults(page(text))).toEqual([
      `Page.tsx:1 shows text that is in no catalogue: ${fault}`,
    ]);
  });

  it('on a text that one language lacks, or has as nothing', () => {
    const nn = { ...catalogue, saved: ' ' };
    const { files_one: _, ...en } = { ...catalogue, command: english };
    expect(wordFaults(words({ catalogues: { nb: catalogue, nn, en } }))).toEqual([
      'nn lacks saved',
      'en lacks files_one',
    ]);
  });

  it('on a sentence that is in Norwegian in the English catalogue', () => {
    expect(
      wordFaults(words({ catalogues: { nb: catalogue, nn: catalogue, en: catalogue } })),
    ).toEqual(['en has the Norwegian words of command.submit.explain']);
  });

  it('on a command of the API that no page has words to offer by', () => {
    expect(wordFaults(words({ commands: ['submit', 'reopen-case'] }))).toEqual([
      'the command reopen-case of the API has no words to be offered by',
    ]);
  });
});
