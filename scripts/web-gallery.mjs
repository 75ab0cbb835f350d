// npm run web:gallery [folder]: every page of the Tilgang that runs on the data folder (or at
// TILGANG_URL), as the people of the demonstration see it, in three widths, both themes and three
// languages, on one sheet to open in a browser; with what axe and the console said of each.
// --only name,name --languages nb --themes light
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { languages, openBrowser, themes, tour, widths } from './gallery/tour.mjs';
import { visits } from './gallery/visits.mjs';
import { readJson } from './supervisor/files.mjs';
import { root } from './supervisor/programs.mjs';
import { dataFolderHere } from './supervisor/running.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    languages: { type: 'string', default: languages.join() },
    themes: { type: 'string', default: themes.join() },
  },
});
const folder = positionals[0] ?? join(root, '.cache', 'gallery');

async function main() {
  const url = process.env.TILGANG_URL ?? urlHere();
  const only = values.only?.split(',');
  const wanted = visits.filter(({ name }) => !only || only.includes(name));
  mkdirSync(folder, { recursive: true });
  const browser = await openBrowser();
  const all = [];
  const pictures = async (page, { name, theme, language }) => {
    for (const [width, pixels] of Object.entries(widths)) {
      await page.setViewportSize({ width: pixels, height: 900 });
      await page.screenshot({
        path: join(folder, fileOf(name, theme, language, width)),
        fullPage: true,
      });
    }
  };
  try {
    const asked = {
      visits: wanted,
      themes: values.themes.split(','),
      languages: values.languages.split(','),
      see: pictures,
    };
    for await (const seen of tour(browser, url, asked)) {
      all.push(seen);
      for (const fault of seen.faults) {
        console.log(`${seen.name} ${seen.theme} ${seen.language}: ${fault}`);
      }
    }
  } finally {
    await browser.close();
  }
  writeFileSync(join(folder, 'index.html'), sheet(all));
  const faults = all.reduce((sum, seen) => sum + seen.faults.length, 0);
  const count = all.length * Object.keys(widths).length;
  console.log(`${count} pictures, ${faults} faults: ${join(folder, 'index.html')}`);
  if (faults > 0) process.exitCode = 1;
}

function urlHere() {
  const run = readJson(join(dataFolderHere(), 'run.json'));
  if (!run?.api)
    throw new Error('No Tilgang runs here. Start one with npm start, in another window.');
  return `http://127.0.0.1:${run.api.port}`;
}

const fileOf = (...parts) => `${parts.join('-')}.png`;

function sheet(all) {
  const names = [...new Set(all.map(({ name }) => name))];
  const sections = names.map((name) => {
    const figures = all
      .filter((seen) => seen.name === name)
      .flatMap(({ theme, language, faults }) =>
        Object.keys(widths).map((width) => {
          const file = fileOf(name, theme, language, width);
          const told = faults.length > 0 ? `, ${faults.length} faults` : '';
          return `<figure data-theme="${theme}" data-language="${language}" data-width="${width}"><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${width}, ${theme}, ${language}${told}</figcaption></figure>`;
        }),
      );
    return `<section id="${name}"><h2>${name}</h2><div>${figures.join('')}</div></section>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Pages of Tilgang</title>
<style>
body { font: 16px system-ui; margin: 2rem; } nav { columns: 4; } section div { display: flex; gap: 1rem; overflow-x: auto; }
figure { margin: 0; } img { height: 24rem; border: 1px solid #888; object-fit: cover; object-position: top; }
</style>
<h1>Pages</h1>
<nav><ul>${names.map((name) => `<li><a href="#${name}">${name}</a></li>`).join('')}</ul></nav>
${sections.join('\n')}
</html>
`;
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
