// Prints docs/case-states.md from the machines, docs/clocks.md from the clocks, docs/archive.md from the journal, docs/letters.md from the table of causes, docs/access.md from the table of access and docs/openapi.json from the API. Needs a build.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const { printArchive, printClocks, printLetters, printStates } =
  await import('../dist/libs/cases/src/index.js');
const { printAccess } = await import('../dist/apps/api/src/access/access.printer.js');
const { printOpenApi } = await import('../dist/apps/api/src/openapi.print.js');

writeFileSync(at('docs/case-states.md'), printStates());
writeFileSync(at('docs/clocks.md'), printClocks());
writeFileSync(at('docs/archive.md'), printArchive());
writeFileSync(at('docs/letters.md'), printLetters());
writeFileSync(at('docs/access.md'), printAccess());
writeFileSync(at('docs/openapi.json'), await printOpenApi());
console.log(
  'docs/case-states.md, docs/clocks.md, docs/archive.md, docs/letters.md, docs/access.md and docs/openapi.json are printed',
);
