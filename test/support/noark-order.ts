/** The elements of Noark 5 version 5 in the order of its schema, for checks of what we write. */
const created = ['opprettetDato', 'opprettetAv'];
const ended = ['avsluttetDato', 'avsluttetAv'];
const described = ['systemID', 'tittel', 'beskrivelse'];

export const noarkOrder: Readonly<Record<string, { order: string[]; needed: string[] }>> = {
  arkiv: {
    order: [
      ...described,
      'arkivstatus',
      'dokumentmedium',
      ...created,
      ...ended,
      'arkivskaper',
      'arkivdel',
    ],
    needed: ['systemID', 'tittel', ...created, ...ended, 'arkivskaper', 'arkivdel'],
  },
  arkivskaper: {
    order: ['arkivskaperID', 'arkivskaperNavn', 'beskrivelse'],
    needed: ['arkivskaperID', 'arkivskaperNavn'],
  },
  arkivdel: {
    order: [...described, 'arkivdelstatus', 'dokumentmedium', ...created, ...ended, 'mappe'],
    needed: ['systemID', 'tittel', 'arkivdelstatus', ...created, ...ended],
  },
  mappe: {
    order: [
      ...['systemID', 'mappeID', 'tittel', 'offentligTittel', 'beskrivelse', 'dokumentmedium'],
      ...[...created, ...ended, 'part', 'merknad', 'kassasjon', 'skjerming', 'gradering'],
      ...['registrering', 'saksaar', 'sakssekvensnummer', 'saksdato', 'administrativEnhet'],
      ...['saksansvarlig', 'journalenhet', 'saksstatus', 'presedens'],
    ],
    needed: [
      ...['systemID', 'mappeID', 'tittel', ...created, ...ended, 'saksaar', 'sakssekvensnummer'],
      ...['saksdato', 'administrativEnhet', 'saksansvarlig', 'saksstatus'],
    ],
  },
  part: { order: ['partID', 'partNavn', 'partRolle'], needed: ['partNavn', 'partRolle'] },
  registrering: {
    order: [
      ...['systemID', ...created, 'arkivertDato', 'arkivertAv', 'part', 'kassasjon', 'skjerming'],
      ...['gradering', 'dokumentbeskrivelse', 'registreringsID', 'tittel', 'offentligTittel'],
      ...['beskrivelse', 'dokumentmedium', 'merknad', 'korrespondansepart', 'journalaar'],
      ...['journalsekvensnummer', 'journalpostnummer', 'journalposttype', 'journalstatus'],
      ...['journaldato', 'dokumentetsDato', 'mottattDato', 'sendtDato', 'forfallsdato'],
      ...['offentlighetsvurdertDato', 'antallVedlegg', 'avskrivning', 'presedens'],
    ],
    needed: [
      ...['systemID', ...created, 'arkivertDato', 'arkivertAv', 'tittel', 'journalaar'],
      ...['journalsekvensnummer', 'journalpostnummer', 'journalposttype', 'journalstatus'],
      'journaldato',
    ],
  },
  korrespondansepart: {
    order: [
      ...['korrespondanseparttype', 'korrespondansepartNavn', 'administrativEnhet'],
      'saksbehandler',
    ],
    needed: ['korrespondanseparttype', 'korrespondansepartNavn'],
  },
  avskrivning: {
    order: [
      ...['avskrivningsdato', 'avskrevetAv', 'avskrivningsmaate'],
      'referanseAvskrivesAvJournalpost',
    ],
    needed: ['avskrivningsdato', 'avskrevetAv', 'avskrivningsmaate'],
  },
  skjerming: {
    order: [
      ...['tilgangsrestriksjon', 'skjermingshjemmel', 'skjermingMetadata', 'skjermingDokument'],
    ],
    needed: ['tilgangsrestriksjon', 'skjermingshjemmel', 'skjermingMetadata'],
  },
  dokumentbeskrivelse: {
    order: [
      ...['systemID', 'dokumenttype', 'dokumentstatus', 'tittel', 'beskrivelse', ...created],
      ...['dokumentmedium', 'tilknyttetRegistreringSom', 'dokumentnummer', 'tilknyttetDato'],
      ...['tilknyttetAv', 'skjerming', 'gradering', 'elektroniskSignatur', 'dokumentobjekt'],
    ],
    needed: [
      ...['systemID', 'dokumenttype', 'dokumentstatus', 'tittel', ...created],
      ...['tilknyttetRegistreringSom', 'dokumentnummer', 'tilknyttetDato', 'tilknyttetAv'],
    ],
  },
  dokumentobjekt: {
    order: [
      ...['systemID', 'versjonsnummer', 'variantformat', 'format', 'formatDetaljer', ...created],
      ...['referanseDokumentfil', 'sjekksum', 'sjekksumAlgoritme', 'filstoerrelse'],
    ],
    needed: [
      ...['systemID', 'versjonsnummer', 'variantformat', 'format', ...created],
      ...['referanseDokumentfil', 'sjekksum', 'sjekksumAlgoritme', 'filstoerrelse'],
    ],
  },
};
