import { describe, expect, it } from '@jest/globals';
import { type NumberedEntry, publicEntry, tellsOfPerson } from './public-journal.rules.js';

const entry: NumberedEntry = {
  entryId: 'entry',
  caseId: 'case',
  caseReference: 'HDS-2026-000001',
  caseKind: 'individual-level',
  year: 2026,
  sequence: 7,
  number: 3,
  type: 'I',
  kind: 'application',
  partyKind: 'applicant',
  partyName: 'Kari Nordmann',
  institution: 'Universitetet i Bergen',
  personNames: ['Kari Nordmann', 'Ola Hansen'],
  documentOn: '2026-11-02',
  journalledOn: '2026-11-03',
  exemption: '26-research-ideas',
  publicTitle: null,
};

describe('a row of the public journal', () => {
  it('holds these fields and no other', () => {
    expect(publicEntry(entry)).toEqual({
      entryId: 'entry',
      caseId: 'case',
      caseReference: 'HDS-2026-000001',
      caseKind: 'individual-level',
      year: 2026,
      sequence: 7,
      number: 3,
      type: 'I',
      kind: 'application',
      title: null,
      isTitleExempt: true,
      party: 'Universitetet i Bergen',
      documentOn: '2026-11-02',
      journalledOn: '2026-11-03',
      exemption: '26-research-ideas',
    });
  });

  it.each(['partyName', 'personNames', 'title', 'reason', 'email'] as const)(
    'never tells the %s of an applicant',
    (field) => {
      const planted = { ...entry, [field]: field === 'personNames' ? ['Hemmelig'] : 'Hemmelig' };
      expect(JSON.stringify(publicEntry(planted))).not.toContain('Hemmelig');
    },
  );

  it('is none for a document within the body', () => {
    expect(publicEntry({ ...entry, type: 'X' })).toBeNull();
  });

  it('names a registry, and no person who applies for nobody else', () => {
    expect(publicEntry({ ...entry, partyKind: 'registry', partyName: 'NPR' })?.party).toBe('NPR');
    for (const institution of [null, '', '  ']) {
      expect(publicEntry({ ...entry, institution })?.party).toBeNull();
    }
  });

  it.each([
    'Kari Nordmann',
    'Enkeltpersonforetaket K. Nordmann',
    'NORDMANN, KARI',
    'Firma Hansen',
    'Ferdig 41839012345 AS',
    '418390 12345',
    'kari@uib.example',
    'https://uib.example/kari',
  ])('leaves out an institution that is a person, a number or an address: %s', (institution) => {
    expect(publicEntry({ ...entry, institution })?.party).toBeNull();
  });

  it('tells an institution from a person by whole words', () => {
    expect(tellsOfPerson('Karihaugen sykehus', ['Kari Nordmann'])).toBe(false);
    expect(tellsOfPerson('Institutt for áile', ['Áile Čuoŧŧi'])).toBe(true);
  });

  it('has the title that a caseworker wrote for the public, and then none is left out', () => {
    expect(publicEntry({ ...entry, publicTitle: 'Søknad om NPR-data' })).toMatchObject({
      title: 'Søknad om NPR-data',
      isTitleExempt: false,
    });
  });
});
