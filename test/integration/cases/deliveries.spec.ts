import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliverySchedules, OrderController, RoundController } from '#deliveries';
import type { Person } from '#parties';
import { caseById } from '../../../libs/cases/src/case.queries.js';
import { clockSchedules } from '../../../libs/cases/src/clocks/clock.schedules.js';
import {
  type OrderDocument,
  orderDocument,
} from '../../../libs/deliveries/src/order.document.rules.js';
import type { Round } from '../../../libs/deliveries/src/round.queries.js';
import { orderNpr, repeatedly } from '../../support/delivery-plays.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import {
  firstFrom,
  people,
  preparationOf,
  registryIds,
  type Step,
  wholeApplication,
} from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const { npr, dar } = registryIds;
const deliveryId = firstFrom(npr);

async function giveAll(id: string, version: number, steps: Step[]): Promise<number> {
  for (const step of steps) version = await tilgang.give(id, version, step);
  return version;
}

/** The names of those who were told of such events of a case. */
async function toldOf(id: string, event: string): Promise<string[]> {
  const { rows } = await tilgang.db.pool.query<{ name: string }>(
    `SELECT DISTINCT p.name FROM notice n JOIN person p ON p.id = n.person_id
      WHERE n.case_id = $1 AND n.event = $2`,
    [id, event],
  );
  return rows.map(({ name }) => name).sort();
}

async function ordered(): Promise<{ id: string; version: number }> {
  const { id, version } = await tilgang.givenCase('linked');
  return { id, version: await tilgang.give(id, version, orderNpr) };
}

const orderSeenBy = async (who: keyof typeof people, id: string, format = 'json') =>
  new OrderController(tilgang.db, tilgang.clock).order(people[who] as Person, id, deliveryId, {
    format,
  });

const listSeenBy = async (who: keyof typeof people, query: object = {}) =>
  new RoundController(tilgang.db, tilgang.clock).list(people[who] as Person, query);

const ofCase = (items: readonly Round[], id: string) => items.filter(({ caseId }) => caseId === id);

describe('the order of a delivery', () => {
  it('is the approved list, from the permit in force: source, variables, period, population and numbers [law 29]', async () => {
    const { id } = await ordered();
    const order = (await orderSeenBy('deliveryNpr', id)) as OrderDocument;
    // What is published as its schema is what it is held against.
    expect(orderDocument.parse(order)).toEqual(order);
    const source = wholeApplication.sources.find(({ registryId }) => registryId === npr);
    expect(order).toMatchObject({
      deliveryId,
      registry: { registryId: npr },
      permit: { version: 1, endsOn: '2027-12-31' },
      variables: source?.variables.map(({ name }) => ({ name })),
      period: wholeApplication.dataPeriod,
      population: {
        inclusionCriteria: wholeApplication.inclusionCriteria,
        cohortFormation: wholeApplication.cohortFormation,
      },
      pseudonyms: {
        identificationLevel: 'pseudonymised',
        isLinked: true,
        linker: 'Folkehelseinstituttet',
        keyFile: 'own-list',
        keyFileState: 'handed-over',
        serialNumbers: 8,
      },
      recipient: { recipientEnvironment: wholeApplication.recipientEnvironment },
    });
    const schema = new OrderController(tilgang.db, tilgang.clock).schema();
    expect(schema).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['variables']),
    });
  });

  it('comes as CSV, a line for each variable', async () => {
    const { id } = await ordered();
    const file = (await orderSeenBy('deliveryNpr', id, 'csv')) as {
      getStream(): NodeJS.ReadableStream;
    };
    const chunks: Buffer[] = [];
    for await (const chunk of file.getStream()) chunks.push(Buffer.from(chunk as Uint8Array));
    const [head, ...lines] = Buffer.concat(chunks).toString().trimEnd().split('\r\n');
    expect(head).toContain('order,case,permit,');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain(`${deliveryId},HDS-2026-`);
  });

  it('is for the registry itself and those who follow it up', async () => {
    const { id } = await ordered();
    for (const who of ['caseworker', 'auditor', 'applicant'] as const) {
      expect(await orderSeenBy(who, id)).toMatchObject({ deliveryId });
    }
    // Known to the case through the linkage, and still not theirs to read.
    await expect(orderSeenBy('deliveryDar', id)).rejects.toMatchObject({
      refusal: { code: 'delivery-unknown' },
    });
    await expect(orderSeenBy('rek', id)).rejects.toMatchObject({
      refusal: { code: 'delivery-unknown' },
    });
    for (const who of ['otherApplicant', 'administrator'] as const) {
      await expect(orderSeenBy(who, id)).rejects.toMatchObject({
        refusal: { code: 'case-unknown' },
      });
    }
  });

  it('is nothing to extract from once what it rests on has fallen [law 9]', async () => {
    const { id, version } = await ordered();
    await tilgang.give(id, version, {
      by: 'decisionMaker',
      command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
    });
    await expect(orderSeenBy('deliveryNpr', id)).rejects.toMatchObject({
      refusal: { code: 'confidentiality-not-lifted' },
    });
  });
});

