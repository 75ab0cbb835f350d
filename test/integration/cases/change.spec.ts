import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import { differenceOf, relatedCases } from '../../../libs/cases/src/case.parent.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, wholeApplication } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const change = (parentCaseId?: string) =>
  ({ language: 'nb', kind: 'change', parentCaseId }) as const;

describe('a change of a permit', () => {
  it('is a case of its own that begins with what was granted, tied both ways [R9.4.1] [R9.4.3] [law 30]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const id = await tilgang.cases.create(people.applicant, change(parent.id));
    expect(await caseById(tilgang.db, id)).toMatchObject({ kind: 'change', parentId: parent.id });
    expect(await differenceOf(tilgang.db, id, people.applicant)).toMatchObject({ differences: [] });
    const { related } = await relatedCases(tilgang.db, parent.id, people.applicant);
    expect(related).toMatchObject([{ id, kind: 'change', relation: 'child' }]);
    const back = await relatedCases(tilgang.db, id, people.applicant);
    expect(back.related).toMatchObject([{ id: parent.id, relation: 'parent' }]);
  });

  it('shows field by field what differs, and which registries it concerns [law 30] [R9.4.4]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const id = await tilgang.cases.create(people.applicant, change(parent.id));
    const sources = wholeApplication.sources.map((source) =>
      source.registryId === registryIds.npr
        ? { ...source, justification: 'Også for et nytt spørsmål' }
        : source,
    );
    const version = (await caseById(tilgang.db, id))?.version ?? 0;
    await tilgang.give(id, version, {
      by: 'applicant',
      command: { type: 'edit-draft', application: { ...wholeApplication, sources } },
    });
    expect(await differenceOf(tilgang.db, id, people.applicant)).toMatchObject({
      differences: [
        {
          field: `sources.${registryIds.npr}.justification`,
          kind: 'added',
          after: 'Også for et nytt spørsmål',
        },
      ],
      affectedRegistryIds: [registryIds.npr],
    });
  });

  it('is for who holds a permit in force, and for nobody else [R9.4.1]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const decided = await tilgang.givenCase('decided');
    const asked = (by: keyof typeof people, of?: string) =>
      tilgang.cases
        .create(people[by], change(of))
        .catch((error: { refusal?: { code: string } }) => {
          return error.refusal?.code;
        });
    expect(await asked('otherApplicant', parent.id)).toBe('case-unknown');
    expect(await asked('applicant', decided.id)).toBe('no-active-permit');
    expect(await asked('applicant')).toBe('parent-misnamed');
  });
});
