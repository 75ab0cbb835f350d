// Prints docs/case-states.md from the machines, docs/clocks.md from the clocks, docs/archive.md from the journal, docs/letters.md from the table of causes, docs/access.md from the table of access, docs/openapi.json from the API and what its code answers, and the types of the web from that. Needs a build.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { answersInCode, printAnswers } from './openapi/answers.mjs';
import { printWebTypes } from './openapi/web-types.mjs';

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
const answers = answersInCode();
const document = await printOpenApi(answers);
writeFileSync(at('apps/api/src/openapi.answers.json'), printAnswers(answers));
writeFileSync(at('docs/openapi.json'), document);
writeFileSync(at('apps/web/src/api/schema.d.ts'), printWebTypes(JSON.parse(document)));
console.log(
  'docs/case-states.md, docs/clocks.md, docs/archive.md, docs/letters.md, docs/access.md, docs/openapi.json, apps/api/src/openapi.answers.json and apps/web/src/api/schema.d.ts are printed',
);
