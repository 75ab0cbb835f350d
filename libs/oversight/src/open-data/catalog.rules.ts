/** The catalogue of open data, as DCAT-AP-NO asks (JSON-LD). */

export interface CatalogDataset {
  /** The last part of its address. */
  name: string;
  /** Where its data are, below the API. */
  path: string;
  title: InLanguages;
  description: InLanguages;
  frequency: 'QUARTERLY' | 'CONT';
  keywords: InLanguages;
}

interface InLanguages {
  nb: string;
  nn: string;
  en: string;
}

const vocabulary = 'http://publications.europa.eu/resource/authority';

/** Norwegian Licence for Open Government Data: the figures and the register may be used by all. */
export const licence = 'http://data.norge.no/nlod/no/2.0';

export const catalogContext = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  dcatap: 'http://data.europa.eu/r5r/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

type Node = Record<string, unknown>;

/** The catalogue with its datasets and their distributions, as JSON-LD. */
export function catalogOf(baseUrl: string, datasets: readonly CatalogDataset[]): Node {
  const api = `${baseUrl.replace(/\/$/, '')}/api/v1`;
  const catalog = `${api}/open-data/catalog`;
  return {
    '@context': catalogContext,
    '@id': catalog,
    '@type': 'dcat:Catalog',
    'dct:title': texts({
      nb: 'Åpne data om tilgang til helsedata',
      nn: 'Opne data om tilgang til helsedata',
      en: 'Open data on access to health data',
    }),
    'dct:description': texts({
      nb: 'Det offentlige registeret over søknader og vedtak, og tall om behandlingen av dem.',
      nn: 'Det offentlege registeret over søknader og vedtak, og tal om behandlinga av dei.',
      en: 'The public register of applications and decisions, and figures on their handling.',
    }),
    'dct:publisher': publisher,
    'dct:license': { '@id': licence },
    'dct:language': ['NOB', 'NNO', 'ENG'].map((code) => term('language', code)),
    'foaf:homepage': { '@id': `${baseUrl.replace(/\/$/, '')}/register` },
    'dcat:dataset': datasets.map((dataset) => datasetNode(catalog, api, dataset)),
  };
}

function datasetNode(catalog: string, api: string, dataset: CatalogDataset): Node {
  const id = `${catalog}#${dataset.name}`;
  return {
    '@id': id,
    '@type': 'dcat:Dataset',
    'dct:identifier': id,
    'dct:title': texts(dataset.title),
    'dct:description': texts(dataset.description),
    'dct:publisher': publisher,
    'dcat:contactPoint': {
      '@type': 'vcard:Organization',
      'vcard:fn': 'Helsedataservice',
      'vcard:hasURL': { '@id': 'https://helsedata.no/no/kontakt/' },
    },
    'dcat:theme': [term('data-theme', 'HEAL'), term('data-theme', 'GOVE')],
    'dcat:keyword': texts(dataset.keywords),
    'dct:accessRights': term('access-right', 'PUBLIC'),
    'dct:accrualPeriodicity': term('frequency', dataset.frequency),
    'dct:spatial': term('country', 'NOR'),
    'dcatap:applicableLegislation': { '@id': 'http://data.europa.eu/eli/reg/2025/327/oj' },
    'dcat:distribution': (['json', 'csv'] as const).map((format) => ({
      '@id': `${id}-${format}`,
      '@type': 'dcat:Distribution',
      'dct:title': texts({
        nb: format.toUpperCase(),
        nn: format.toUpperCase(),
        en: format.toUpperCase(),
      }),
      'dct:description': texts(dataset.title),
      'dcat:accessURL': { '@id': `${api}/${dataset.path}?format=${format}` },
      'dcat:downloadURL': { '@id': `${api}/${dataset.path}?format=${format}` },
      'dct:license': { '@id': licence },
      'dct:format': term('file-type', format.toUpperCase()),
      'dcat:mediaType': {
        '@id': `https://www.iana.org/assignments/media-types/${mediaTypes[format]}`,
      },
    })),
  };
}

const mediaTypes = { json: 'application/json', csv: 'text/csv' } as const;

const publisher = {
  '@id': 'https://data.norge.no/organizations/983744516',
  '@type': 'foaf:Agent',
  'dct:identifier': '983744516',
  'foaf:name': [
    { '@value': 'Folkehelseinstituttet, Helsedataservice', '@language': 'nb' },
    { '@value': 'Norwegian Institute of Public Health, Helsedataservice', '@language': 'en' },
  ],
};

function term(scheme: string, code: string): Node {
  return { '@id': `${vocabulary}/${scheme}/${code}` };
}

function texts(words: InLanguages): Node[] {
  return (['nb', 'nn', 'en'] as const).map((language) => ({
    '@value': words[language],
    '@language': language,
  }));
}
