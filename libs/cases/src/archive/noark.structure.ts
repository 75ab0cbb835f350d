import {
  type ArchiveCase,
  type ArchiveDocument,
  type ArchiveEntry,
  exemptionNow,
  pathOf,
} from './archive.model.js';
import { documentKind, isAnsweredBy } from './document-kinds.rules.js';
import { provisionOf } from './exemption.rules.js';
import { noarkType } from './journal.rules.js';
import { archiveCreator } from './noark.words.rules.js';
import {
  changeLogNamespace,
  type NoarkElement,
  noarkTime,
  noarkXml,
  structureNamespace,
} from './noark.writer.js';
import { leftOut } from './public-journal.words.rules.js';

const system = 'Tilgang';

/** The case as arkivstruktur.xml of Noark 5 version 5, in the order of its schema. */
export function archiveStructure(archived: ArchiveCase, madeAt: Date): string {
  const { id, reference, title, createdAt, entries } = archived;
  const made = noarkTime(madeAt);
  const ended: NoarkElement[] = [
    ['avsluttetDato', made],
    ['avsluttetAv', system],
  ];
  const created = createdBy(createdAt.toISOString());
  return noarkXml(structureNamespace, [
    'arkiv',
    [
      ['systemID', `${id}-arkiv`],
      ['tittel', 'Helsedataservice'],
      ['arkivstatus', 'Avsluttet'],
      ['dokumentmedium', 'Elektronisk arkiv'],
      ...created,
      ...ended,
      ['arkivskaper', archiveCreator],
      [
        'arkivdel',
        [
          ['systemID', `${id}-arkivdel`],
          ['tittel', 'Saker om tilgang til helsedata'],
          ['arkivdelstatus', 'Avsluttet periode'],
          ['dokumentmedium', 'Elektronisk arkiv'],
          ...created,
          ...ended,
          [
            'mappe',
            [
              ['systemID', id],
              ['mappeID', reference],
              ['tittel', title ?? reference],
              ['offentligTittel', leftOut],
              ['dokumentmedium', 'Elektronisk arkiv'],
              ...created,
              ['avsluttetDato', noarkTime(archived.isClosed ? archived.changedAt : madeAt)],
              ['avsluttetAv', system],
              [
                'part',
                [
                  ['partNavn', archived.applicantName],
                  ['partRolle', 'Søker'],
                ],
              ],
              ...entries.map((entry) => entryElement(entry, entries, archived)),
              ...caseFields(archived),
            ],
            'saksmappe',
          ],
        ],
      ],
    ],
  ]);
}

function caseFields({ reference, createdAt, caseworkerName, isClosed }: ArchiveCase) {
  const [, year = '', sequence = ''] = reference.split('-');
  return [
    ['saksaar', year],
    ['sakssekvensnummer', Number(sequence)],
    ['saksdato', createdAt.toISOString().slice(0, 10)],
    ['administrativEnhet', 'Helsedataservice'],
    ['saksansvarlig', caseworkerName ?? 'Helsedataservice'],
    ['saksstatus', isClosed ? 'Avsluttet' : 'Under behandling'],
  ] as const satisfies NoarkElement[];
}

function entryElement(
  entry: ArchiveEntry,
  entries: readonly ArchiveEntry[],
  { caseworkerName }: ArchiveCase,
): NoarkElement {
  const answer = answerTo(entry, entries);
  return [
    'registrering',
    [
      ['systemID', entry.id],
      ...createdBy(entry.createdAt),
      ['arkivertDato', `${entry.journalledOn}T00:00:00Z`],
      ['arkivertAv', system],
      shielding(entry),
      ...entry.documents.map((document) => documentElement(entry, document)),
      ['registreringsID', `${entry.year}/${entry.sequence}`],
      ['tittel', entry.title],
      ['offentligTittel', publicTitleNow(entry)],
      ['dokumentmedium', 'Elektronisk arkiv'],
      ...correspondents(entry, caseworkerName),
      ['journalaar', entry.year],
      ['journalsekvensnummer', entry.sequence],
      ['journalpostnummer', entry.number],
      ['journalposttype', noarkType[entry.type]],
      ['journalstatus', 'Arkivert'],
      ['journaldato', entry.journalledOn],
      ['dokumentetsDato', entry.documentOn],
      entry.receivedOn === null ? null : ['mottattDato', `${entry.receivedOn}T00:00:00Z`],
      entry.sentOn === null ? null : ['sendtDato', `${entry.sentOn}T00:00:00Z`],
      ['antallVedlegg', entry.documents.length - 1],
      answer && writtenOff(answer),
    ],
    'journalpost',
  ];
}

