import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { people, wholeApplication } from '../../../../test/support/journey.js';
import { contextFor, given } from '../../../../test/support/play.js';
import type { Draft } from './application.rules.js';
import { decide } from '../case.machine.js';
import { merged } from './draft.merge.rules.js';
import { formOf } from '../form/form.files.js';

const form = formOf('2026-1');
const fields = Object.keys(wholeApplication);

describe('saving answers', () => {
  it('lets two who write in different fields both have their way [R6.2.17]', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...fields)), fc.nat(), (chosen, at) => {
        const [mine, yours] = [chosen.slice(0, at % 50), chosen.slice(at % 50)];
        let draft: Draft = {};
        for (const [index, field] of interleaved(mine, yours).entries()) {
          // Everybody still sees the empty draft that they opened.
          const saved = merged(form, draft, {
            answers: { [field]: wholeApplication[field] },
            seen: {},
          });
          if ('refused' in saved) throw new Error(`save ${index} was refused`);
          ({ draft } = saved);
        }
        expect(Object.keys(draft).sort()).toEqual([...chosen].sort());
        for (const field of chosen) expect(draft[field]).toEqual(wholeApplication[field]);
      }),
    );
  });

  it('refuses by name a field that somebody else has changed, and writes nothing over', () => {
    const save = { answers: { title: 'Mitt', purpose: 'Nytt' }, seen: { title: 'Før' } };
    expect(merged(form, { title: 'Ditt' }, save)).toEqual({
      refused: expect.objectContaining({
        code: 'answers-changed',
        kind: 'state',
        problems: [expect.objectContaining({ field: 'answers.title' })],
      }),
    });
  });

  it('accepts the same save twice, as after a lost answer', () => {
    const save = { answers: { title: 'Mitt' }, seen: { title: 'Før' } };
    expect(merged(form, { title: 'Mitt' }, save)).toEqual({ draft: { title: 'Mitt' } });
  });

  it('takes an answer away that is saved as none, and leaves the rest', () => {
    const save = { answers: { title: null }, seen: { title: 'Før' } };
    expect(merged(form, { title: 'Før', purpose: 'Mål' }, save)).toEqual({
      draft: { purpose: 'Mål' },
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a field nobody asks for', { titel: 'x' }, 'answers.titel', 'unknown-field'],
    ['no answer to what nobody asks', { titel: null }, 'answers.titel', 'unknown-field'],
    ['a choice there is none of', { invoiceKind: 'fax' }, 'answers.invoiceKind', 'not-an-option'],
    ['no day', { projectEndsOn: '2030-02-30' }, 'answers.projectEndsOn', 'date'],
    [
      'half an address',
      { contactPerson: { email: 'a@b' } },
      'answers.contactPerson.email',
      'email',
    ],
    [
      'a country by its name',
      { institutionCountry: 'Norge' },
      'answers.institutionCountry',
      'country',
    ],
    [
      'a row of something else',
      { funders: [{ name: 'x' }] },
      'answers.funders.0.name',
      'unknown-field',
    ],
    ['what the case answers', { caseType: 'statistics' }, 'answers.caseType', 'unknown-field'],
  ])('names the field and the rule for %s [R6.2.15]', (_, answers, field, code) => {
    const result = merged(form, {}, { answers, seen: {} });
    expect('refused' in result && result.refused.problems).toEqual([
      expect.objectContaining({ field, code }),
    ]);
  });

  it('goes through the door on an old version, where replacing the draft does not [R6.2.16]', () => {
    const { accessCase, ...play } = given(
      { by: 'applicant', command: { type: 'edit-draft', application: { purpose: 'Mål' } } },
      { by: 'applicant', command: { type: 'edit-draft', application: { purpose: 'Mål' } } },
    );
    const context = contextFor({ accessCase, ...play }, people.applicant);
    const save = {
      type: 'save-answers',
      version: 1,
      answers: { title: 'Halvferdig' },
      seen: {},
    } as const;
    const saved = decide(accessCase, save, context);
    expect(saved).toMatchObject({ draft: { purpose: 'Mål', title: 'Halvferdig' } });
    const edit = { type: 'edit-draft', version: 1, application: {} } as const;
    expect(decide(accessCase, edit, context)).toMatchObject({ refused: { code: 'stale-version' } });
  });
});

function interleaved(one: readonly string[], other: readonly string[]): string[] {
  const longest = Math.max(one.length, other.length);
  return Array.from({ length: longest }, (_, index) => [one[index], other[index]])
    .flat()
    .filter((field) => field !== undefined);
}
