import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Person } from '#parties';
import { keepRegister, RegisterController } from '#oversight';
import { registered } from '../../../libs/oversight/src/register/register.rules.js';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import {
  people,
  registryIds,
  type Stage,
  stepsTo,
  wholeApplication,
} from '../../support/journey.js';

let tilgang: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
let register: RegisterController;

beforeAll(async () => {
  tilgang = await givenCases();
  api = await startApi(tilgang.databaseUrl);
  register = new RegisterController(tilgang.db, tilgang.clock);
});
afterAll(async () => {
  await api.close();
  await tilgang.close();
});
beforeEach(() => void (tilgang.clock.at = new Date('2026-11-02T09:00:00Z')));

interface Item {
  id: string;
  version: number;
  kind: { code: string; name: string };
  outcome: { code: string; name: string } | null;
  title: string | null;
  institution: string | null;
  happenedOn: string;
  caseReference: string;
  exemption: string | null;
  sources: { registryId: string; isGranted: boolean | null }[];
  answers: { field: string }[];
}
const ask = async (query = '') => {
  const response = await fetch(`${api.url}/api/v1/public/register${query}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const items = async (query = '') =>
  JSON.parse((await ask(query)).text) as { items: Item[]; nextCursor: string | null };
const ofCase = async (reference: string, query = '?limit=100') =>
  (await items(query)).items.filter(({ caseReference }) => caseReference === reference);
const keep = () => keepRegister(tilgang.db, tilgang.clock);
const goTo = (on: string) => void (tilgang.clock.at = new Date(`${on}T09:00:00Z`));
const by = (name: keyof typeof people) => people[name] as unknown as Person;

async function given(stage: Stage) {
  const made = await tilgang.givenCase(stage);
  const { rows } = await tilgang.db.pool.query<{ reference: string }>(
    'SELECT reference FROM access_case WHERE id = $1',
    [made.id],
  );
  return { ...made, reference: rows[0]!.reference };
}
const watched = async (reference: string, state: 'waiting' | 'late' = 'waiting') =>
  (await register.list(by('caseworker'), { state, limit: '100' })).items.filter(
    ({ caseReference }) => caseReference === reference,
  );

describe('the public register', () => {
  it('tells without a sign-in that an application has come, for which institution and of what [law 34]', async () => {
    const { reference } = await given('submitted');
    await keep();
    const [entry] = await ofCase(reference);
    expect(entry).toMatchObject({
      kind: { code: 'application', name: 'Søknad' },
      outcome: { code: 'received' },
      institution: wholeApplication.institutionName,
      title: null,
      exemption: null,
    });
    expect(entry?.sources.map(({ registryId }) => registryId)).toContain(registryIds.npr);
    const { headers } = await ask();
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('has each decision and permit when thirty working days have passed, and not before [law 34]', async () => {
    const { reference } = await given('permitted');
    await keep();
    expect((await ofCase(reference)).map(({ kind }) => kind.code)).toEqual(['application']);
    const waiting = await watched(reference);
    expect(waiting.map(({ kind, outcome, limitOn }) => [kind, outcome, limitOn])).toEqual(
      expect.arrayContaining([
        ['access-decision', 'granted', '2026-12-14'],
        ['exemption-decision', 'granted', '2026-12-14'],
        ['permit', 'issued', '2026-12-14'],
      ]),
    );
    goTo('2026-12-11');
    await keep();
    expect(await ofCase(reference)).toHaveLength(1);
    goTo('2026-12-14');
    await keep();
    expect(await watched(reference)).toEqual([]);
    expect(await watched(reference, 'late')).toEqual([]);
    const published = await ofCase(reference);
    expect(published.map(({ kind }) => kind.code).sort()).toEqual([
      'access-decision',
      'application',
      'exemption-decision',
      'permit',
    ]);
    expect(published.find(({ kind }) => kind.code === 'access-decision')).toMatchObject({
      title: wholeApplication.title,
    });
  });

  it('shows a late entry as late, in a figure and a list, whenever it is published [law 34]', async () => {
    const { reference } = await given('permitted');
    await keep();
    const before = (await register.list(by('auditor'), {})).figures;
    goTo('2026-12-15');
    const late = await watched(reference, 'late');
    expect(late).toHaveLength(3);
    expect(late.every(({ isLate, publishedOn }) => isLate && publishedOn === null)).toBe(true);
    expect((await register.list(by('auditor'), {})).figures.overdue).toBeGreaterThanOrEqual(3);
    await keep();
    const { figures } = await register.list(by('auditor'), {});
    expect(figures.overdue).toBe(0);
    expect(figures.publishedLate).toBeGreaterThanOrEqual(before.publishedLate + 3);
    expect((await watched(reference, 'late')).map(({ publishedOn }) => publishedOn)).toEqual([
      '2026-12-15',
      '2026-12-15',
      '2026-12-15',
    ]);
  });

  it('is released before time by a caseworker of the case, and by nobody else', async () => {
    const { reference } = await given('decided');
    await keep();
    const [entry] = await watched(reference);
    for (const other of ['applicant', 'deliveryNpr', 'auditor', 'decisionMaker'] as const) {
      await expect(register.release(by(other), entry!.id)).rejects.toHaveProperty('refusal');
    }
    for (const other of ['applicant', 'deliveryNpr', 'rek'] as const) {
      await expect(register.list(by(other), {})).rejects.toMatchObject({
        refusal: { code: 'not-allowed-for-role' },
      });
    }
    expect(await ofCase(reference)).toHaveLength(1);
    await register.release(by('caseworker'), entry!.id);
    expect(await ofCase(reference)).toHaveLength(2);
    const read = await fetch(`${api.url}/api/v1/public/register/${entry!.id}?language=en`);
    expect(await read.json()).toMatchObject({ id: entry!.id, versions: [{ version: 1 }] });
    expect((await ask('/c0000000-0000-4000-8000-0000000000aa')).status).toBe(404);
    expect((await ask('/x')).status).toBe(404);
  });

  it('is not read entry by entry before it is public', async () => {
    const { reference } = await given('decided');
    await keep();
    const [entry] = await watched(reference);
    expect((await ask(`/${entry!.id}`)).status).toBe(404);
  });

  it('is corrected in a new version, and nothing is overwritten', async () => {
    const { reference } = await given('decided');
    await keep();
    const entry = (await watched(reference)).find(({ kind }) => kind === 'access-decision');
    const id = entry!.id;
    const correct = (texts: object, who: keyof typeof people = 'caseworker') =>
      register.correct(by(who), id, { texts, reason: 'Bare for huset' });
    await correct({ title: 'Hjerneslag', laySummary: null });
    await register.release(by('caseworker'), id);
    const { text } = await ask(`/${id}`);
    expect(JSON.parse(text)).toMatchObject({ version: 2, title: 'Hjerneslag' });
    expect(text).not.toContain('Bare for huset');
    expect(text).not.toContain(wholeApplication.laySummary);
    const kept = await register.one(by('caseworker'), id);
    expect(kept.versions.map(({ version, reason }) => [version, reason])).toEqual([
      [2, 'Bare for huset'],
      [1, null],
    ]);
    expect(kept.versions[1]!.content.answers['title']).toBe(wholeApplication.title);
    await expect(correct({ title: 'Skriv til a@b.example' })).rejects.toMatchObject({
      refusal: { code: 'public-text-tells-of-person' },
    });
    await expect(correct({ purposeCategory: 'x' })).rejects.toHaveProperty('refusal');
    await expect(correct({ title: null }, 'auditor')).rejects.toHaveProperty('refusal');
    for (const sql of [
      'UPDATE register_version SET reason = $1',
      'DELETE FROM register_version WHERE reason = $1',
    ]) {
      await expect(tilgang.db.pool.query(sql, ['x'])).rejects.toThrow('permission denied');
    }
  });

  it('shields a case from the moment it has a flag, with the provision, and is found by no word of it', async () => {
    const { id, version, reference } = await given('in-assessment');
    await keep();
    const seen = async (query: string) => (await ofCase(reference, query)).length;
    const asked = [
      `registry=${registryIds.npr}`,
      'outcome=received',
      'purpose=scientific-research',
    ];
    for (const query of asked) expect(await seen(`?${query}&limit=100`)).toBe(1);
    await tilgang.give(id, version, {
      by: 'caseworker',
      command: { type: 'set-flag', flag: 'research-idea', reason: 'Ny idé' },
    });
    for (const query of asked) expect(await seen(`?${query}&limit=100`)).toBe(0);
    const [shielded] = await ofCase(reference);
    expect(shielded).toMatchObject({
      exemption: 'offl. § 26 fjerde ledd',
      outcome: null,
      institution: null,
      sources: [],
      answers: [],
    });
    const csv = (await ask('?format=csv')).text.split('\r\n');
    const line = csv.find((each) => each.includes(reference));
    expect(line).toContain('offl. § 26 fjerde ledd');
    expect(line).not.toContain('Demouniversitetet');
  });

  it('is paged, narrowed and searched in public words alone', async () => {
    const all = (await items('?limit=100')).items;
    expect(all.length).toBeGreaterThan(5);
    const paged: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof items>> = await items(
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all);
    const days = all.map(({ happenedOn }) => happenedOn);
    expect(days).toEqual(days.toSorted().reverse());
    expect((await items('?search=Hjerneslag')).items.length).toBeGreaterThan(0);
    expect((await items('?search=Demosøker')).items).toEqual([]);
    expect((await items('?kind=permit')).items.every(({ kind }) => kind.code === 'permit')).toBe(
      true,
    );
    expect((await items('?from=2030-01-01')).items).toEqual([]);
    expect((await ask('?cursor=x')).status).toBe(400);
    const csv = await ask('?format=csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    expect(csv.text.trim().split('\r\n')).toHaveLength(all.length + 1);
  });

  it('takes up every event that it has a rule for', async () => {
    const { rows } = await tilgang.db.pool.query<{ definition: string }>(
      `SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger
        WHERE tgname = 'mark_for_register' AND tgparentid = 0`,
    );
    const marked = [...rows[0]!.definition.matchAll(/'([\w-]+)'::/g)].map(([, type]) => type);
    expect(marked.filter((type) => type !== 'accepted').sort()).toEqual(
      Object.keys(registered).sort(),
    );
    expect(stepsTo('decided').length).toBeGreaterThan(0);
  });
});
