import { describe, expect, it } from '@jest/globals';
import { type CatalogDataset, catalogOf } from './catalog.rules.js';

const texts = { nb: 'nb', nn: 'nn', en: 'en' };
const dataset: CatalogDataset = {
  name: 'kinds',
  path: 'public/statistics/kinds',
  title: texts,
  description: texts,
  frequency: 'QUARTERLY',
  keywords: texts,
};
type Node = Record<string, unknown>;

/** JSON-LD with every prefix written out, so that what it says is what is checked. */
function expanded(node: unknown, context: Record<string, string>): unknown {
  const iri = (term: string) => {
    const [prefix = '', ...rest] = term.split(':');
    const base = context[prefix];
    if (base === undefined && !/^https?$/.test(prefix) && !term.startsWith('@')) {
      throw new Error(`${term} has no meaning`);
    }
    return base === undefined ? term : base + rest.join(':');
  };
  if (Array.isArray(node)) return node.map((each) => expanded(each, context));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key]) => key !== '@context')
      .map(([key, value]) => [
        iri(key),
        key === '@type' ? iri(String(value)) : expanded(value, context),
      ]),
  );
}

const made = catalogOf('https://tilgang.example/', [dataset]);
const catalog = expanded(made, made['@context'] as Record<string, string>) as Node;
const dcat = (name: string) => `http://www.w3.org/ns/dcat#${name}`;
const dct = (name: string) => `http://purl.org/dc/terms/${name}`;
const [first] = catalog[dcat('dataset')] as Node[];
const distributions = first![dcat('distribution')] as Node[];

describe('the catalogue of open data', () => {
  it('has what DCAT-AP demands of a catalogue, a dataset and a distribution', () => {
    const demanded: [Node, string, string[]][] = [
      [
        catalog,
        dcat('Catalog'),
        [dct('title'), dct('description'), dct('publisher'), dcat('dataset')],
      ],
      [
        first!,
        dcat('Dataset'),
        [
          dct('title'),
          dct('description'),
          dct('identifier'),
          dct('publisher'),
          dcat('theme'),
          dcat('contactPoint'),
        ],
      ],
      ...distributions.map((each): [Node, string, string[]] => [
        each,
        dcat('Distribution'),
        [dcat('accessURL'), dct('license'), dct('format'), dct('description')],
      ]),
    ];
    for (const [node, type, properties] of demanded) {
      expect(node['@type']).toBe(type);
      for (const property of properties) expect(Object.keys(node)).toContain(property);
    }
    const publisher = first![dct('publisher')] as Node;
    expect(publisher['@type']).toBe('http://xmlns.com/foaf/0.1/Agent');
    expect(Object.keys(publisher)).toContain('http://xmlns.com/foaf/0.1/name');
  });

  it('says how often data are renewed, and gives them as JSON and CSV under one licence', () => {
    expect(first![dct('accrualPeriodicity')]).toEqual({
      '@id': 'http://publications.europa.eu/resource/authority/frequency/QUARTERLY',
    });
    expect(distributions.map((each) => each[dcat('accessURL')])).toEqual(
      ['json', 'csv'].map((format) => ({
        '@id': `https://tilgang.example/api/v1/public/statistics/kinds?format=${format}`,
      })),
    );
    expect(new Set(distributions.map((each) => JSON.stringify(each[dct('license')]))).size).toBe(1);
  });

  it('has its texts in bokmål, nynorsk and English', () => {
    const languages = (first![dct('title')] as Node[]).map((text) => text['@language']);
    expect(languages).toEqual(['nb', 'nn', 'en']);
  });
});
