import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import {
  carryOutChangesDue,
  carryOutInParent,
  carryToChildren,
} from '../../../libs/cases/src/case.family.js';
import { permitContent } from '../../../libs/cases/src/permits/permit.queries.js';
import { givenChild, longerApplication } from '../../support/children.js';
import { differenceOf, relatedCases } from '../../../libs/cases/src/case.parent.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import {
  firstFrom,
  manifestOf,
  people,
  preparationOf,
  registryIds,
  type Step,
  wholeApplication,
} from '../../support/journey.js';

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

describe('a member of the project', () => {
  it.each([
    [[], 'not-allowed-for-role'],
    [['edit-draft'], 'not-allowed-for-role'],
    [['submit'], 'accepted'],
  ] as const)('with the rights %j asks for a change: %s [R9.4.1]', async (rights, outcome) => {
    const { id, version } = await tilgang.givenCase('permitted');
    const { personId } = people.otherApplicant;
    const invited = await tilgang.give(id, version, {
      by: 'applicant',
      command: {
        type: 'invite-member',
        name: 'Annen Demosøker',
        email: 'annen@people.example',
        kind: 'reader',
        rights: [...rights],
      },
    });
    const [memberId = ''] = Object.keys((await caseById(tilgang.db, id))?.tracks.member ?? {});
    await tilgang.give(id, invited, {
      by: 'system',
      command: { type: 'accept-invitation', memberId, personId: personId ?? '' },
    });
    const answer = await tilgang.cases.create(people.otherApplicant, change(id)).then(
      () => 'accepted',
      (error: { refusal?: { code: string } }) => error.refusal?.code,
    );
    expect(answer).toBe(outcome);
  });
});

