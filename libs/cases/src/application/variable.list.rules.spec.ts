import { describe, expect, it } from '@jest/globals';
import { matchedRows, registryNamed } from './variable.list.rules.js';

const registries = [
  { id: 'norsk-pasientregister', name: 'Norsk pasientregister', formerNames: [] },
  {
    id: 'legemiddelregisteret',
    name: 'Legemiddelregisteret',
    formerNames: ['Reseptbasert legemiddelregister'],
  },
];

describe('the registry of a row', () => {
  it.each([
    ['norsk-pasientregister', 'norsk-pasientregister'],
    [' NORSK Pasientregister', 'norsk-pasientregister'],
    ['npr', 'norsk-pasientregister'],
    ['Reseptbasert legemiddelregister', 'legemiddelregisteret'],
    ['Kreftregisteret', null],
    ['mfr', null],
    ['', null],
  ])('is read from "%s"', (cell, id) => {
    expect(registryNamed(cell, registries)).toBe(id);
  });
});

describe('an applicant’s list against the catalogue', () => {
  const row = (lineNumber: number, variable: string, registryId: string | null = 'r') => ({
    lineNumber,
    registry: 'R',
    variable,
    justification: null,
    registryId,
  });
  const likely = (name: string, likeness: number) => ({
    variableId: name,
    registryId: 'r',
    name,
    dataType: 'code' as const,
    identificationRisk: 'none' as const,
    likeness,
  });

  it('matches a name that is the same and suggests for one that is near', () => {
    const rows = matchedRows(
      [row(2, 'Kjønn'), row(3, 'Hoveddiagnoser')],
      [[likely('Kjønn', 1)], [likely('Hoveddiagnose', 0.9), likely('Bidiagnose', 0.4)]],
    );
    expect(rows).toMatchObject([
      { lineNumber: 2, status: 'matched', match: { variableId: 'Kjønn' } },
      { status: 'near', suggestions: [{ name: 'Hoveddiagnose' }, { name: 'Bidiagnose' }] },
    ]);
  });

  it('says why a row is not matched', () => {
    const wished = [
      { ...row(2, 'Kjønn', null), registry: '' },
      row(3, 'Kjønn', null),
      row(4, ''),
      row(5, 'Skostørrelse'),
      row(6, 'skostørrelse'),
    ];
    expect(matchedRows(wished, [])).toMatchObject([
      { reason: 'registry-missing' },
      { reason: 'registry-unknown' },
      { reason: 'variable-missing' },
      { reason: 'variable-unknown' },
      { reason: 'variable-repeated' },
    ]);
  });
});
