import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Refused } from '#platform';
import { readCatalogue } from './registry.importer.js';
import { registryId } from './registry.rules.js';

const file = readFileSync('data/registries.csv', 'utf8');

describe('the registry catalogue', () => {
  const catalogue = readCatalogue(file);

  it('holds every registry of the file and the one of the regulation that the file lacks', () => {
    expect(catalogue.filter(({ kind }) => kind === 'quality')).toHaveLength(59);
    expect(catalogue.filter(({ kind }) => kind === 'statutory')).toHaveLength(18 + 1);
  });

  it('marks the eleven registries of the regulation, where Helsedataservice decides [law 14]', () => {
    const marked = catalogue.filter(({ inRegulation }) => inRegulation);
    expect(marked).toHaveLength(11);
    expect(marked.every(({ decidedBy }) => decidedBy === 'hds')).toBe(true);
    expect(marked.every(({ controller }) => controller !== null)).toBe(true);
    expect(catalogue.filter(({ decidedBy }) => decidedBy === 'hds')).toHaveLength(11);
  });

  it('knows a registry by its present name and remembers the older one', () => {
    expect(catalogue.find(({ id }) => id === 'legemiddelregisteret')).toMatchObject({
      name: 'Legemiddelregisteret',
      formerNames: ['Reseptbasert legemiddelregister'],
      recipients20152016: 117,
    });
  });

  it('gives ids that read well in a URL', () => {
    expect(registryId('Dødsårsaksregisteret')).toBe('dodsarsaksregisteret');
    expect(registryId('Norsk kvalitetsregister øre-nese-hals – Tonsilleregisteret')).toBe(
      'norsk-kvalitetsregister-ore-nese-hals-tonsilleregisteret',
    );
  });

  it.each([
    ['a coverage above a hundred', file.replace(',4A,87,', ',4A,187,'), /line 2, coverage_percent/],
    [
      'a kind it does not know',
      file.replace('quality,Hjerte-kar', 'other,Hjerte-kar'),
      /line 2, type/,
    ],
    ['the same registry twice', `${file}${file.split('\n')[1]}\n`, /registry norsk-hjerneslag/],
    ['an empty file', '', /file/],
    ['a file that is not CSV', 'type,name\n"unclosed', /file/],
  ])('refuses %s and names the place', (_, csv, place) => {
    try {
      readCatalogue(csv);
      throw new Error('was accepted');
    } catch (error) {
      expect(error).toBeInstanceOf(Refused);
      expect(JSON.stringify((error as Refused).refusal.problems)).toMatch(place);
    }
  });
});
