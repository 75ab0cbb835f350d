// npm run letters:gallery [folder]: every letter in every language with the data of each of its
// samples, and an index to open in a browser. Needs a build.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, letterKinds, render, samplesOf } from '../dist/libs/letters/src/index.js';
import { root } from './supervisor/programs.mjs';

const identity = {
  id: '018f3c1a-0000-7000-8000-000000000001',
  created_at: new Date('2026-04-29T08:00:00.000Z'),
};
const folder = process.argv[2] ?? join(root, '.cache', 'letters');
mkdirSync(folder, { recursive: true });

let count = 0;
const rows = letterKinds.flatMap((kind) =>
  samplesOf(kind).map(({ name: sample, recipient, data }) => {
    const name = sample === 'standard' ? kind : `${kind}-${sample}`;
    const cells = languages.map((language) => {
      const { pdf, pageCount } = render({ kind, language, recipient, data, ...identity });
      writeFileSync(join(folder, `${name}-${language}.pdf`), pdf);
      count += 1;
      return `<td><a href="${name}-${language}.pdf">${language}</a> (${pageCount})</td>`;
    });
    return `<tr><th scope="row">${name}</th>${cells.join('')}</tr>`;
  }),
);
writeFileSync(
  join(folder, 'index.html'),
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Letters of Tilgang</title>
<h1>Letters</h1>
<table>
<thead><tr><th scope="col">Letter</th>${languages.map((name) => `<th scope="col">${name} (pages)</th>`).join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</html>
`,
);
console.log(`${count} letters: ${join(folder, 'index.html')}`);
