// npm run letters:gallery [folder]: every letter in every language with the data of its sample, and
// an index to open in a browser. Needs a build.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, letterKinds, render } from '../dist/libs/letters/src/index.js';
import { root } from './supervisor/programs.mjs';

const folder = process.argv[2] ?? join(root, '.cache', 'letters');
mkdirSync(folder, { recursive: true });

const rows = letterKinds.map((kind) => {
  const cells = languages.map((language) => {
    const { pageCount } = draw(kind, language);
    return `<td><a href="${kind}-${language}.pdf">${language}</a> (${pageCount})</td>`;
  });
  return `<tr><th scope="row">${kind}</th>${cells.join('')}</tr>`;
});
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
console.log(`${letterKinds.length * languages.length} letters: ${join(folder, 'index.html')}`);

function draw(kind, language) {
  const sample = JSON.parse(
    readFileSync(join(root, 'templates', 'letters', kind, 'sample.json'), 'utf8'),
  );
  const drawn = render({
    kind,
    language,
    recipient: sample.recipient,
    data: sample.data,
    id: '018f3c1a-0000-7000-8000-000000000001',
    created_at: new Date('2026-04-29T08:00:00.000Z'),
  });
  writeFileSync(join(folder, `${kind}-${language}.pdf`), drawn.pdf);
  return drawn;
}