describe('a change, decided on', () => {
  it('makes one new version of the permit that it is about, however often it is carried over [R9.4.3] [R9.4.4] [law 30]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const { id } = await givenChild(tilgang, parent.id, 'decided');
    await carryOutInParent(tilgang.cases, tilgang.db, id);
    await carryOutInParent(tilgang.cases, tilgang.db, id);
    const after = await caseById(tilgang.db, parent.id);
    expect(after?.tracks.permit).toMatchObject({
      state: 'amended',
      permitReference: expect.stringMatching(/\.2$/),
      requests: { [id]: { kind: 'change', state: 'granted' } },
      versions: [
        { version: 1, activeTo: expect.any(String) },
        { version: 2, kind: 'amended', activeTo: null, changeCaseId: id },
      ],
    });
    const content = await permitContent(
      tilgang.db,
      after?.tracks.permit.permitReference ?? '',
      people.auditor,
    );
    expect(JSON.parse(content.content)).toMatchObject({
      changes: [
        { field: `sources.${registryIds.npr}.variables.Alder.justification`, kind: 'added' },
        { field: `sources.${registryIds.npr}.variables.Alder.name`, kind: 'added', after: 'Alder' },
      ],
    });
    expect((await caseById(tilgang.db, id))?.tracks.permit).toMatchObject({
      state: 'carried',
      permitReference: after?.tracks.permit.permitReference,
    });
  });

  it('takes effect on the day it names, and the version before is in force until then [R9.3.9]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const permit = async (id = parent.id) => (await caseById(tilgang.db, id))?.tracks.permit;
    const first = await permit();
    const wish = { takesEffectOn: '2026-11-16' };
    const { id } = await givenChild(tilgang, parent.id, 'decided', wish);
    const { rows } = await tilgang.db.pool.query<{ on: string }>(
      `SELECT data ->> 'takesEffectOn' AS "on" FROM letter
        WHERE case_id = $1 AND kind = 'change-decision'`,
      [id],
    );
    expect(rows).toEqual([{ on: '2026-11-16' }]);

    const before = tilgang.clock.at;
    for (const day of ['2026-11-02', '2026-11-15']) {
      tilgang.clock.at = new Date(`${day}T20:00:00.000Z`);
      await carryOutInParent(tilgang.cases, tilgang.db, id);
      await carryOutChangesDue(tilgang.cases, tilgang.db);
      expect(await permit()).toMatchObject({
        state: 'active',
        permitReference: first?.permitReference,
        versions: [{ version: 1, activeTo: null }],
      });
    }
    expect((await permit(id))?.state).toBe('none');

    tilgang.clock.at = new Date('2026-11-16T06:00:00.000Z');
    await carryOutChangesDue(tilgang.cases, tilgang.db);
    await carryOutChangesDue(tilgang.cases, tilgang.db);
    tilgang.clock.at = before;
    expect(await permit()).toMatchObject({
      state: 'amended',
      versions: [
        { version: 1, activeTo: '2026-11-16T06:00:00.000Z' },
        { version: 2, activeFrom: '2026-11-16T06:00:00.000Z', activeTo: null, changeCaseId: id },
      ],
    });
    expect((await permit(id))?.state).toBe('carried');
  });

  it('takes effect on no day that has passed, or that its permit does not reach', async () => {
    const proposed = async (wish: object) => {
      const parent = await tilgang.givenCase('permitted');
      return givenChild(tilgang, parent.id, 'proposed', wish);
    };
    for (const takesEffectOn of ['2026-11-02', '2028-01-01']) {
      await expect(proposed({ takesEffectOn })).rejects.toMatchObject({
        refusal: { code: 'effect-day-outside-permit' },
      });
    }
    const longer = { kind: 'extension', endsOn: '2028-12-31', takesEffectOn: '2026-12-01' };
    await expect(proposed({ ...longer, application: longerApplication })).rejects.toMatchObject({
      refusal: { code: 'no-effect-day' },
    });
  });

  it('is told in a letter that lists exactly what was approved [R9.4.4]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const { id } = await givenChild(tilgang, parent.id, 'decided');
    const { rows } = await tilgang.db.pool.query<{ kind: string; data: { changes?: unknown } }>(
      "SELECT kind, data FROM letter WHERE case_id = $1 AND kind LIKE '%decision' ORDER BY kind",
      [id],
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['change-decision', 'exemption-decision']);
    expect(rows[0]?.data.changes).toEqual([
      { what: expect.stringContaining('Alder'), before: '', after: 'Justerer for alder' },
      { what: expect.stringContaining('Alder'), before: '', after: 'Alder' },
    ]);
  });

  it('leaves the permit in force while it is asked for, and as it was when it is refused', async () => {
    const parent = await tilgang.givenCase('permitted');
    const child = await givenChild(tilgang, parent.id, 'proposed', { isRefused: true });
    await carryOutInParent(tilgang.cases, tilgang.db, child.id);
    const permit = async () => (await caseById(tilgang.db, parent.id))?.tracks.permit;
    expect(await permit()).toMatchObject({
      state: 'active',
      requests: { [child.id]: { state: 'requested' } },
    });
    const version = await tilgang.give(child.id, child.version, {
      by: 'decisionMaker',
      command: { type: 'sign-access-refusal' },
    });
    await carryOutInParent(tilgang.cases, tilgang.db, child.id);
    expect(await permit()).toMatchObject({
      state: 'active',
      requests: { [child.id]: { state: 'refused' } },
      versions: [{ version: 1, activeTo: null }],
    });
    await tilgang.give(child.id, version, { by: 'caseworker', command: { type: 'close-case' } });
  });

  it('tells the permit when it is withdrawn', async () => {
    const parent = await tilgang.givenCase('permitted');
    const child = await givenChild(tilgang, parent.id, 'submitted');
    await tilgang.give(child.id, child.version, {
      by: 'applicant',
      command: { type: 'withdraw' },
    });
    await carryOutInParent(tilgang.cases, tilgang.db, child.id);
    expect((await caseById(tilgang.db, parent.id))?.tracks.permit.requests).toMatchObject({
      [child.id]: { state: 'withdrawn' },
    });
  });

  it('is put to the registries that it concerns, and to no other [R9.4.3]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const { id, version } = await givenChild(tilgang, parent.id, 'in-assessment');
    const consult = (registryId: string) => ({
      by: 'caseworker' as const,
      command: { type: 'consult-registry' as const, registryId, question: 'Er alder egnet?' },
    });
    await expect(tilgang.give(id, version, consult(registryIds.dar))).rejects.toMatchObject({
      refusal: { code: 'registry-not-affected' },
    });
    await tilgang.give(id, version, consult(registryIds.npr));
    expect((await caseById(tilgang.db, id))?.tracks.consultation).toMatchObject({
      [registryIds.npr]: { state: 'requested' },
    });
  });

  it('is delivered by the registries that it concerns, and its case is closed then [R9.4.3]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const { id } = await givenChild(tilgang, parent.id, 'decided');
    await carryOutInParent(tilgang.cases, tilgang.db, id);
    let version = (await caseById(tilgang.db, id))?.version ?? 0;
    const order = (registryId: string): Step => ({
      by: 'caseworker',
      command: { type: 'order-delivery', registryId },
    });
    await expect(tilgang.give(id, version, order(registryIds.dar))).rejects.toMatchObject({
      refusal: { code: 'registry-not-affected' },
    });
    const registryId = registryIds.npr;
    const deliveryId = firstFrom(registryId);
    const steps: Step[] = [
      order(registryId),
      ...preparationOf(registryId, 'deliveryNpr', '2026-12-20'),
      {
        by: 'deliveryNpr',
        command: { type: 'report-delivered', deliveryId, ...manifestOf(registryId) },
      },
    ];
    for (const step of steps) version = await tilgang.give(id, version, step);
    const close: Step = { by: 'caseworker', command: { type: 'close-case' } };
    await expect(tilgang.give(id, version, close)).rejects.toMatchObject({
      refusal: { code: 'project-not-ended' },
    });
    version = await tilgang.give(id, version, {
      by: 'applicant',
      command: { type: 'confirm-receipt', deliveryId },
    });
    await tilgang.give(id, version, close);
    expect((await caseById(tilgang.db, id))?.tracks.application.state).toBe('closed');
  });

  it('ends with the permit that it rests on', async () => {
    const parent = await tilgang.givenCase('permitted');
    const { id } = await givenChild(tilgang, parent.id, 'decided');
    await carryOutInParent(tilgang.cases, tilgang.db, id);
    await tilgang.give(parent.id, (await caseById(tilgang.db, parent.id))?.version ?? 0, {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er slutt', askedForOn: '2026-11-01' },
    });
    await carryToChildren(tilgang.cases, tilgang.db, parent.id);
    expect((await caseById(tilgang.db, id))?.tracks.permit.state).toBe('expired');
  });
});

