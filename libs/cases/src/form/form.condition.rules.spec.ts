import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { registryIds, wholeApplication } from '../../../../test/support/journey.js';
import { type CaseKind, caseKinds } from '../case.model.js';
import { completenessOf } from './completeness.rules.js';
import { readForm } from './form.condition.rules.js';
import { formOf } from './form.files.js';
import { type FormDefinition, type Question, questionsOf } from './form.model.js';

const form = formOf('2026-1');
const questions = questionsOf(form);
const context = {
  today: '2026-11-02',
  knownRegistryIds: new Set<string>(Object.values(registryIds)),
  catalogue: [],
  twinReference: null,
  permitToChange: { isInForce: true, isOwn: true, isBeingChanged: false },
};
const missingIn = (of: FormDefinition, kind: CaseKind, answers: Record<string, unknown>) =>
  completenessOf(answers, kind, of, context).sections.flatMap(({ missing }) => missing);

describe('when a question is asked', () => {
  it.each<[string, CaseKind, Record<string, unknown>, boolean]>([
    ['funders', 'individual-level', {}, false],
    ['funders', 'individual-level', { fundingRange: 'none' }, false],
    ['funders', 'individual-level', { fundingRange: 'over-1m' }, true],
    ['invoiceAddress', 'statistics', { invoiceKind: 'electronic' }, true],
    ['invoiceAddress', 'statistics', { invoiceKind: 'paper' }, false],
    ['publicMandateBasis', 'individual-level', { purposeCategory: ['policy'] }, true],
    ['publicMandateBasis', 'individual-level', { publicTask: 'own-task' }, true],
    ['publicMandateBasis', 'individual-level', { publicTask: 'no' }, false],
    ['rekReference', 'individual-level', { isMedicalResearch: true, rekStatus: 'applied' }, true],
    [
      'rekReference',
      'individual-level',
      { isMedicalResearch: true, rekStatus: 'not-applied' },
      false,
    ],
    // Its own condition holds, and the question that it stands on is not asked any more.
    ['rekReference', 'individual-level', { isMedicalResearch: false, rekStatus: 'applied' }, false],
    ['purpose', 'individual-level', {}, true],
    ['purpose', 'change', {}, false],
    ['purpose', 'change', { changeKinds: ['purpose'] }, true],
    ['accessPeriod', 'extension', {}, true],
    ['accessPeriod', 'data-update', {}, false],
    ['dataPeriods', 'data-update', {}, true],
    ['statTables', 'individual-level', {}, false],
    ['statTables', 'statistics', {}, true],
    ['legalBasisArticle6', 'statistics', {}, false],
    ['laySummary', 'individual-level', { laySummaryWithheldReason: 'Patent' }, true],
  ])('%s in a case of kind %s with %j: %p', (field, kind, answers, isAsked) => {
    expect(readForm(form, kind, answers).isAsked(field)).toBe(isAsked);
  });

  it('asks for a summary only where none is withheld', () => {
    expect(readForm(form, 'statistics', {}).isRequired('laySummary')).toBe(true);
    const withheld = { laySummaryWithheldReason: 'Patent' };
    expect(readForm(form, 'statistics', withheld).isRequired('laySummary')).toBe(false);
  });

  it('never misses an answer because a question is hidden', () => {
    fc.assert(
      fc.property(
        someAnswers,
        fc.constantFrom(...caseKinds),
        aQuestion,
        (answers, kind, hidden) => {
          const before = missingIn(form, kind, answers);
          const after = missingIn(hiding(form, hidden.id), kind, answers);
          expect(after.filter((field) => !before.includes(field))).toEqual([]);
        },
      ),
    );
  });

  it('counts for nothing what was typed where nothing is asked any more', () => {
    fc.assert(
      fc.property(someAnswers, fc.constantFrom(...caseKinds), (answers, kind) => {
        const reading = readForm(form, kind, answers);
        const asked = Object.entries(answers).filter(([field]) => reading.isAsked(field));
        const whole = completenessOf(answers, kind, form, context);
        const alone = completenessOf(Object.fromEntries(asked), kind, form, context);
        expect(whole.sections).toEqual(alone.sections);
        expect(whole.isReady).toBe(alone.isReady);
      }),
    );
  });
});

const aQuestion = fc.constantFrom(...questions);

/** Some of a whole application's answers, and some others where there is something to choose. */
const someAnswers = fc
  .array(fc.tuple(aQuestion, fc.nat()))
  .map((chosen) =>
    Object.fromEntries(chosen.flatMap(([question, which]) => answerTo(question, which))),
  )
  .chain((others) =>
    fc
      .subarray(Object.entries(wholeApplication))
      .map((kept): Record<string, unknown> => ({ ...Object.fromEntries(kept), ...others })),
  );

function answerTo({ id, type, options = [] }: Question, which: number): [string, unknown][] {
  const value = options[which % Math.max(1, options.length)]?.value;
  if (type === 'choice') return [[id, value]];
  if (type === 'multi-choice') return [[id, [value]]];
  if (type === 'yes-no') return [[id, which % 2 === 0]];
  if (type === 'text' || type === 'line') return [[id, which % 3 === 0 ? ' ' : 'Et svar']];
  return [];
}

function hiding(of: FormDefinition, id: string): FormDefinition {
  return {
    ...of,
    sections: of.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        question.id === id ? { ...question, asked: false } : question,
      ),
    })),
  };
}
