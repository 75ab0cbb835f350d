import history from '../../../../data/demo/history.json' with { type: 'json' };
import applicationData from '../../../../data/demo/application.json' with { type: 'json' };
import statisticsData from '../../../../data/demo/statistics-request.json' with { type: 'json' };
import { addDays, type Draft } from '#cases';
import type { Chance } from './chance.js';
import { type Applicant, applicants, type Institution } from './history.people.js';

/** What a case of its own is about. Those that change a permit are about their parent's. */
export interface Project {
  kind: 'individual-level' | 'statistics';
  title: string;
  applicant: Applicant;
  registryIds: readonly string[];
  isMedicalResearch: boolean;
  extractionFrequency: 'once' | 'yearly' | 'quarterly';
  purposes: readonly string[];
}

export function projectOf(chance: Chance): Project {
  const kind = chance.is(0.76) ? 'individual-level' : 'statistics';
  const topic = chance.weighed<Topic>(history.topics, ({ weight }) => weight);
  const registryIds = registriesFor(chance, kind, topic);
  const isIndividual = kind === 'individual-level';
  const isMedicalResearch = isIndividual && chance.is(0.72);
  return {
    kind,
    title: chance.pick(history.aspects).replace('{}', topic.condition),
    // Who can be signed in as has many, so that there is something to see.
    applicant: chance.weighed(applicants, ({ login }) => (login.startsWith('historie') ? 1 : 3)),
    registryIds,
    isMedicalResearch,
    extractionFrequency: isIndividual
      ? chance.among({ once: 88, yearly: 8, quarterly: 4 })
      : 'once',
    purposes: purposesOf(chance, isIndividual),
  };
}

/** The registries a project may ask. */
export const historyRegistryIds: readonly string[] = [
  ...new Set([
    ...history.sources.map(({ id }) => id),
    ...history.topics.flatMap(({ quality }) => quality ?? []),
  ]),
].sort();

/** The names of the variables that a project asks of a registry. */
export function variablesOf(registryId: string): string[] {
  const source = history.sources.find(({ id }) => id === registryId);
  return source?.variables ?? history.qualityVariables;
}

/** How often the registries stand in applications: by their recipients, and by what is studied. */
function registriesFor(chance: Chance, kind: Project['kind'], topic: Topic): string[] {
  const wanted =
    kind === 'statistics'
      ? chance.among({ '1': 60, '2': 30, '3': 10 })
      : chance.among({ '1': 10, '2': 24, '3': 30, '4': 24, '5': 12 });
  const chosen = new Set<string>();
  if (topic.also) chosen.add(topic.also);
  // A quality registry alone is no case for Helsedataservice: there is always another beside it.
  else chosen.add('norsk-pasientregister');
  // Figures from them their controllers give by themselves.
  const isPersonal = kind === 'individual-level';
  if (topic.quality && isPersonal && chosen.size < Number(wanted) && chance.is(0.6))
    chosen.add(topic.quality);
  while (chosen.size < Number(wanted)) {
    chosen.add(chance.weighed(history.sources, ({ weight }) => weight).id);
  }
  return [...chosen].sort();
}

function purposesOf(chance: Chance, isIndividual: boolean): string[] {
  const first = isIndividual
    ? chance.among({ 'scientific-research': 82, 'care-improvement': 12, 'public-health': 6 })
    : chance.among({ 'public-health': 45, policy: 25, 'official-statistics': 12, education: 18 });
  const also = isIndividual && chance.is(0.3) ? ['care-improvement'] : [];
  return [...new Set([first, ...also])];
}

interface Topic {
  condition: string;
  quality?: string;
  also?: string;
  weight: number;
}

const period = { fromOn: '2012-01-01', toOn: '2022-12-31' };

/** The whole application of a project, as it is sent in about this day. */
export function applicationOf(project: Project, on: string): Draft {
  const isIndividual = project.kind === 'individual-level';
  const whole = (isIndividual ? applicationData : statisticsData) as Draft;
  const { registryIds } = project;
  const startsOn = addDays(on, -30);
  return {
    ...whole,
    ...partiesOf(project),
    title: project.title,
    purposeCategory: [...project.purposes],
    ...(isPublicTask(project) && {
      publicTask: 'own-task',
      publicMandateBasis: 'Folkehelseloven § 5',
    }),
    ...sourcesOf(registryIds),
    extractionFrequency: project.extractionFrequency,
    ...(project.extractionFrequency !== 'once' && { extractionTimes: 'Så lenge prosjektet varer' }),
    projectStartsOn: startsOn,
    projectEndsOn: addDays(startsOn, 1_500),
    ...(isIndividual ? personal(project, on) : { statTables: registryIds.map(tableOf) }),
  };
}

/** Health of the public, policy and official figures are tasks that an act gives. */
function isPublicTask({ purposes }: Project): boolean {
  return purposes.some((each) => ['public-health', 'policy', 'official-statistics'].includes(each));
}

/** What an application says of its sources, one by one. */
export function sourcesOf(registryIds: readonly string[]): Draft {
  return {
    sources: registryIds.map((registryId) => ({
      registryId,
      variables: variablesOf(registryId).map((name) => ({
        name,
        justification: 'Trengs for å besvare spørsmålet i prosjektet.',
      })),
    })),
    sourceDatasets: registryIds.map((source) => ({
      source,
      dataset: 'Hele registeret',
      country: 'NO',
      controller: 'Folkehelseinstituttet',
      decidedBy: 'Helsedataservice',
    })),
    registryPurposeFit: registryIds.map((source) => ({
      source,
      fit: 'Registeret skal gi kunnskap som forebygger sykdom og bedrer behandlingen.',
    })),
    dataPeriod: period,
    dataPeriods: registryIds.map((source) => ({ source, group: 'cohort', ...period })),
  };
}

function personal({ registryIds, isMedicalResearch }: Project, on: string): Draft {
  return {
    isMedicalResearch,
    confidentialityPerSource: registryIds.map((source) => ({
      source,
      ground: 'dispensation-registry',
      soughtOrGiven: 'sought',
    })),
    // Cases may take their time, and data are asked for days to come.
    accessPeriod: { fromOn: addDays(on, 300), toOn: addDays(on, 1_200) },
    linkageMethod: registryIds.length > 1 ? 'identity-number' : 'none',
  };
}

function tableOf(source: string, index: number) {
  return {
    order: index + 1,
    title: 'Tilfeller etter alder og fylke',
    source,
    population: 'Alle',
    rowVariables: 'Aldersgruppe',
    columnVariables: 'Fylke',
    percentages: 'row',
  };
}

function partiesOf({ applicant }: Project): Draft {
  const { name: institutionName, sector }: Institution = applicant.institution;
  const email = `${applicant.login}@demo.example`;
  const person = { name: applicant.name, email, phone: '+47 55 00 12 34', jobTitle: 'Forsker' };
  return {
    responsibleEntity: { name: institutionName, country: 'NO' },
    institutionName,
    applicantSector: sector,
    contactPerson: { ...person, affiliation: institutionName, tieToApplicant: 'Ansatt' },
    projectLeader: { ...person, affiliation: institutionName },
  };
}
