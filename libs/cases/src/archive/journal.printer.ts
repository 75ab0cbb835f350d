import retention from '../../../../data/rules/retention.json' with { type: 'json' };
import { documentKind, documentKinds } from './document-kinds.rules.js';
import { exemptionCodes, provisionOf } from './exemption.rules.js';
import { journalRules } from './journal.table.rules.js';

/** docs/archive.md, from the tables that the program itself follows. */
export function printArchive(): string {
  const rules = Object.entries(journalRules).flatMap(([event, rule]) =>
    rule === 'nothing' ? [] : [{ event, ...rule }],
  );
  const silent = Object.entries(journalRules).flatMap(([event, rule]) =>
    rule === 'nothing' ? [event] : [],
  );
  return [
    ...about,
    '## What is journalled when',
    '',
    '| Event | Document | Direction | Party |',
    '| --- | --- | --- | --- |',
    ...rules.map(
      ({ event, kind, direction, party, by }) =>
        `| \`${event}\`${by ? ` by ${by.join(', ')}` : ''} | ${documentKind(kind).en} | ${direction} | ${party} |`,
    ),
    '| `letter-dispatched` | the letter, whatever its kind | out | its recipient |',
    '',
    `Not journalled, being working papers or told by letter: ${silent.map((event) => `\`${event}\``).join(', ')}.`,
    '',
    '## What documents are exempted by at first',
    '',
    'A flag on the case comes before the kind, and a caseworker may assess each document anew.',
    '',
    '| Kind | Bokmål | Exemption |',
    '| --- | --- | --- |',
    ...documentKinds.map((kind) => {
      const { nb, exemption } = documentKind(kind);
      return `| \`${kind}\` | ${nb} | ${exemption ?? 'none'} |`;
    }),
    '',
    '| Exemption | Provision |',
    '| --- | --- |',
    ...exemptionCodes.map((code) => `| \`${code}\` | ${provisionOf(code)} |`),
    '',
    '## How long it is kept',
    '',
    '| What | Keep | Basis | Why |',
    '| --- | --- | --- | --- |',
    ...retention.map(({ what, keep, basis, why }) => `| ${what} | ${keep} | ${basis} | ${why} |`),
    '',
  ].join('\n');
}

const about = [
  '# The archive',
  '',
  'Printed from the tables by `npm run docs`. It is also the documentation plan (arkivlova section 8)',
  'for the cases: what is documented, when, where it is kept and for how long.',
  '',
  '- An entry is written in the transaction of its event, so none is lost and none comes twice. Its',
  '  number within the case is given under the lock of the case. Its number in the journal of the year',
  '  is given by one scheduled job that takes the entries in the order they were made: commands on',
  '  different cases never wait for each other, and a number is used only by a transaction that commits,',
  '  so there is no gap.',
  '- A letter keeps its sealed file; a text that came in is drawn as PDF/A from the frozen text; a file',
  '  that was sent in stays as it came. Each has its SHA-256. The database role of the program can',
  '  neither change nor delete any of it.',
  '- Advice from a registry within the body is an internal document (forvaltningsloven section 18 a): it',
  '  is journalled as type X, exempted by offentleglova section 14, and not in the public journal.',
  '- The public journal (`/journal`, `/api/v1/public/journal`, `/api/v1/public/journal.xml`) is a table of',
  '  its own with the fields that are public. It names the institution and never the person who applies,',
  '  calls a document by its kind and never by its project, whose title may be a research idea',
  '  (offentleglova section 26), and leaves out every case that has a flag while it has one.',
  '- `GET /api/v1/cases/{id}/archive` gives the case as Noark 5 with its files. When a case ends, the',
  '  package is handed over once to the archive core behind `ArchivePort`; where none is set up, to the',
  '  file store.',
  '- Requests for access (offentleglova sections 28 to 32) are not handled here yet.',
  '',
];
