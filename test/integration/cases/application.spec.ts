import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { Refused } from '#platform';
import { ApplicationController } from '../../../libs/cases/src/application/application.controller.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { FormController } from '../../../libs/cases/src/form/form.controller.js';
import { presenceSeconds } from '../../../libs/cases/src/application/presence.queries.js';
import type { Person } from '#parties';
import { filesUnderTest, pdfOf } from '../../support/files.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, stages, wholeApplication } from '../../support/journey.js';

let tilgang: CasesUnderTest;
let api: ApplicationController;
const applicant = people.applicant as Person;
const caseworker = people.caseworker as Person;
beforeAll(async () => {
  tilgang = await givenCases();
  api = new ApplicationController(tilgang.cases, tilgang.db, tilgang.clock);
});
afterAll(() => tilgang.close());

async function refusalOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('a new draft', () => {
  it('holds the name from the sign-in, and the institution as last written, and no identity number [R6.2.13]', async () => {
    const first = await tilgang.givenCase();
    const { answers } = await api.application(applicant, first.id);
    expect(answers['contactPerson']).toEqual({
      name: people.applicant.name,
      email: `${people.applicant.personId}@people.example`,
    });
    await tilgang.givenCase('submitted');
    const next = await tilgang.givenCase();
    const { answers: filled } = await api.application(applicant, next.id);
    expect(filled).toMatchObject({
      institutionName: wholeApplication.institutionName,
      institutionNumber: wholeApplication.institutionNumber,
      postalAddress: wholeApplication.postalAddress,
    });
    expect(JSON.stringify(filled)).not.toMatch(/(?<!\d)\d{11}(?!\d)/);
    expect(await tilgang.give(next.id, 1, stages.submitted[0])).toBe(2);
  });

  it('keeps half of the answers without being sent, also for the next sign-in [R6.2.16]', async () => {
    const { id } = await tilgang.givenCase();
    const save = {
      type: 'save-answers',
      version: 1,
      answers: { title: 'Halvt' },
      seen: {},
    } as const;
    await tilgang.cases.execute(id, save, people.applicant);
    const detail = await caseDetail(tilgang.db, id, people.applicant);
    expect(detail.tracks.application?.state).toBe('draft');
    expect(detail).toMatchObject({ title: 'Halvt', formVersion: '2026-1', version: 2 });
  });

  it('cannot be sent with gaps, and every one of them is named with its field and code [R6.2.26] [R6.2.15]', async () => {
    const { id, version } = await tilgang.givenCase();
    const application = {
      ...wholeApplication,
      title: undefined,
      accessPeriod: { fromOn: '2029-01-01', toOn: '2028-01-01' },
    };
    const edit = { type: 'edit-draft', version, application } as const;
    await tilgang.cases.execute(id, edit, people.applicant);
    const submit = { type: 'submit', version: version + 1 } as const;
    const refusal = await refusalOf(tilgang.cases.execute(id, submit, people.applicant));
    expect(refusal).toMatchObject({ code: 'application-incomplete', kind: 'facts' });
    expect(refusal.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'title', code: 'required' }),
        expect.objectContaining({ field: 'accessPeriod.toOn', code: 'period-order' }),
      ]),
    );
    const { tracks } = await caseDetail(tilgang.db, id, people.applicant);
    expect(tracks.application?.state).toBe('draft');
  });
});

describe('completeness', () => {
  it('is told section by section, and says when the application is ready [R6.2.10] [R6.2.27]', async () => {
    const { id, version } = await tilgang.givenCase();
    const before = await api.completeness(applicant, id);
    expect(before.isReady).toBe(false);
    expect(before.sections.find((section) => section.id === 'public-information')).toMatchObject({
      state: 'incomplete',
      missing: expect.arrayContaining(['title', 'laySummary']),
    });
    await tilgang.give(id, version, stages.submitted[0]);
    expect(await api.completeness(applicant, id)).toMatchObject({ isReady: true, delay: null });
  });

  it('tells of an open application with the same sources and title', async () => {
    const { id: earlier } = await tilgang.givenCase('submitted');
    const { id, version } = await tilgang.givenCase();
    await tilgang.give(id, version, stages.submitted[0]);
    const { reference } = await caseDetail(tilgang.db, earlier, people.applicant);
    expect(await api.completeness(applicant, id)).toMatchObject({
      isReady: true,
      twinReference: reference,
    });
  });

  it('is nobody else’s to read before the application is sent', async () => {
    const { id } = await tilgang.givenCase();
    expect((await refusalOf(api.completeness(caseworker, id))).code).toBe('case-unknown');
  });
});