describe('the list of deliveries', () => {
  it('shows a registry its own rounds, and those who follow up all of them', async () => {
    const { id, version } = await tilgang.givenCase('linked');
    await giveAll(id, version, [
      orderNpr,
      { by: 'caseworker', command: { type: 'order-delivery', registryId: dar } },
    ]);
    const own = (await listSeenBy('deliveryNpr')).items;
    expect(new Set(own.map(({ registryId }) => registryId))).toEqual(new Set([npr]));
    expect(ofCase(own, id)).toMatchObject([
      { deliveryId, state: 'ordered', dueOn: '2026-12-14', promisedOn: null, isOverdue: false },
    ]);
    expect(ofCase((await listSeenBy('caseworker')).items, id)).toHaveLength(2);
    expect(ofCase((await listSeenBy('auditor', { registryId: dar })).items, id)).toHaveLength(1);
    expect(ofCase((await listSeenBy('deliveryNpr', { registryId: dar })).items, id)).toEqual([]);
    await expect(listSeenBy('applicant')).rejects.toMatchObject({
      refusal: { code: 'not-allowed-for-role' },
    });
  });

  it('has what is due first at the top, by state and due date, a page at a time', async () => {
    const early = await ordered();
    await giveAll(
      early.id,
      early.version,
      preparationOf(npr, 'deliveryNpr', '2026-11-03').slice(0, 1),
    );
    const { items } = await listSeenBy('deliveryNpr');
    expect(items[0]).toMatchObject({ caseId: early.id, state: 'accepted', dueOn: '2026-11-03' });
    const due = items.map(({ dueOn }) => dueOn ?? '');
    expect(due).toEqual([...due].sort());
    const soon = await listSeenBy('deliveryNpr', { dueBy: '2026-11-30' });
    expect(soon.items.map(({ caseId }) => caseId)).toEqual([early.id]);
    const promised = await listSeenBy('deliveryNpr', { state: 'accepted' });
    expect(promised.items.map(({ caseId }) => caseId)).toEqual([early.id]);

    await tilgang.db.pool.query(
      `INSERT INTO delivery_round (case_id, delivery_id, registry_id, round, kind, state, due_on)
       SELECT $1, $2 || '.' || n, $2, n, 'recurring', 'ordered', '2027-01-01'::date + n / 4
         FROM generate_series(2, 130) n`,
      [early.id, dar],
    );
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await listSeenBy('caseworker', { registryId: dar, ...(cursor && { cursor }) });
      seen.push(...page.items.map((round) => `${round.caseId} ${round.deliveryId}`));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((round) => round.startsWith(early.id))).toHaveLength(129);
    await expect(listSeenBy('caseworker', { cursor: 'x' })).rejects.toThrow();
  });

  it('leaves out what nobody waits for: a case whose permit has ended', async () => {
    const { id, version } = await ordered();
    await tilgang.give(id, version, {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er slutt', askedForOn: '2026-11-01' },
    });
    expect(ofCase((await listSeenBy('caseworker')).items, id)).toEqual([]);
    expect(ofCase((await listSeenBy('caseworker', { state: 'ordered' })).items, id)).toHaveLength(
      1,
    );
  });
});

