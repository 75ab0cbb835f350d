import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wordFaults } from './words.rules.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const root = join(web, '..', '..');

/** Ends the build where the words are not whole. @returns {import('vite').Plugin} */
export function wholeWords() {
  return {
    name: 'whole-words',
    apply: 'build',
    buildStart() {
      const faults = wordFaults(wordsOfTheWeb());
      if (faults.length > 0)
        this.error(['The words of the web are not whole:', ...faults].join('\n'));
    },
  };
}

/** The pages, their catalogues, and the commands that the API takes. */
export function wordsOfTheWeb() {
  const catalogue = (language) => readJson(join(web, 'src', 'texts', `${language}.json`));
  const { paths } = readJson(join(root, 'docs', 'openapi.json'));
  return {
    sources: readdirSync(join(web, 'src'), { recursive: true })
      .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.spec.ts'))
      .sort()
      .map((path) => ({
        path: relative(root, join(web, 'src', path)),
        text: readFileSync(join(web, 'src', path), 'utf8'),
      })),
    catalogues: { nb: catalogue('nb'), nn: catalogue('nn'), en: catalogue('en') },
    commands: Object.keys(paths).flatMap(
      (path) => /\/commands\/([a-z-]+)$/.exec(path)?.slice(1) ?? [],
    ),
  };
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
