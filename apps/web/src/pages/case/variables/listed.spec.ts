import { describe, expect, it } from '@jest/globals';
import { leftOut, type ListedRow, wantedOf, withWanted } from './listed';

const row = (lineNumber: number, variable: string, rest: Partial<ListedRow>): ListedRow => ({
  lineNumber,
  registry: 'NPR',
  variable,
  justification: `Grunn ${lineNumber}`,
  registryId: 'npr',
  status: 'matched',
  ...rest,
});
const rows = [
  row(2, 'alder', { match: { variableId: 'a', name: 'Alder' } }),
  row(3, 'kjonn', { status: 'near', suggestions: [{ variableId: 'k', name: 'Kjønn' }] }),
  row(4, 'ukjent', { status: 'unmatched', reason: 'variable-unknown' }),
  row(5, 'hvor', { status: 'unmatched', reason: 'registry-unknown', registryId: null }),
];

describe("an applicant's own list", () => {
  it('brings what was found, what is likest, and the rest in own words where that is wanted', () => {
    expect(wantedOf(rows, {}, false).map(({ name }) => name)).toEqual(['Alder', 'Kjønn']);
    expect(wantedOf(rows, { 3: leftOut }, true).map(({ name }) => name)).toEqual([
      'Alder',
      'ukjent',
    ]);
    expect(wantedOf(rows, { 3: 'own-words' }, false)[1]).toEqual({
      registryId: 'npr',
      name: 'kjonn',
      justification: 'Grunn 3',
    });
  });

  it('adds to a source that is there, and opens one that is not, without writing over a reason', () => {
    const sources = [
      { registryId: 'npr', variables: [{ variableId: 'a', name: 'Alder', justification: 'Min' }] },
    ];
    const wanted = [
      ...wantedOf(rows, {}, false),
      { registryId: 'dar', name: 'Årsak', justification: null },
    ];
    expect(withWanted(sources, wanted)).toEqual([
      {
        registryId: 'npr',
        variables: [
          { variableId: 'a', name: 'Alder', justification: 'Min' },
          { variableId: 'k', name: 'Kjønn', justification: 'Grunn 3' },
        ],
      },
      { registryId: 'dar', variables: [{ name: 'Årsak' }] },
    ]);
  });
});
