import { archiveCreator } from './noark.words.rules.js';
import { type NoarkElement, noarkXml, structureNamespace } from './noark.writer.js';
import { noarkType } from './journal.rules.js';
import type { PublicRow } from './public-journal.queries.js';
import { inWords, leftOut, publicCaseTitle, publicTitle } from './public-journal.words.rules.js';

/**
 * The public journal in the form that eInnsyn takes: Noark 5, without any number of identity, any
 * document, and any title or party that is left out.
 */
export function publicJournalXml(rows: readonly PublicRow[]): string {
  const cases = grouped(rows);
  return noarkXml(structureNamespace, [
    'arkiv',
    [
      ['systemID', 'tilgang-offentlig-journal'],
      ['tittel', 'Offentlig journal'],
      ['arkivskaper', archiveCreator],
      [
        'arkivdel',
        [
          ['systemID', 'tilgang-saksarkiv'],
          ['tittel', 'Saksarkiv'],
          ['arkivdelstatus', 'Aktiv periode'],
          ...[...cases.values()].map(caseElement),
        ],
      ],
    ],
  ]);
}

function grouped(rows: readonly PublicRow[]): Map<string, PublicRow[]> {
  const cases = new Map<string, PublicRow[]>();
  for (const row of rows) {
    const held = cases.get(row.caseReference);
    if (held) held.push(row);
    else cases.set(row.caseReference, [row]);
  }
  return cases;
}

function caseElement(rows: readonly PublicRow[]): NoarkElement {
  const [{ caseReference, caseKind }] = rows as [PublicRow];
  const [, year = '', sequence = ''] = caseReference.split('-');
  const title = publicCaseTitle(caseKind, 'nb');
  return [
    'mappe',
    [
      ['systemID', caseReference],
      ['mappeID', caseReference],
      ['tittel', title],
      ['offentligTittel', title],
      ...rows.map(entryElement),
      ['saksaar', year],
      ['sakssekvensnummer', Number(sequence)],
      ['administrativEnhet', 'Helsedataservice'],
    ],
    'saksmappe',
  ];
}

function entryElement(row: PublicRow): NoarkElement {
  const { exemption } = inWords(row, 'nb');
  const title = publicTitle(row, 'nb');
  return [
    'registrering',
    [
      ['systemID', `${row.year}-${row.sequence}`],
      exemption === null
        ? null
        : [
            'skjerming',
            [
              ['tilgangsrestriksjon', 'Unntatt offentlighet'],
              ['skjermingshjemmel', exemption],
              ['skjermingMetadata', 'Skjerming tittel en eller flere ord'],
            ],
          ],
      ['tittel', title],
      ['offentligTittel', title],
      [
        'korrespondansepart',
        [
          ['korrespondanseparttype', row.type === 'I' ? 'Avsender' : 'Mottaker'],
          ['korrespondansepartNavn', row.party ?? leftOut],
        ],
      ],
      ['journalaar', row.year],
      ['journalsekvensnummer', row.sequence],
      ['journalpostnummer', row.number],
      ['journalposttype', noarkType[row.type]],
      ['journaldato', row.journalledOn],
      ['dokumentetsDato', row.documentOn],
    ],
    'journalpost',
  ];
}
