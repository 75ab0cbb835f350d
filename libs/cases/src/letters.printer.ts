import { letterKinds, type LetterSample, samplesOf } from '#letters';
import { documentKind } from './archive/document-kinds.rules.js';
import { letterCauses } from './letter.causes.rules.js';

/** `docs/letters.md`, printed from the table of causes and the examples of the letters. */
export function printLetters(): string {
  return [
    '# Letters',
    '',
    'Printed from `letterCauses` by `npm run docs`; a test fails when it is stale, another when an',
    'event causes a letter that does not stand here, or a letter here is caused by none.',
    '',
    'Every letter holds reference, title of the project, applicant, institution, date and caseworker;',
    'the table names what each needs beside that. fvl is forvaltningsloven, hrl helseregisterloven,',
    'hforsknl helseforskningsloven; *ours* is what no rule asks for and good practice does.',
    '',
    'A private party is written to in the language of the case (språklova section 15); Norwegian',
    'public bodies in the written standard of the case, and in bokmål where the case is in English.',
    '',
    '| Letter | Bokmål | Caused by | To | Law | Data |',
    '|---|---|---|---|---|---|',
    ...letterKinds.map((kind) => {
      const { events, recipients, law } = letterCauses[kind];
      return `| \`${kind}\` | ${documentKind(`letter:${kind}`).nb} | ${coded(events)} | ${recipients.join(', ')} | ${law} | ${coded(fieldsOf(samplesOf(kind)))} |`;
    }),
    '',
  ].join('\n');
}

const inEvery = [
  'caseReference',
  'projectTitle',
  'applicantName',
  'institutionName',
  'letterOn',
  'caseworkerName',
];

function fieldsOf(samples: readonly LetterSample[]): string[] {
  const names = new Set(samples.flatMap(({ data }) => Object.keys(data)));
  return [...names].filter((name) => !inEvery.includes(name));
}

function coded(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