describe('an extension', () => {
  const extension = { kind: 'extension', application: longerApplication } as const;

  it('moves the end of the permit at once, in a version of its own [R9.3.10]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const wish = { ...extension, endsOn: '2028-12-31' };
    const { id } = await givenChild(tilgang, parent.id, 'decided', wish);
    await carryOutInParent(tilgang.cases, tilgang.db, id);
    expect((await caseById(tilgang.db, parent.id))?.tracks.permit).toMatchObject({
      state: 'extended',
      endsOn: '2028-12-31',
      requests: { [id]: { kind: 'extension', state: 'granted', isLate: false } },
      versions: [
        { endsOn: '2027-12-31' },
        {
          kind: 'extended',
          endsOn: '2028-12-31',
          activeFrom: tilgang.clock.at.toISOString(),
        },
      ],
    });
  });

  it('is told in a letter whether it is granted or refused, and only the first gives a version [R9.4.7]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const outcome = async (isRefused: boolean) => {
      const wish = { ...extension, endsOn: '2028-12-31', isRefused };
      const { id } = await givenChild(tilgang, parent.id, 'decided', wish);
      await carryOutInParent(tilgang.cases, tilgang.db, id);
      const { rows } = await tilgang.db.pool.query<{ outcome: string }>(
        "SELECT data ->> 'outcome' AS outcome FROM letter WHERE case_id = $1 AND kind = 'extension-decision'",
        [id],
      );
      const versions = (await caseById(tilgang.db, parent.id))?.tracks.permit.versions;
      return [rows.map((row) => row.outcome), versions?.length];
    };
    expect(await outcome(true)).toEqual([['refused'], 1]);
    expect(await outcome(false)).toEqual([['granted'], 2]);
  });

  it('is known to its permit with the end that is asked for, and as late in the last month [R9.4.5]', async () => {
    const parent = await tilgang.givenCase('permitted');
    const early = await givenChild(tilgang, parent.id, 'submitted', extension);
    await carryOutInParent(tilgang.cases, tilgang.db, early.id);
    const before = tilgang.clock.at;
    const other = await tilgang.givenCase('permitted');
    tilgang.clock.at = new Date('2027-12-15T09:00:00.000Z');
    const late = await givenChild(tilgang, other.id, 'submitted', extension);
    await carryOutInParent(tilgang.cases, tilgang.db, late.id);
    tilgang.clock.at = before;
    const requests = async (id: string) => (await caseById(tilgang.db, id))?.tracks.permit.requests;
    expect(await requests(parent.id)).toMatchObject({
      [early.id]: { state: 'requested', endsOn: '2029-06-30', isLate: false },
    });
    expect(await requests(other.id)).toMatchObject({
      [late.id]: { state: 'requested', endsOn: '2029-06-30', isLate: true },
    });
  });

  it('is no extension when it does not last longer, and no change may', async () => {
    const parent = await tilgang.givenCase('permitted');
    const short = givenChild(tilgang, parent.id, 'proposed', {
      ...extension,
      endsOn: '2027-12-31',
    });
    await expect(short).rejects.toMatchObject({ refusal: { code: 'extension-lasts-no-longer' } });
    const other = await tilgang.givenCase('permitted');
    const long = givenChild(tilgang, other.id, 'proposed', { endsOn: '2028-12-31' });
    await expect(long).rejects.toMatchObject({ refusal: { code: 'change-lasts-longer' } });
  });
});