describe('export and import', () => {
  it('give a draft whose export is equal field by field [R6.2.24]', async () => {
    const fields = Object.keys(wholeApplication);
    const everyAnswer = fc.subarray(fields, { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(everyAnswer, fc.constantFrom('nb', 'nn', 'en'), async (chosen, language) => {
        const answers = Object.fromEntries(chosen.map((field) => [field, wholeApplication[field]]));
        const file = {
          schema: 'tilgang-application/1',
          formVersion: '2026-1',
          kind: 'individual-level',
          language,
          answers,
          attachments: [],
        };
        const { id } = await api.import(applicant, file);
        expect(await api.application(applicant, id)).toEqual(file);
      }),
      { numRuns: 8 },
    );
  });

  it('name every field of a file that the form does not know', async () => {
    const file = {
      schema: 'tilgang-application/1',
      formVersion: '2026-1',
      kind: 'statistics',
      language: 'nb',
      answers: { titel: 'x', funders: [{ funder: 7 }] },
    };
    const { problems } = await refusalOf(api.import(applicant, file));
    expect(problems?.map(({ field }) => field).sort()).toEqual([
      'answers.funders.0.funder',
      'answers.titel',
    ]);
    const unknown = { ...file, answers: {}, formVersion: '1999-1' };
    expect(await refusalOf(api.import(applicant, unknown))).toMatchObject({
      code: 'import-refused',
      problems: [{ field: 'formVersion' }],
    });
  });

  it('hand out what was sent by the published JSON Schema, its attachments with their checksums [R6.3.9]', async () => {
    const { id, version } = await tilgang.givenCase('submitted');
    const content = pdfOf(10);
    const files = filesUnderTest(tilgang);
    const { fileId } = await files.sendScanned(id, content, 'applicant', 'protokoll.pdf');
    const attach = { type: 'add-attachment', fileId, attachmentKind: 'protocol' } as const;
    await tilgang.give(id, version, { by: 'applicant', command: attach });
    const sent = await api.application(caseworker, id);
    const published = new FormController(tilgang.clock).schema(sent.formVersion);
    const schema = z.fromJSONSchema(published as Parameters<typeof z.fromJSONSchema>[0]);
    expect(schema.safeParse(sent.answers).error).toBeUndefined();
    expect(schema.safeParse({ ...sent.answers, title: 7 }).success).toBe(false);
    expect(sent.answers).toMatchObject(wholeApplication);
    expect(sent.attachments).toEqual([
      {
        name: 'protokoll.pdf',
        kind: 'protocol',
        mediaType: 'application/pdf',
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ]);
  });

  it('describe the answers in a JSON Schema with every field of the form', () => {
    const forms = new FormController(tilgang.clock);
    const { properties } = forms.schema('2026-1') as { properties: Record<string, unknown> };
    for (const field of Object.keys(wholeApplication)) expect(properties).toHaveProperty(field);
    expect(() => forms.form('1999-1')).toThrow(Refused);
  });
});

describe('writing at the same time', () => {
  const save = (answers: Record<string, unknown>, seen: Record<string, unknown>) =>
    ({ type: 'save-answers', version: 1, answers, seen }) as const;

  it('keeps both where two save different fields at once [R6.2.17]', async () => {
    const { id } = await tilgang.givenCase();
    const pairs = Object.entries(wholeApplication).slice(0, 12);
    await Promise.all(
      pairs.map(([field, value]) =>
        tilgang.cases.execute(
          id,
          save(
            { [field]: value },
            {
              contactPerson: {
                name: people.applicant.name,
                email: `${people.applicant.personId}@people.example`,
              },
              ...prefilled,
            },
          ),
          people.applicant,
        ),
      ),
    );
    const { answers } = await api.application(applicant, id);
    for (const [field, value] of pairs) expect(answers[field]).toEqual(value);
  });

  const prefilled = {
    applicantKind: wholeApplication.applicantKind,
    institutionName: wholeApplication.institutionName,
    institutionNumber: wholeApplication.institutionNumber,
    postalAddress: wholeApplication.postalAddress,
    institutionCountry: wholeApplication.institutionCountry,
    applicantSector: wholeApplication.applicantSector,
  };

  it('refuses the second of two who save the same field, and keeps the first', async () => {
    const { id } = await tilgang.givenCase();
    const outcomes = await Promise.allSettled(
      ['Den ene', 'Den andre'].map((title) =>
        tilgang.cases.execute(id, save({ title }, { title: null }), people.applicant),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const { answers } = await api.application(applicant, id);
    expect(['Den ene', 'Den andre']).toContain(answers.title);
  });

  it('tells who else is in the draft and where, until they have gone', async () => {
    const { id } = await tilgang.givenCase();
    const { rows } = await tilgang.owner.pool.query<{ id: string }>(
      'SELECT id FROM person WHERE id <> $1 LIMIT 1',
      [applicant.personId],
    );
    await tilgang.owner.pool.query(`INSERT INTO draft_presence VALUES ($1, $2, 'purpose', $3)`, [
      id,
      rows[0]?.id,
      tilgang.clock.at,
    ]);
    const now = await api.presence(applicant, id, { section: 'cohort' });
    expect(now.others).toMatchObject([{ section: 'purpose' }]);
    const before = tilgang.clock.at;
    tilgang.clock.at = new Date(before.getTime() + (presenceSeconds + 1) * 1000);
    expect((await api.presence(applicant, id, { section: 'cohort' })).others).toEqual([]);
    tilgang.clock.at = before;
    expect((await refusalOf(api.presence(caseworker, id, { section: 'cohort' }))).code).toBe(
      'case-unknown',
    );
  });
});
