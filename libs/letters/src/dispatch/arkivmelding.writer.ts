import { create } from 'xmlbuilder2';
import type { LetterToDispatch } from './letter.channel.js';

/** The names of the files of a message: the metadata beside the letter. */
export const arkivmeldingFile = 'arkivmelding.xml';
export const letterFile = 'brev.pdf';

const namespaces = {
  xmlns: 'http://www.arkivverket.no/standarder/noark5/arkivmelding',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  'xsi:schemaLocation': 'http://www.arkivverket.no/standarder/noark5/arkivmelding arkivmelding.xsd',
};

const system = 'Tilgang';

/**
 * The arkivmelding of one letter: one case file with one journal entry and one document, as
 * eFormidling 2 asks for. It travels inside the encrypted package, never beside it; the public title
 * says nothing of the case (offentleglova section 13).
 */
export function arkivmelding(letter: LetterToDispatch): Buffer {
  const { letterId, reference, caseReference, createdAt, recipient, sha256 } = letter;
  const at = createdAt.toISOString();
  const title = letter.title();
  const created = { opprettetDato: at, opprettetAv: system };
  const document = create({ version: '1.0', encoding: 'UTF-8' }, { arkivmelding: {} });
  const root = document.root();
  for (const [name, value] of Object.entries(namespaces)) root.att(name, value);
  root.ele({
    system,
    meldingId: reference,
    tidspunkt: at,
    antallFiler: 1,
    mappe: {
      '@xsi:type': 'saksmappe',
      tittel: caseReference,
      ...created,
      basisregistrering: {
        '@xsi:type': 'journalpost',
        systemID: letterId,
        ...created,
        arkivertDato: at,
        arkivertAv: system,
        dokumentbeskrivelse: {
          dokumenttype: 'Brev',
          dokumentstatus: 'Dokumentet er ferdigstilt',
          tittel: title,
          ...created,
          tilknyttetRegistreringSom: 'Hoveddokument',
          dokumentnummer: 1,
          tilknyttetDato: at,
          tilknyttetAv: system,
          dokumentobjekt: {
            versjonsnummer: 1,
            variantformat: 'Arkivformat',
            ...created,
            referanseDokumentfil: letterFile,
            sjekksum: sha256.toString('hex'),
            sjekksumAlgoritme: 'SHA-256',
          },
        },
        tittel: title,
        offentligTittel: `Brev i sak ${caseReference}`,
        journalposttype: 'Utgående dokument',
        journalstatus: 'Ekspedert',
        journaldato: at.slice(0, 10),
        korrespondansepart: {
          korrespondanseparttype: 'Mottaker',
          korrespondansepartNavn: recipient.lines[0] ?? '',
        },
      },
      saksdato: at.slice(0, 10),
      administrativEnhet: 'Helsedataservice',
      saksansvarlig: 'Helsedataservice',
      saksstatus: 'Under behandling',
    },
  });
  return Buffer.from(document.end());
}
