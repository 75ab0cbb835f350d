import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from '#parties';
import { startApi } from '../../support/api.js';
import { JournalController } from '#cases';
import { numberEntries } from '../../../libs/cases/src/archive/journal.numbering.js';
import { workArchive } from '../../support/archiving.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, wholeApplication } from '../../support/journey.js';

/** A synthetic identity number: the month has 80 added. */
const identityNumber = '01819912345';

const address = 'planted.person@secret.example';

const planted = {
  title: `Hjerneslag hos ${identityNumber} og tre andre`,
  purpose: 'Forskningsidé som ingen må se, skriv til ' + address,
  institutionName: 'Universitetet i Bergen',
} as const;

let test: CasesUnderTest;
let api: Awaited<ReturnType<typeof startApi>>;
let url: string;

beforeAll(async () => {
  test = await givenCases();
  api = await startApi(test.databaseUrl);
  url = api.url;
});
afterAll(async () => {
  await api.close();
  await test.close();
});

interface Item {
  journalNumber: string;
  caseReference: string;
  title: string;
  party: string | null;
  exemption: string | null;
  type: string;
}

const ask = async (query = '', path = 'journal') => {
  const response = await fetch(`${url}/api/v1/public/${path}${query}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const items = async (query = '') =>
  JSON.parse((await ask(query)).text) as { items: Item[]; nextCursor: string | null };
const referenceOf = async (id: string) =>
  (
    await test.db.pool.query<{ reference: string }>(
      'SELECT reference FROM access_case WHERE id = $1',
      [id],
    )
  ).rows[0]!.reference;

/** A case whose application is full of what must not get out, written by its applicant. */
async function givenPlantedCase() {
  const { id, version } = await test.givenCase();
  let now = await test.give(id, version, {
    by: 'applicant',
    command: {
      type: 'edit-draft',
      application: { ...wholeApplication, ...planted } as typeof wholeApplication,
    },
  });
  now = await test.give(id, now, { by: 'applicant', command: { type: 'submit' } });
  now = await test.give(id, now, {
    by: 'applicant',
    command: { type: 'send-message', body: `Mitt nummer er ${identityNumber}, hilsen Plantet` },
  });
  return { id, version: now, reference: await referenceOf(id) };
}

/** Every way to ask, of every address there is. */
async function everyAnswer(reference: string): Promise<string[]> {
  const words = [identityNumber, 'Hjerneslag', 'Demosøker', address];
  const queries = [
    '',
    ...['nb', 'nn', 'en'].map((language) => `?language=${language}`),
    ...['I', 'U', 'X'].map((type) => `?type=${type}`),
    `?case=${reference}`,
    '?from=2026-11-02&to=2026-11-02',
    '?limit=1',
    '?limit=0',
    '?cursor=x',
    '?cursor=MjAyNi8x',
    ...words.flatMap((word) => {
      const typed = encodeURIComponent(word);
      return [`?search=${typed}`, `?q=${typed}`, `?case=${typed}`, `?from=${typed}`];
    }),
  ];
  const answers: string[] = [];
  for (const path of ['journal', 'journal.xml']) {
    for (const query of queries) {
      const { text, headers } = await ask(query, path);
      answers.push(text, JSON.stringify([...headers]));
    }
  }
  return answers;
}

/** All that a case holds and the public may not see: free texts, names, addresses, titles. */
async function secretsOf(id: string): Promise<string[]> {
  const { rows } = await test.owner.pool.query<{ secret: string }>(
    `SELECT body AS secret FROM case_text WHERE case_id = $1
     UNION SELECT name FROM person UNION SELECT email FROM person
     UNION SELECT leaf #>> '{}' FROM application, jsonb_path_query(content, '$.**') leaf
            WHERE case_id = $1 AND jsonb_typeof(leaf) = 'string'
     UNION SELECT title FROM journal_entry WHERE case_id = $1 AND title LIKE '%–%'
     UNION SELECT leaf #>> '{}' FROM letter, jsonb_path_query(data, '$.**') leaf
            WHERE case_id = $1 AND jsonb_typeof(leaf) = 'string'`,
    [id],
  );
  const open = new Set([planted.institutionName, wholeApplication.institutionName]);
  const registries = await test.owner.pool.query<{ name: string }>('SELECT name FROM registry');
  for (const { name } of registries.rows) open.add(name);
  return (
    rows
      .map(({ secret }) => secret)
      .filter((secret) => /[ @]|\d{6}/.test(secret) && secret.length > 6 && !open.has(secret))
      // The number of a case is public, and the days of its documents are.
      .filter((secret) => !/^HDS-\d/.test(secret) && !/^\d{4}-\d\d-\d\d/.test(secret))
  );
}

describe('the public journal', () => {
  it('is read without a sign-in, paged, by day, case and type', async () => {
    const { reference } = await givenPlantedCase();
    await test.givenCase('advised');
    await workArchive(test);
    const all = await items('?limit=100');
    expect(all.items.length).toBeGreaterThan(5);
    const paged: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Awaited<ReturnType<typeof items>> = await items(
        `?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      paged.push(...page.items);
      cursor = page.nextCursor;
    }
    expect(paged).toEqual(all.items);
    const ofCase = (await items(`?case=${reference}`)).items;
    expect(new Set(ofCase.map(({ caseReference }) => caseReference))).toEqual(new Set([reference]));
    expect((await items('?type=U')).items.every(({ type }) => type === 'U')).toBe(true);
    expect((await items('?from=2026-11-03')).items).toEqual([]);
    const { headers } = await ask();
    expect(headers.get('cache-control')).toBe('public, max-age=300');
    expect(headers.get('set-cookie')).toBeNull();
  });

  it('tells what a document is, and for which institution, never for whom', async () => {
    const { reference } = await givenPlantedCase();
    await workArchive(test);
    const found = (await items(`?case=${reference}`)).items;
    expect(found.find(({ type }) => type === 'I')).toMatchObject({
      type: 'I',
      party: 'Universitetet i Bergen',
      exemption: 'offl. § 26 fjerde ledd',
    });
    expect(found.map(({ title }) => title)).toContain('Søknad om tilgang til helsedata – *****');
    const english = (await items(`?case=${reference}&language=en`)).items;
    expect(english.map(({ title }) => title)).toContain(
      'Application for access to health data – *****',
    );
  });

  it('leaks no identity and no shielded field, however it is asked', async () => {
    const { id, reference } = await givenPlantedCase();
    const { id: closed } = await test.givenCase('closed');
    await workArchive(test);
    const answers = await everyAnswer(reference);
    const secrets = [
      ...(await secretsOf(id)),
      ...(await secretsOf(closed)),
      identityNumber,
      planted.title,
      address,
    ];
    expect(secrets.length).toBeGreaterThan(50);
    const leaks = secrets.filter((secret) => answers.some((answer) => answer.includes(secret)));
    expect(leaks).toEqual([]);
    expect(answers.some((answer) => answer.includes(planted.institutionName))).toBe(true);
  });

  const fields: [table: string, column: string, sql: string][] = [
    ['journal_entry', 'title', "title = 'LEAK'"],
    ['journal_entry', 'party_name', "party_name = 'LEAK'"],
    ['journal_entry', 'party_id', "party_id = 'LEAK'"],
    ['access_case', 'title', "title = 'LEAK'"],
    ['access_case', 'waiting_for', "waiting_for = 'LEAK'"],
    ['access_case', 'registry_ids', "registry_ids = '{LEAK}'"],
    ['access_case', 'relations', "relations = '{LEAK}'"],
    ['access_case', 'tracks', `tracks = tracks || '{"note": {"state": "LEAK"}}'`],
    ['application', 'content', `content = content || '{"institutionName": "LEAK"}'`],
    ['case_text', 'body', "body = 'LEAK'"],
    ['case_text', 'field', "field = 'LEAK'"],
    ['case_event', 'data', `data = data::jsonb || '{"LEAK": "LEAK"}'`],
    ['letter', 'data', `data = data || '{"projectTitle": "LEAK"}'`],
    ['letter', 'recipient', `recipient = '{"kind": "applicant", "id": null, "lines": ["LEAK"]}'`],
  ];
  it.each(fields)('has nothing of %s.%s', async (table, _, set) => {
    const { id, reference } = await givenPlantedCase();
    const column = table === 'access_case' ? 'id' : 'case_id';
    // Written by its owner: the program may not.
    const changed = await test.owner.pool.query(`UPDATE ${table} SET ${set} WHERE ${column} = $1`, [
      id,
    ]);
    expect(changed.rowCount).toBeGreaterThan(0);
    await numberEntries(test.db, test.clock);
    const answers = await everyAnswer(reference);
    expect(answers.filter((answer) => answer.includes('LEAK'))).toEqual([]);
    expect(answers.some((answer) => answer.includes(reference))).toBe(true);
  });

  it('leaves a case out while it has a flag', async () => {
    const { id, version, reference } = await givenPlantedCase();
    await workArchive(test);
    const seen = async () => (await items(`?case=${reference}`)).items.length;
    expect(await seen()).toBeGreaterThan(0);
    let now = await test.give(id, version, {
      by: 'caseworker',
      command: { type: 'take-case', isImpartial: true },
    });
    now = await test.give(id, now, {
      by: 'caseworker',
      command: {
        type: 'set-flag',
        flag: 'protected-interests',
        reason: 'Forretningshemmeligheter',
      },
    });
    expect(await seen()).toBe(0);
    expect((await ask('?limit=100', 'journal.xml')).text).not.toContain(reference);
    await test.give(id, now, {
      by: 'caseworker',
      command: { type: 'clear-flag', flag: 'protected-interests', reason: 'Ikke lenger' },
    });
    expect(await seen()).toBeGreaterThan(0);
  });

  it('has what a caseworker assessed, with every assessment kept', async () => {
    const { id, reference } = await givenPlantedCase();
    await workArchive(test);
    const journal = new JournalController(test.cases, test.db);
    const caseworker = people.caseworker as unknown as Person;
    const assess = (exemption: string | null, publicTitle: string | null, reason: string) =>
      journal.assess(caseworker, id, '1', { exemption, publicTitle, reason });
    await assess(null, 'Søknad om data fra NPR', 'Prosjektet er kunngjort');
    const first = async () => (await items(`?case=${reference}`)).items.at(-1);
    expect(await first()).toMatchObject({ title: 'Søknad om data fra NPR', exemption: null });
    await assess('13-personal', null, 'Vurdert på nytt');
    expect(await first()).toMatchObject({
      title: 'Søknad om tilgang til helsedata – *****',
      exemption: 'offl. § 13 første ledd, jf. fvl. § 13 første ledd nr. 1',
    });
    const { items: entries } = await journal.list(caseworker, id, {});
    expect(entries[0]?.assessments.map(({ reason }) => reason)).toEqual([
      'Prosjektet er kunngjort',
      'Vurdert på nytt',
    ]);
    expect((await ask()).text).not.toContain('kunngjort');
  });

  it('is not assessed by others, and the journal of a case is not read by its applicant', async () => {
    const { id } = await givenPlantedCase();
    const journal = new JournalController(test.cases, test.db);
    const body = { exemption: null, publicTitle: null, reason: 'Grunn' };
    for (const by of ['leader', 'auditor', 'applicant'] as const) {
      await expect(
        journal.assess(people[by] as unknown as Person, id, '1', body),
      ).rejects.toMatchObject({ refusal: { code: 'not-allowed-for-role' } });
    }
    await expect(journal.list(people.applicant as unknown as Person, id, {})).rejects.toMatchObject(
      { refusal: { code: 'not-allowed-for-role' } },
    );
    await expect(
      journal.list(people.otherApplicant as unknown as Person, id, {}),
    ).rejects.toMatchObject({ refusal: { code: 'case-unknown' } });
  });
});
