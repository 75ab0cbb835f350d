import { createHash, generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { ExecutionContext } from '@nestjs/common';
import { firstValueFrom, of } from 'rxjs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sealHeads, serviceChain, verifyLog } from '#audit';
import { caseAsSeen, type CaseCommand, commandNames, transitions } from '#cases';
import {
  AuditController,
  OnlookersReadings,
  AuditTrailController,
  draw,
  ExportController,
  makeOneExport,
  measureSome,
  sampleRequest,
} from '#oversight';
import type { Person, Role } from '#parties';
import { PostgresFileStore, Refused } from '#platform';
import { caseDetail, caseTimeline } from '../../../libs/cases/src/case.queries.js';
import type { SampledCase } from '../../../libs/oversight/src/room/sample.rows.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people, registryIds, type Stage, stepsTo } from '../../support/journey.js';
import { unzip } from '../../support/unzip.js';

let tilgang: CasesUnderTest;
let audits: AuditController;
let trail: AuditTrailController;
let exports: ExportController;
let store: PostgresFileStore;
let auditId: string;
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const as = (by: keyof typeof people) => people[by] as unknown as Person;
const auditor = as('auditor');

beforeAll(async () => {
  tilgang = await givenCases();
  store = new PostgresFileStore(tilgang.db);
  audits = new AuditController(tilgang.db, tilgang.clock, tilgang.cases);
  trail = new AuditTrailController(tilgang.db, tilgang.clock, tilgang.cases);
  exports = new ExportController(tilgang.db, tilgang.clock, store, tilgang.cases);
  auditId = (await audits.open(auditor, { purpose: 'Forvaltningsrevisjon av ventetiden' })).id;
});
afterAll(() => tilgang.close());

const hours = (count: number) => {
  tilgang.clock.at = new Date(tilgang.clock.at.getTime() + count * 3_600_000);
};
const refusal = async (attempt: Promise<unknown>) => {
  const error: unknown = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof Refused ? error.refusal.code : error;
};
const readings = async (id: string) => {
  const { rows } = await tilgang.db.pool.query<{ type: string; data: Record<string, string> }>(
    `SELECT type, data FROM case_event WHERE case_id = $1 AND outcome = 'read' ORDER BY seq`,
    [id],
  );
  return rows;
};
const inService = async (type: string) => {
  const { rows } = await tilgang.db.pool.query<{ data: Record<string, unknown> }>(
    'SELECT data FROM service_event WHERE type = $1 ORDER BY seq DESC',
    [type],
  );
  return rows.map(({ data }) => data);
};

/** Those whose pages are compared, and as what they are looked at afterwards. */
const seers: readonly (readonly [keyof typeof people, Role, string?])[] = [
  ['applicant', 'applicant'],
  ['caseworker', 'caseworker'],
  ['decisionMaker', 'decision-maker'],
  ['leader', 'unit-leader'],
  ['rek', 'rek-secretary'],
  ['adviserNpr', 'registry-adviser', registryIds.npr],
  ['deliveryDar', 'registry-delivery', registryIds.dar],
  ['custodian', 'linkage-custodian'],
  ['auditor', 'auditor'],
];

describe('a case as a role saw it at a time', () => {
  it.each(['decided', 'closed'] satisfies Stage[])(
    'is what that role got then, at each step of a case that was %s, for every role',
    async (stage) => {
      const { id } = await tilgang.givenCase();
      const seen: { at: Date; by: (typeof seers)[number]; page: unknown }[] = [];
      let version = 1;
      for (const step of stepsTo(stage)) {
        hours(1);
        version = await tilgang.give(id, version, step);
        const at = tilgang.clock.at;
        for (const by of seers) {
          const actor = { ...people[by[0]], roles: people[by[0]].roles };
          const page = await Promise.all([
            caseDetail(tilgang.db, id, actor),
            caseTimeline(tilgang.db, id, actor, at),
          ]).catch((error: unknown) => (error as Refused).refusal.code);
          seen.push({ at, by, page });
        }
      }
      for (const { at, by, page } of seen) {
        const [who, role, registryId = null] = by;
        const seer = { role, registryId, personId: people[who].personId ?? '' };
        const picture = await caseAsSeen(tilgang.db, id, seer, at).catch(
          (error: unknown) => (error as Refused).refusal.code,
        );
        const shown = typeof picture === 'string' ? picture : [picture.detail, picture.timeline];
        expect([who, at, shown]).toEqual([who, at, page]);
      }
      expect(seen.filter(({ page }) => Array.isArray(page)).length).toBeGreaterThan(100);
    },
    120_000,
  );

  it('says so where the words of that time were written over before they were sent in', async () => {
    const { id } = await tilgang.givenCase();
    hours(1);
    const edit = (title: string, version: number) =>
      tilgang.give(id, version, {
        by: 'applicant',
        command: { type: 'edit-draft', application: { title } },
      });
    const version = await edit('Først', 1);
    const at = tilgang.clock.at;
    hours(1);
    await edit('Så', version);
    const then = await caseAsSeen(tilgang.db, id, { role: 'applicant' }, at);
    expect(then).toMatchObject({ isApplicationKept: false, detail: { title: null, version: 2 } });
    const now = await caseAsSeen(tilgang.db, id, { role: 'applicant' }, tilgang.clock.at);
    expect(now).toMatchObject({ isApplicationKept: true, detail: { title: 'Så' } });
  });
});

describe('the auditor’s room', () => {
  it('is for auditors, each in audits of their own with a purpose [R15.4.3]', async () => {
    expect(await refusal(audits.open(as('caseworker'), { purpose: 'Av ren nysgjerrighet' }))).toBe(
      'not-allowed-for-role',
    );
    expect(await refusal(Promise.resolve().then(() => audits.open(auditor, { purpose: '' })))).toBe(
      'body-malformed',
    );
    const { id } = await tilgang.givenCase('submitted');
    const other = '00000000-0000-4000-8000-00000000ffff';
    expect(await refusal(audits.picture(auditor, other, id, {}))).toBe('audit-unknown');
    expect(await refusal(audits.search(as('administrator'), auditId, {}))).toBe(
      'not-allowed-for-role',
    );
    expect((await audits.list(auditor)).items[0]).toMatchObject({ id: auditId });
  });

  it('tells the case of each reading with the audit it was for, and the service of each search', async () => {
    const { id } = await tilgang.givenCase('submitted');
    const picture = await audits.picture(auditor, auditId, id, { role: 'caseworker' });
    expect(picture.detail.tracks.application).toMatchObject({ state: 'submitted' });
    expect(await readings(id)).toEqual([
      { type: 'case-read', data: expect.objectContaining({ auditId, role: 'caseworker' }) },
    ]);
    const found = await audits.search(auditor, auditId, { search: 'hjerneslag', limit: '1' });
    expect(found.items).toHaveLength(1);
    expect(found.nextCursor).not.toBeNull();
    const [told] = await inService('cases-searched');
    expect(told).toMatchObject({ auditId, caseIds: [found.items[0]?.id] });
    expect(JSON.stringify(told)).not.toContain('hjerneslag');
    const byWords = await audits.searchByWords(auditor, auditId, {
      search: 'hjerneslag',
      limit: 1,
    });
    expect(byWords).toEqual(found);
  });

  it('tells of what an auditor reads on the ordinary pages, and of nobody else’s reading', async () => {
    const { id } = await tilgang.givenCase('submitted');
    const interceptor = new OnlookersReadings(tilgang.db, tilgang.clock, tilgang.cases);
    const get = async (by: keyof typeof people, url: string, params: object, method = 'GET') => {
      const request = { method, person: people[by], params, routeOptions: { url } };
      const context = { switchToHttp: () => ({ getRequest: () => request }) };
      const next = { handle: () => of('the answer') };
      const answer = interceptor.intercept(context as unknown as ExecutionContext, next);
      expect(await firstValueFrom(answer)).toBe('the answer');
    };
    await get('caseworker', '/api/v1/cases/:id', { id });
    await get('auditor', '/api/v1/cases/:id/presence', { id }, 'POST');
    expect(await readings(id)).toEqual([]);
    await get('auditor', '/api/v1/cases/:id', { id });
    await get('auditor', '/api/v1/cases/:id/timeline', { id });
    expect(await readings(id)).toEqual([
      { type: 'case-read', data: { page: '/' } },
      { type: 'case-read', data: { page: '/timeline' } },
    ]);
    await get('auditor', '/api/v1/statistics/:name', { name: 'kinds' });
    expect(await inService('statistics-read')).toEqual([
      { page: '/api/v1/statistics/:name', name: 'kinds' },
    ]);
    await get('auditor', '/api/v1/cases/:id/deliveries/:deliveryId/order', { id });
    expect((await readings(id)).at(-1)).toEqual({
      type: 'case-read',
      data: { page: '/deliveries/:deliveryId/order' },
    });
    await get('caseworker', '/api/v1/disclosures', {});
    await get('auditor', '/api/v1/disclosures', {});
    await get('auditor', '/api/v1/disclosures/export.csv', {});
    expect((await inService('disclosures-read')).map(({ page }) => page)).toEqual([
      '/api/v1/disclosures/export.csv',
      '/api/v1/disclosures',
    ]);
    const registryId = registryIds.npr;
    await get('auditor', '/api/v1/timelines/registries/:registryId', { registryId });
    expect(await inService('timelines-read')).toEqual([
      { page: '/api/v1/timelines/registries/:registryId', registryId },
    ]);
    await get('auditor', '/api/v1/deliveries', {});
    expect(await inService('deliveries-listed')).toEqual([{ page: '/api/v1/deliveries' }]);
  });

  it('gives an auditor the list of what they have read themselves, a page at a time', async () => {
    const { id } = await tilgang.givenCase('submitted');
    hours(1);
    for (let count = 0; count < 52; count += 1) {
      await audits.picture(auditor, auditId, id, { role: 'applicant' });
    }
    const first = await trail.readings(auditor, {});
    expect(first.items[0]).toMatchObject({
      caseId: id,
      type: 'case-read',
      asRole: 'applicant',
      auditId,
    });
    expect(first.items).toHaveLength(50);
    const second = await trail.readings(auditor, { cursor: first.nextCursor });
    const keys = [...first.items, ...second.items].map((item) => `${item.caseId} ${item.seq}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(second.items.map(({ type }) => type)).toContain('cases-searched');
    const others = Promise.resolve().then(() => trail.readings(as('caseworker'), {}));
    expect(await refusal(others)).toBe('not-allowed-for-role');
  });

  it('shows the log of a case with its chain computed again, and finds a changed event', async () => {
    const { id } = await tilgang.givenCase('in-assessment');
    await sealHeads(tilgang.db, tilgang.clock.at);
    const log = await trail.log(auditor, auditId, id, {});
    const { chain, items } = log;
    expect(chain).toMatchObject({ faults: [], seal: { seq: items.at(-1)?.seq } });
    expect(chain.events).toBe(items.length);
    expect(items.at(-1)?.hash).toBe(chain.head);
    expect((await readings(id)).at(-1)).toEqual({
      type: 'case-read',
      data: { auditId, page: '/log' },
    });
    expect((await trail.log(auditor, auditId, id, {})).items).toHaveLength(items.length + 1);
    const draft = await tilgang.givenCase();
    expect(await refusal(trail.log(auditor, auditId, draft.id, {}))).toBe('case-unknown');

    const change = (outcome: string) =>
      tilgang.owner.pool.query(
        'UPDATE case_event SET outcome = $2 WHERE case_id = $1 AND seq = 3',
        [id, outcome],
      );
    await change('refused');
    const changed = await trail.log(auditor, auditId, id, {});
    expect(changed.chain.faults).toEqual([{ caseId: id, seq: 3, fault: 'changed' }]);
    await change('accepted');
  });

  it('shows nothing of a draft that is not sent in', async () => {
    const { id } = await tilgang.givenCase();
    expect(await refusal(audits.picture(auditor, auditId, id, {}))).toBe('case-unknown');
    expect(await readings(id)).toEqual([]);
  });

  it('is named by no command, and the system gives those that no person does', () => {
    for (const { transition } of Object.values(transitions)) {
      expect(transition.by).not.toContain('auditor');
    }
  });

  const forPeople = commandNames.filter((name) =>
    transitions[name].transition.by.some((role) => role !== 'system'),
  );
  it.each(forPeople)('changes nothing: an auditor is refused %s', async (name) => {
    changed ??= await tilgang.givenCase('in-assessment');
    const { id, version } = changed;
    const before = await tilgang.db.pool.query('SELECT tracks FROM access_case WHERE id = $1', [
      id,
    ]);
    const command = { type: name, version } as unknown as CaseCommand;
    await expect(tilgang.cases.execute(id, command, people.auditor)).rejects.toBeInstanceOf(
      Refused,
    );
    const after = await tilgang.db.pool.query('SELECT tracks FROM access_case WHERE id = $1', [id]);
    expect(after.rows).toEqual(before.rows);
  });
});

let changed: { id: string; version: number } | undefined;

describe('a sample', () => {
  const ticketsOf = ({ caseId, tickets, rank }: SampledCase) => ({ caseId, tickets, rank });
  const request = { seed: 'Lotto 2026-11-21', size: 3, fromOn: '2026-01-01', toOn: '2027-12-31' };

  it('is drawn again by whoever has its seed and its population', async () => {
    for (let count = 0; count < 4; count += 1) await tilgang.givenCase('submitted');
    const sample = await audits.sample(auditor, auditId, request);
    const again = await audits.sample(auditor, auditId, request);
    expect(again.drawn).toEqual(sample.drawn);
    expect(again.population).toEqual(sample.population);
    const { rows } = await tilgang.db.pool.query<{ caseId: string }>(
      'SELECT case_id AS "caseId" FROM application_version WHERE number = 1',
    );
    const population = rows.map(({ caseId }) => ({ caseId, tickets: 1 }));
    expect(sample.drawn.map(ticketsOf)).toEqual(draw(population, request));
    const list = population.map(({ caseId }) => `${caseId}:1`).sort();
    expect(sample.population).toEqual({
      cases: list.length,
      tickets: list.length,
      sha256: createHash('sha256').update(list.join('\n')).digest('hex'),
    });
    const other = await audits.sample(auditor, auditId, { ...request, seed: 'another seed' });
    expect(other.drawn).not.toEqual(sample.drawn);
    expect(await audits.oneSample(auditor, auditId, sample.id)).toEqual(sample);
    expect((await inService('sample-drawn'))[0]).toMatchObject({ sampleId: other.id, drawn: 3 });
    const { items } = await trail.samples(auditor, auditId);
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([sample.id, other.id]));
    const past = await audits.sample(auditor, auditId, { ...request, asOfOn: '2026-01-02' });
    expect(past.population.cases).toBe(0);
    const future = audits.sample(auditor, auditId, { ...request, asOfOn: '2099-01-01' });
    expect(await refusal(future)).toBe('day-to-come');
  });

  it('by risk gives more tickets to what was late, waited long or was appealed', async () => {
    while ((await measureSome(tilgang.db)) > 0);
    const sample = await audits.sample(auditor, auditId, { ...request, size: 200, risks: {} });
    expect(sample.population.tickets).toBeGreaterThan(sample.population.cases);
    const risky = sample.drawn.filter(({ tickets }) => tickets > 1);
    expect(risky.length).toBeGreaterThan(0);
    for (const { risks, tickets } of sample.drawn) {
      const given = risks.map((risk) => sample.definition.risks?.[risk] ?? 0);
      expect(1 + given.reduce((sum, weight) => sum + weight, 0)).toBe(tickets);
    }
    expect(sample.drawn.map(ticketsOf)).toEqual(
      draw(
        sample.drawn.map(({ caseId, tickets }) => ({ caseId, tickets })),
        { ...request, size: 200 },
      ),
    );
    expect(sampleRequest.parse({ ...request, risks: { late: 0 } }).risks).toMatchObject({
      late: 0,
      appealed: 3,
    });
  });
});

describe('an export', () => {
  const make = async (id: string, key = privateKey as typeof privateKey | null) => {
    const { db, clock } = tilgang;
    await makeOneExport({ db, store, clock, key }, id);
  };

  it('is for auditors in an audit, and for administrators where it names nobody [R15.4.3]', async () => {
    const administrator = as('administrator');
    expect(await refusal(exports.order(as('caseworker'), { kind: 'events-csv' }))).toBe(
      'not-allowed-for-role',
    );
    expect(await refusal(exports.order(administrator, { kind: 'log-extract' }))).toBe(
      'not-allowed-for-role',
    );
    expect(await refusal(exports.order(auditor, { kind: 'events-csv' }))).toBe('audit-unknown');
    const ordered = await exports.order(administrator, { kind: 'events-csv' });
    expect(await refusal(exports.file(administrator, ordered.id))).toBe('export-not-ready');
    await make(ordered.id);
    const done = await exports.one(administrator, ordered.id);
    expect(done).toMatchObject({ state: 'done' });
    expect(done.casesDone).toBe(done.cases);
    const csv = await buffer((await exports.file(administrator, ordered.id)).getStream());
    expect(createHash('sha256').update(csv).digest('hex')).toBe(done.sha256);
    expect((await inService('export-read'))[0]).toMatchObject({ exportId: ordered.id });
    expect(await refusal(exports.one(auditor, ordered.id))).toBe('export-unknown');
  });

  it('of the log fails where no key is set up, and says why', async () => {
    const ordered = await exports.order(auditor, { kind: 'log-extract', auditId });
    await make(ordered.id, null);
    expect(await exports.one(auditor, ordered.id)).toMatchObject({
      state: 'failed',
      failure: 'no-signing-key',
    });
  });

  it('of a sample has for each case its PDF, its picture and its part of the log with proofs', async () => {
    await sealHeads(tilgang.db, tilgang.clock.at);
    const sample = await audits.sample(auditor, auditId, {
      seed: 'pakker',
      size: 2,
      fromOn: '2026-01-01',
      toOn: '2027-12-31',
    });
    const ordered = await exports.order(auditor, {
      kind: 'case-packs',
      auditId,
      sampleId: sample.id,
    });
    await make(ordered.id);
    expect(await exports.one(auditor, ordered.id)).toMatchObject({ state: 'done', cases: 2 });
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    await unzip(await buffer((await exports.file(auditor, ordered.id)).getStream()), folder);
    writeFileSync(join(folder, 'key.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
    for (const { reference, caseId } of sample.drawn) {
      const file = (name: string) => readFileSync(join(folder, reference, name));
      expect(file('case.pdf').subarray(0, 5).toString()).toBe('%PDF-');
      expect(JSON.parse(file('case.json').toString())).toMatchObject({ detail: { id: caseId } });
      const { stdout, status } = spawnSync(
        process.execPath,
        ['verify-log.mjs', '.', '--key', join(folder, 'key.pem')],
        { cwd: join(folder, reference, 'log'), encoding: 'utf8' },
      );
      expect([status, stdout]).toEqual([
        0,
        expect.stringMatching(/1 chains, [1-9]\d* seals: the extract is whole/),
      ]);
      const [last] = (await readings(caseId)).slice(-1);
      expect(last).toEqual({ type: 'case-exported', data: { kind: 'case-packs', auditId } });
    }
    rmSync(folder, { recursive: true });
  });

  it('leaves a log that is whole, the chain of the service with it', async () => {
    const { faults } = await verifyLog(tilgang.db);
    expect(faults).toEqual([]);
    expect(serviceChain).toMatch(/^0{8}-/);
  });
});