describe('what time brings about', () => {
  it('reminds the registry before a delivery is due and, once late, again and again; a missed night is made up for', async () => {
    const { id } = await ordered();
    const [schedule] = clockSchedules(tilgang.cases, tilgang.db, tilgang.clock);
    const reminded = async () =>
      (await caseById(tilgang.db, id))?.tracks.reminder[`delivery:${deliveryId}`];
    const night = async (day: string) => {
      tilgang.clock.at = new Date(`${day}T09:00:00.000Z`);
      for (let round = 0; round < 20; round++) await schedule?.run();
      return reminded();
    };
    // Three working days before 14 December is the 9th; nothing ran until the 11th.
    expect(await night('2026-12-08')).toBeUndefined();
    expect(await night('2026-12-11')).toMatchObject({ dueOn: '2026-12-14', times: 1 });
    expect(await night('2026-12-14')).toMatchObject({ times: 1 });
    expect(await night('2026-12-18')).toMatchObject({ times: 2 });
    expect(await night('2026-12-24')).toMatchObject({ times: 2 });
    expect(await night('2027-01-05')).toMatchObject({ times: 3 });
    expect(await toldOf(id, 'due-date-reminded')).toEqual(
      [people.caseworker.name, people.deliveryNpr.name].sort(),
    );
  });

  it('brings a delivery that is two weeks late before the leader of the unit, once for each promised day', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00.000Z');
    const { id } = await ordered();
    const [schedule] = clockSchedules(tilgang.cases, tilgang.db, tilgang.clock);
    const night = async (day: string) => {
      tilgang.clock.at = new Date(`${day}T09:00:00.000Z`);
      for (let round = 0; round < 20; round++) await schedule?.run();
      const { rows } = await tilgang.db.pool.query(
        `SELECT seq FROM case_event WHERE case_id = $1 AND type = 'due-date-escalated'`,
        [id],
      );
      return rows;
    };
    expect(await night('2026-12-27')).toHaveLength(0);
    expect(await night('2026-12-28')).toHaveLength(1);
    expect(await night('2027-01-20')).toHaveLength(1);
    expect(await toldOf(id, 'due-date-escalated')).toEqual(
      [people.caseworker.name, people.deliveryNpr.name, people.leader.name].sort(),
    );
  });

  it('orders the next round of a plan by itself, once', async () => {
    tilgang.clock.at = new Date('2026-11-02T09:00:00.000Z');
    const id = await tilgang.cases.create(people.applicant, { language: 'nb' });
    await giveAll(id, 1, [
      ...repeatedly('yearly'),
      orderNpr,
      {
        by: 'caseworker',
        command: { type: 'plan-recurring-delivery', registryId: npr, interval: 'yearly' },
      },
    ]);
    const [schedule] = deliverySchedules(tilgang.cases, tilgang.db, tilgang.clock);
    await schedule?.run();
    expect(Object.keys((await caseById(tilgang.db, id))?.tracks.delivery ?? {})).toHaveLength(1);
    // Nothing ran for two weeks; both workers try at once.
    tilgang.clock.at = new Date('2027-11-20T09:00:00.000Z');
    await Promise.all([schedule?.run(), schedule?.run()]);
    await schedule?.run();
    const { tracks } = (await caseById(tilgang.db, id))!;
    expect(Object.keys(tracks.delivery)).toEqual([deliveryId, `${npr}.2`]);
    expect(tracks['delivery-plan'][npr]).toMatchObject({ nextRoundOn: '2028-11-02' });
    expect(ofCase((await listSeenBy('deliveryNpr')).items, id)).toHaveLength(2);
  });
});