function publicTitleNow({ kind, assessments }: ArchiveEntry): string {
  return assessments.at(-1)?.publicTitle ?? `${documentKind(kind).nb} – ${leftOut}`;
}

function shielding(entry: ArchiveEntry): NoarkElement | null {
  const exemption = exemptionNow(entry);
  if (exemption === null) return null;
  return [
    'skjerming',
    [
      [
        'tilgangsrestriksjon',
        exemption === '14-internal' ? 'Organinternt' : 'Unntatt offentlighet',
      ],
      ['skjermingshjemmel', provisionOf(exemption)],
      ['skjermingMetadata', 'Skjerming tittel enkelte ord'],
      ['skjermingMetadata', 'Skjerming navn avsender'],
      ['skjermingDokument', 'Skjerming av hele dokumentet'],
    ],
  ];
}

/** Who wrote and who received; the office is the other end of each. */
function correspondents(entry: ArchiveEntry, caseworkerName: string | null): NoarkElement[] {
  const isIncoming = entry.receivedOn !== null;
  const name = [entry.partyName, entry.institution].filter(Boolean).join(', ');
  const outside = isIncoming ? 'Avsender' : 'Mottaker';
  const within = entry.type === 'X' ? `Intern ${outside.toLowerCase()}` : outside;
  return [
    [
      'korrespondansepart',
      [
        ['korrespondanseparttype', within],
        ['korrespondansepartNavn', name],
        ['administrativEnhet', 'Helsedataservice'],
        caseworkerName === null ? null : ['saksbehandler', caseworkerName],
      ],
    ],
  ];
}

/** The first outgoing document that answers an incoming one. */
function answerTo(entry: ArchiveEntry, entries: readonly ArchiveEntry[]): ArchiveEntry | null {
  if (entry.type !== 'I') return null;
  const answers = entries.filter(
    ({ kind, type, number }) =>
      type === 'U' && number > entry.number && isAnsweredBy(entry.kind, kind),
  );
  return answers[0] ?? null;
}

function writtenOff({ id, journalledOn }: ArchiveEntry): NoarkElement {
  return [
    'avskrivning',
    [
      ['avskrivningsdato', journalledOn],
      ['avskrevetAv', system],
      ['avskrivningsmaate', 'Besvart med brev'],
      ['referanseAvskrivesAvJournalpost', id],
    ],
  ];
}

function documentElement(entry: ArchiveEntry, document: ArchiveDocument): NoarkElement {
  const isMain = document.number === 1;
  const isOurs = document.fileId === null;
  const created = createdBy(entry.createdAt);
  return [
    'dokumentbeskrivelse',
    [
      ['systemID', document.id],
      ['dokumenttype', isOurs ? 'Brev' : 'Vedlegg'],
      ['dokumentstatus', 'Dokumentet er ferdigstilt'],
      ['tittel', document.name ?? entry.title],
      ...created,
      ['dokumentmedium', 'Elektronisk arkiv'],
      ['tilknyttetRegistreringSom', isMain ? 'Hoveddokument' : 'Vedlegg'],
      ['dokumentnummer', document.number],
      ['tilknyttetDato', entry.createdAt],
      ['tilknyttetAv', system],
      shielding(entry),
      [
        'dokumentobjekt',
        [
          ['systemID', `${document.id}-1`],
          ['versjonsnummer', 1],
          ['variantformat', isOurs ? 'Arkivformat' : 'Produksjonsformat'],
          ['format', isOurs ? 'RA-PDF' : document.mediaType],
          ...created,
          ['referanseDokumentfil', pathOf(entry, document)],
          ['sjekksum', document.sha256],
          ['sjekksumAlgoritme', 'SHA-256'],
          ['filstoerrelse', document.sizeBytes],
        ],
      ],
    ],
  ];
}

function createdBy(at: string): NoarkElement[] {
  return [
    ['opprettetDato', at],
    ['opprettetAv', system],
  ];
}

/** What was changed in the metadata after it was journalled: endringslogg.xml of Noark 5. */
export function changeLog({ entries }: ArchiveCase): string {
  return noarkXml(changeLogNamespace, [
    'endringslogg',
    entries.flatMap((entry) =>
      entry.assessments.map(({ exemption, byName, at }, index): NoarkElement => {
        const before = index === 0 ? entry.firstExemption : entry.assessments[index - 1]!.exemption;
        return [
          'endring',
          [
            ['referanseArkivenhet', entry.id],
            ['referanseMetadata', 'skjermingshjemmel'],
            ['endretDato', at],
            ['endretAv', byName],
            ['tidligereVerdi', before === null ? 'ingen' : provisionOf(before)],
            ['nyVerdi', exemption === null ? 'ingen' : provisionOf(exemption)],
          ],
        ];
      }),
    ),
  ]);
}
