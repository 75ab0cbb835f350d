import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { commandNames, trackTables } from '#cases';
import { letterKinds } from '#letters';
import { reportNames, reportOf } from '#oversight';
import { roles } from '#parties';
import { shownFacts, waitingParties } from '../api/vocabulary';

type Texts = { [name: string]: string | Texts };

const catalogues = { nb: read('nb'), nn: read('nn'), en: read('en') };

describe('the texts of the screens', () => {
  it('have the same keys in all three languages [law 21] [R6.1.2]', () => {
    expect(keys(catalogues.nn)).toEqual(keys(catalogues.nb));
    expect(keys(catalogues.en)).toEqual(keys(catalogues.nb));
  });

  it('hold the same places for values in all three languages', () => {
    for (const key of keys(catalogues.nb)) {
      expect([key, places(at(catalogues.nn, key))]).toEqual([key, places(at(catalogues.nb, key))]);
      expect([key, places(at(catalogues.en, key))]).toEqual([key, places(at(catalogues.nb, key))]);
    }
  });

  it('are never empty', () => {
    for (const texts of Object.values(catalogues)) {
      expect(keys(texts).filter((key) => String(at(texts, key)).trim() === '')).toEqual([]);
    }
  });

  it.each([...commandNames])('name, explain and offer the command %s', (name) => {
    expect(
      missing([`command.${name}.name`, `command.${name}.explain`, `command.${name}.do`]),
    ).toEqual([]);
  });

  it('name every track, every state of it and every event on it', () => {
    for (const track of Object.values(trackTables)) {
      const events = Object.values(track.transitions).map(({ event }) => `event.${event}`);
      const states = track.states.map((state) => `state.${track.name}.${state}`);
      expect(missing([`track.${track.name}`, ...states, ...events])).toEqual([]);
    }
  });

  it('name the events that no command causes', () => {
    const events = [
      'draft-created',
      'letter-dispatched',
      'letter-given-up',
      'exemption-assessed',
      'archive-package-read',
      'letter-alerted',
      'letter-resent',
      'case-exported',
      'case-read',
      'letter-read',
      'vault-ticket-issued',
    ];
    expect(missing(events.map((event) => `event.${event}`))).toEqual([]);
  });

  it('name every fact that is shown', () => {
    expect(missing(shownFacts.map((fact) => `fact.${fact}`))).toEqual([]);
  });

  it('name every role', () => {
    expect(missing(roles.map((role) => `role.${role}`))).toEqual([]);
  });

  it('name every party a case can wait for', () => {
    expect(missing(waitingParties.map((party) => `party.${party}`))).toEqual([]);
  });

  it.each([...reportNames])('name every column, figure and fixed row of the report %s', (name) => {
    const scope = { fromMonth: '2026-01', toMonth: '2026-01', asOfOn: '2026-01-31' };
    const calendar = { countsSaturdays: false, closedOn: [] };
    const { columns, rows, summary } = reportOf(name, [], { ...scope, registries: [], calendar });
    const named = ['by-month', 'weeks-to-data'].includes(name) ? [] : rows;
    expect(
      missing([
        ...columns.flatMap(({ id, unit }) => [
          `statistics.column.${id}`,
          `statistics.unit.${unit}`,
        ]),
        ...summary.map(({ key }) => `statistics.summary.${key}`),
        ...named.map(({ key }) => `statistics.row.${key}`),
      ]),
    ).toEqual([]);
  });

  it('name every kind of letter', () => {
    expect(missing(letterKinds.map((kind) => `letter.${kind}`))).toEqual([]);
  });
});

function read(language: string): Texts {
  return JSON.parse(readFileSync(`apps/web/src/texts/${language}.json`, 'utf8')) as Texts;
}

function keys(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([name, value]) =>
    typeof value === 'string' ? [path + name] : keys(value, `${path}${name}.`),
  );
}

function at(texts: Texts, key: string): string | Texts | undefined {
  return key
    .split('.')
    .reduce<string | Texts | undefined>(
      (node, name) => (typeof node === 'object' ? node[name] : undefined),
      texts,
    );
}

function places(text: string | Texts | undefined): string[] {
  return [...String(text).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort();
}

/** The keys that are no text in Bokmål; the other languages have the same keys. */
function missing(wanted: string[]): string[] {
  return wanted.filter((key) => typeof at(catalogues.nb, key) !== 'string');
}
