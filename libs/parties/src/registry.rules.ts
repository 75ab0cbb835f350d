/** The registry catalogue: which registries exist and who decides for each. Pure. */

export type RegistryKind = 'statutory' | 'quality';

/** Who decides on access: Helsedataservice for the regulation's registries, else the controller. */
export type DecidedBy = 'hds' | 'controller';

export interface Registry {
  id: string;
  name: string;
  formerNames: string[];
  /** What it holds, in words. */
  description: string | null;
  kind: RegistryKind;
  field: string | null;
  controller: string | null;
  region: string | null;
  platform: string | null;
  stage: string | null;
  coveragePercent: number | null;
  coverageNote: string | null;
  recipients20152016: number | null;
  citizenAccess: string;
  consentBased: boolean | null;
  inRegulation: boolean;
  decidedBy: DecidedBy;
}

/** One line of the source file, already typed. Empty cells are null. */
export interface RegistryLine {
  type: RegistryKind;
  field: string | null;
  name: string;
  controller: string | null;
  region: string | null;
  platform: string | null;
  stage: string | null;
  coveragePercent: number | null;
  coverageNote: string | null;
  recipients20152016: number | null;
  citizenAccess: string | null;
  consentBased: boolean | null;
}

/**
 * The eleven registries of forskrift om nasjonal løsning for tilgjengeliggjøring av helsedata, in
 * force 15 March 2023, with today's controller. The national registries were gathered in
 * Folkehelseinstituttet in 2024; an owner is data because it moves.
 */
const regulation: readonly {
  name: string;
  formerNames: string[];
  controller: string;
  description: string;
}[] = [
  {
    name: 'Dødsårsaksregisteret',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description:
      'Dødsårsaker for alle som dør i Norge og bosatte som dør i utlandet, fra dødsmeldinger og obduksjoner.',
  },
  {
    name: 'Kreftregisteret',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description:
      'Krefttilfeller i befolkningen siden 1953, med diagnose, utbredelse, behandling og oppfølging.',
  },
  {
    name: 'Medisinsk fødselsregister',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description:
      'Alle fødsler i Norge siden 1967, med opplysninger om svangerskap, fødsel, mor og barn.',
  },
  {
    name: 'Meldingssystem for smittsomme sykdommer',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description: 'Meldingspliktige smittsomme sykdommer, fra leger og laboratorier.',
  },
  {
    name: 'Nasjonalt vaksinasjonsregister SYSVAK',
    formerNames: ['Nasjonalt vaksinasjonsregister'],
    controller: 'Folkehelseinstituttet',
    description: 'Vaksinasjoner gitt i Norge: vaksine, dato, dose og sted.',
  },
  {
    name: 'Norsk pasientregister',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description:
      'Kontakter med spesialisthelsetjenesten, med diagnoser og prosedyrer. Kan knyttes til person fra 2008.',
  },
  {
    name: 'Nasjonalt register over hjerte- og karlidelser',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description:
      'Hjerte- og karsykdom i befolkningen, fra andre registre og nasjonale kvalitetsregistre.',
  },
  {
    name: 'System for bivirkningsrapportering',
    formerNames: [],
    controller: 'Direktoratet for medisinske produkter',
    description: 'Meldinger om mistenkte bivirkninger av legemidler og vaksiner.',
  },
  {
    name: 'Kommunalt pasient- og brukerregister',
    formerNames: [],
    controller: 'Folkehelseinstituttet',
    description:
      'Kontakter med kommunale helse- og omsorgstjenester, som fastlege, legevakt og hjemmetjeneste.',
  },
  {
    name: 'Legemiddelregisteret',
    formerNames: ['Reseptbasert legemiddelregister'],
    controller: 'Folkehelseinstituttet',
    description: 'Legemidler utlevert på resept fra apotek siden 2004.',
  },
  {
    name: 'Helsearkivregisteret',
    formerNames: ['Norsk helsearkiv'],
    controller: 'Nasjonalarkivet',
    description: 'Pasientarkiv etter døde fra spesialisthelsetjenesten, bevart for ettertiden.',
  },
];

/**
 * The catalogue a source file stands for: every line, with the regulation's registries under their
 * present names and controllers, and those the file does not know added.
 */
export function catalogueOf(lines: readonly RegistryLine[]): Registry[] {
  const known = new Set<string>();
  const fromFile = lines.map((line) => {
    const entry = regulation.find(
      ({ name, formerNames }) => name === line.name || formerNames.includes(line.name),
    );
    if (entry) known.add(entry.name);
    return registryOf(line, entry);
  });
  const missing = regulation
    .filter(({ name }) => !known.has(name))
    .map((entry) => registryOf({ ...unknownLine, name: entry.name }, entry));
  return [...fromFile, ...missing];
}

/** `Dødsårsaksregisteret` becomes `dodsarsaksregisteret`: stable, readable in URLs and logs. */
export function registryId(name: string): string {
  return name
    .toLowerCase()
    .replace(/æ/g, 'ae')
    .replace(/ø/g, 'o')
    .replace(/å/g, 'a')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function registryOf(line: RegistryLine, entry: (typeof regulation)[number] | undefined): Registry {
  const name = entry?.name ?? line.name;
  return {
    id: registryId(name),
    name,
    formerNames: entry?.formerNames ?? [],
    description: entry?.description ?? describedByField(line),
    kind: line.type,
    field: line.field,
    controller: entry?.controller ?? line.controller,
    region: line.region,
    platform: line.platform,
    stage: line.stage,
    coveragePercent: line.coveragePercent,
    coverageNote: line.coverageNote,
    recipients20152016: line.recipients20152016,
    citizenAccess: line.citizenAccess ?? 'unknown',
    consentBased: line.consentBased,
    inRegulation: entry !== undefined,
    decidedBy: entry ? 'hds' : 'controller',
  };
}

/** The catalogue's source tells of a quality registry only the field of medicine. */
function describedByField({ type, field }: RegistryLine): string | null {
  if (type !== 'quality') return null;
  return `Nasjonalt medisinsk kvalitetsregister${field === null ? '' : `, fagområde: ${field}`}.`;
}

const unknownLine: Omit<RegistryLine, 'name'> = {
  type: 'statutory',
  field: null,
  controller: null,
  region: null,
  platform: null,
  stage: null,
  coveragePercent: null,
  coverageNote: null,
  recipients20152016: null,
  citizenAccess: null,
  consentBased: false,
};
