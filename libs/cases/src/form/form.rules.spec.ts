import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  registryIds,
  wholeApplication,
  wholeStatisticsRequest,
} from '../../../../test/support/journey.js';
import { completenessOf } from './completeness.rules.js';
import { merged, replaced } from '../application/draft.merge.rules.js';
import { answersSchema, wellFormed } from './form.answers.rules.js';
import { forms, formOf } from './form.files.js';
import { type FormDefinition, type Question, questionsOf } from './form.model.js';
import { faultsInForm, formInForce, readForms } from './form.rules.js';

const form = formOf('2026-1');
const questions = questionsOf(form);
const context = {
  today: '2026-11-02',
  knownRegistryIds: new Set<string>(Object.values(registryIds)),
  catalogue: [],
  twinReference: null,
  permitToChange: null,
};

describe('the application form', () => {
  it('asks every question of the common form, in its order, for data and for figures [R6.2.1]', () => {
    const common = new Set(questions.flatMap((each) => each.common ?? []));
    expect(common.size).toBe(142);
    expect(form.sections.map(({ id }) => id)).toEqual([
      'start',
      'change',
      'sources',
      'public-information',
      'applicant',
      'roles',
      'payment',
      'purpose',
      'cohort',
      'controls-and-relatives',
      'variables-and-period',
      'identification-level',
      'other-data-and-linkage',
      'legal-basis',
      'ethics-and-approvals',
      'safeguards-and-environment',
      'retention-and-publication',
      'statistics',
      'additional-information',
      'declarations',
    ]);
    for (const kind of ['individual-level', 'statistics', 'change'] as const) {
      expect(questions.some(({ kinds }) => kinds.includes(kind))).toBe(true);
    }
    expect(form.validFromOn).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('has text and help in nb, nn and en for every section, question, part and option [R6.2.11] [law 21]', () => {
    const spoken = form.sections.flatMap((section) => [
      section.name,
      section.help,
      ...section.questions.flatMap(({ text, help, options = [], parts = [] }) => [
        text,
        help,
        ...options.map((option) => option.text),
        ...parts.flatMap((part) => [part.text, ...(part.options ?? []).map((each) => each.text)]),
      ]),
    ]);
    expect(spoken.length).toBeGreaterThan(600);
    for (const words of spoken) {
      expect(Object.values(words).map((each) => each.trim() !== '')).toEqual([true, true, true]);
    }
    // A help that is the same in two languages was forgotten in one of them.
    const same = questions.filter(({ help }) => help.nb === help.en || help.nn === help.en);
    expect(same.map(({ id }) => id)).toEqual([]);
  });

  it.each([
    ['for access to data', 'annex-5'],
    ['for figures', 'annex-6'],
  ])('maps every field of the European form %s (%s)', (_, annex) => {
    const { fields } = JSON.parse(readFileSync('data/forms/eu-common-form.json', 'utf8')) as {
      fields: { eu: string; question: string }[];
    };
    const wanted = fields.filter(({ eu }) => eu.startsWith(annex));
    expect(wanted.length).toBeGreaterThan(2);
    const unmapped = wanted.filter(
      ({ eu, question }) =>
        !questions.some((each) => each.common === question && each.eu?.includes(eu)),
    );
    expect(unmapped).toEqual([]);
  });

  it('finds a European field that nothing maps', () => {
    expect(questions.some((each) => each.eu?.includes('annex-5/99'))).toBe(false);
  });

  it('asks of figures neither ethics, identification nor a basis in the GDPR [law 32]', () => {
    const asked = questions.filter(({ kinds }) => kinds.includes('statistics')).map(({ id }) => id);
    for (const field of ['legalBasisArticle6', 'rekStatus', 'identificationLevel', 'controllers']) {
      expect(asked).not.toContain(field);
    }
    expect(asked).toEqual(
      expect.arrayContaining(['statTables', 'registryPurposeFit', 'reidentificationMeasures']),
    );
  });

  it('takes anonymous data as the rule and asks a special reason for direct identifiers [law 12]', () => {
    const direct = { ...wholeApplication, identificationLevel: 'directly-identifiable' };
    const lacking = missing(form, direct);
    expect(lacking).toEqual(['directIdentifiers', 'directIdentifiersReason']);
    const anonymous = {
      ...wholeApplication,
      identificationLevel: 'anonymous',
      identificationReason: undefined,
    };
    expect(missing(form, anonymous)).toEqual([]);
  });
});

describe('a question added as data alone [R6.2.6]', () => {
  const added: Question = {
    id: 'biobankNumber',
    type: 'line',
    text: { nb: 'Hva er biobankens nummer?', nn: 'Kva er nummeret til biobanken?', en: 'Which?' },
    help: { nb: 'Nummeret.', nn: 'Nummeret til han.', en: 'Its number.' },
    kinds: ['individual-level'],
    required: { field: 'isMedicalResearch', is: true },
    sensitivity: 'internal',
    sources: [],
  };
  const [next] = readForms([withQuestion(form, 'ethics-and-approvals', added)]);
  if (!next) throw new Error('The form cannot be read');

  it('is asked where its condition holds, and nowhere else', () => {
    expect(missing(next, wholeApplication)).toEqual(['biobankNumber']);
    expect(missing(next, { ...wholeApplication, isMedicalResearch: false })).toEqual([]);
  });

  it('is validated, kept and given back', () => {
    const wrong = wellFormed(next, { biobankNumber: 'a\nb' });
    expect('faults' in wrong && wrong.faults).toEqual([
      { field: 'biobankNumber', code: 'one-line' },
    ]);
    const saved = replaced(next, { biobankNumber: 'B-1' });
    expect(saved).toEqual({ draft: { biobankNumber: 'B-1' } });
    expect(answersSchema(next).shape).toHaveProperty('biobankNumber');
  });

  it('is unknown to an application that began on the version before it', () => {
    const refused = merged(form, {}, { answers: { biobankNumber: 'B-1' }, seen: {} });
    expect('refused' in refused && refused.refused.problems?.map(({ field }) => field)).toEqual([
      'answers.biobankNumber',
    ]);
  });

  it('may be about the layout of tables in a request for figures [R6.2.8]', () => {
    const layout: Question = { ...added, id: 'tableLayout', kinds: ['statistics'], required: true };
    const [version] = readForms([withQuestion(form, 'statistics', layout)]);
    if (!version) throw new Error('The form cannot be read');
    const { sections } = completenessOf(wholeStatisticsRequest, 'statistics', version, context);
    expect(sections.flatMap((section) => section.missing)).toEqual(['tableLayout']);
    expect(wellFormed(version, { tableLayout: 'Liggende' })).toHaveProperty('answers');
  });
});

describe('the versions of the form', () => {
  it('stand beside each other, and a new draft begins on the newest that is valid', () => {
    const later = { ...form, version: '2027-1', validFromOn: '2027-03-01' };
    const versions = readForms([later, form]);
    expect(versions.map(({ version }) => version)).toEqual(['2026-1', '2027-1']);
    expect(formInForce(versions, '2027-02-28').version).toBe('2026-1');
    expect(formInForce(versions, '2027-03-01').version).toBe('2027-1');
    expect(forms.map(({ version }) => version)).toContain('2026-1');
  });

  it.each<[string, Partial<Question>, string]>([
    ['a field that is not asked', { required: { field: 'nothing', is: true } }, 'is not asked'],
    ['an option there is none of', { required: { field: 'rekStatus', is: 'maybe' } }, 'cannot be'],
    ['itself', { required: { field: 'extra', is: 'x' } }, 'depends on itself'],
    ['no options', { type: 'choice' }, 'options are missing'],
    ['no parts', { type: 'table' }, 'parts do not fit'],
    ['no kinds of file', { type: 'files' }, 'kinds of attachment do not fit'],
  ])('are refused where a question depends on %s', (_, change, fault) => {
    const extra = {
      ...questionsOf(form)[5],
      ...change,
      id: 'extra',
      options: undefined,
    } as Question;
    expect(faultsInForm(withQuestion(form, 'applicant', extra)).join()).toContain(fault);
  });

  it('are refused where a text lacks a language', () => {
    const bare = { ...questionsOf(form)[5], id: 'bare', text: { nb: 'x', nn: 'x' } } as unknown;
    expect(() => readForms([withQuestion(form, 'applicant', bare as Question)])).toThrow();
  });
});

function missing(of: FormDefinition, answers: Record<string, unknown>): string[] {
  const { sections } = completenessOf(answers, 'individual-level', of, context);
  return sections.flatMap((section) => section.missing);
}

function withQuestion(of: FormDefinition, sectionId: string, question: Question): FormDefinition {
  return {
    ...of,
    sections: of.sections.map((section) =>
      section.id === sectionId
        ? { ...section, questions: [...section.questions, question] }
        : section,
    ),
  };
}
