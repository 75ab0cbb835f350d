import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Refused } from '#platform';
import { registryId } from './registry.rules.js';
import { readVariables } from './variable.reader.js';
import { nameKey, type Variable, variableChange, type VariableLine } from './variable.rules.js';

const header = 'name;description;data_type;values;valid_from;valid_to;identification_risk;coarser';

const problemsOf = (csv: string) => {
  try {
    readVariables(csv);
  } catch (error) {
    const problems = error instanceof Refused ? (error.refusal.problems ?? []) : [];
    return problems.map(({ field, rule }) => `${field}: ${rule}`);
  }
  return [];
};

describe('a list of variables', () => {
  it('is read with its columns in any order, whatever parts its cells', () => {
    const csv =
      '\ufeffdata_type,identification_risk,Variabel,beskrivelse,coarser,more\r\n' +
      'date,indirect,Inndato,"Dato, da oppholdet begynte",Måned|År,x\r\n';
    expect(readVariables(csv)).toEqual([
      {
        name: 'Inndato',
        description: 'Dato, da oppholdet begynte',
        dataType: 'date',
        valueNote: null,
        validFromOn: null,
        validToOn: null,
        identificationRisk: 'indirect',
        coarserAlternatives: ['Måned', 'År'],
      },
    ]);
  });

  it('names every line at fault and its rule, and never what stood there', () => {
    const csv = [
      header,
      'Kjønn;Registrert kjønn;code;;;;indirect;',
      ';Uten navn;code;;;;none;',
      'Alder;Alder i år;tall;;;;none;',
      'Periode;Et spenn;date;;2020-01-01;2019-12-31;none;',
      'KJØNN;Registrert kjønn;code;;;;secret-word;',
      'kjønn ;Registrert kjønn;code;;;;none;',
    ].join('\n');
    expect(problemsOf(csv)).toEqual([
      'line 3, name: a variable has a name',
      'line 4, dataType: one of code, text, integer, decimal, date, time, yes-no, identifier',
      'line 5, validToOn: the period ends on or after the day it begins',
      'line 6, identificationRisk: one of none, indirect, direct',
      'line 7, name: a variable stands in the file once; it stands on line 2 too',
    ]);
  });

  it('says which columns are missing', () => {
    expect(problemsOf('name;description\nKjønn;Registrert kjønn')).toEqual([
      'line 1, dataType: the header line names this column: data_type, datatype',
      'line 1, identificationRisk: the header line names this column: identification_risk, identifiserbarhet',
    ]);
  });

  it('is not empty: that would end the whole catalogue of a registry', () => {
    expect(problemsOf(header)).toEqual(['file: the list holds at least one variable']);
  });
});

describe('a new list over an old one', () => {
  const line = (name: string, description = 'Ord'): VariableLine => ({
    name,
    description,
    dataType: 'code',
    valueNote: null,
    validFromOn: null,
    validToOn: null,
    identificationRisk: 'none',
    coarserAlternatives: [],
  });
  const listed = (id: string, name: string, listedToOn: string | null = null): Variable => ({
    ...line(name),
    id,
    registryId: 'r',
    version: 3,
    listedFromOn: '2026-01-01',
    listedToOn,
  });

  it('makes versions of what changed, ends what is gone and leaves the rest', () => {
    const latest = [listed('a', 'Same'), listed('b', 'Changed'), listed('c', 'Gone')];
    const lines = [line('Same'), line('Changed', 'Andre ord'), line('New')];
    expect(variableChange(latest, lines, () => 'd')).toEqual({
      endedIds: ['b', 'c'],
      listed: [
        { id: 'b', version: 4, line: lines[1] },
        { id: 'd', version: 1, line: lines[2] },
      ],
      added: 1,
      updated: 1,
      ended: 1,
      unchanged: 1,
    });
  });

  it('takes a variable that returns under the id it had', () => {
    const change = variableChange([listed('a', 'Back', '2026-02-01')], [line('back')], () => 'd');
    expect(change.listed).toEqual([{ id: 'a', version: 4, line: line('back') }]);
    expect(change.endedIds).toEqual([]);
  });

  it('tells names apart by their words, not by case and spaces', () => {
    expect(nameKey('  Hoved\u00a0 DIAGNOSE ')).toBe('hoved diagnose');
  });
});

describe('the lists that come with Tilgang', () => {
  const files = readdirSync('data/variables').filter((file) => file.endsWith('.csv'));
  const catalogue = readFileSync('data/registries.csv', 'utf8');

  it('cover at least five registries', () => {
    expect(files.length).toBeGreaterThanOrEqual(5);
  });

  it.each(files)('%s holds at least ten variables of a registry in the catalogue', (file) => {
    const lines = readVariables(readFileSync(`data/variables/${file}`, 'utf8'));
    expect(lines.length).toBeGreaterThanOrEqual(10);
    const ids = catalogue.split(/[,\n]/).map(registryId);
    const inRegulation = ['legemiddelregisteret', 'nasjonalt-vaksinasjonsregister-sysvak'];
    expect([...ids, ...inRegulation]).toContain(file.replace('.csv', ''));
    expect(lines.filter((one) => one.identificationRisk === 'direct').length).toBeGreaterThan(0);
  });
});
