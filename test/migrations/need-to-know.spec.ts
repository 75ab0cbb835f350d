import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { caseById } from '#cases';
import { relationsOf } from '../../libs/cases/src/case.relation.rules.js';
import { NeedToKnow20261122070400 } from '../../migrations/20261122070400-need-to-know.js';
import { type CasesUnderTest, givenCases } from '../support/given.js';
import { people, type Stage, stages } from '../support/journey.js';

let tilgang: CasesUnderTest;

beforeAll(async () => {
  tilgang = await givenCases();
  for (const stage of [undefined, ...(Object.keys(stages) as Stage[])]) {
    await tilgang.givenCase(stage);
  }
});
afterAll(() => tilgang.close());

/** What cases of before may hold, written into the facts of one that came that far. */
const variants: Record<string, object> = {
  'a decision-maker appointed': { assignment: { decisionMakerId: people.otherUnit.personId } },
  'an appeal too late': { appeal: { one: { state: 'late' } } },
  'an appeal outcome to sign': { appeal: { one: { state: 'outcome-proposed' } } },
  'deferred effect asked for': {
    appeal: { one: { state: 'lodged', asksForDeferredEffect: true } },
  },
  'deferred effect decided': {
    appeal: {
      one: {
        state: 'under-review',
        asksForDeferredEffect: true,
        isDeferred: false,
        reviewerId: people.both.personId,
      },
    },
  },
  'a revocation to sign': { revocation: { state: 'proposed' } },
  'a dismissal signed': { dismissal: { state: 'dismissed', signedBy: people.both.personId } },
};

it('gives stored cases the relations that their next command would give them', async () => {
  const { pool } = tilgang.owner;
  const migration = new NeedToKnow20261122070400();
  const runner = { query: (sql: string) => pool.query(sql) } as unknown as QueryRunner;
  const { rows } = await pool.query<{ id: string }>(
    'SELECT id FROM access_case ORDER BY created_at',
  );
  const inHand = rows.slice(3).map(({ id }) => id);
  for (const [index, patch] of Object.values(variants).entries()) {
    for (const [track, facts] of Object.entries(patch)) {
      await pool.query(
        `UPDATE access_case SET tracks = jsonb_set(tracks, ARRAY[$2::text], (tracks -> $2) || $3::jsonb)
          WHERE id = $1`,
        [inHand[index], track, JSON.stringify(facts)],
      );
    }
  }
  await migration.down(runner);
  const before = await pool.query<{ relations: string[] }>('SELECT relations FROM access_case');
  const words = new Set(before.rows.flatMap(({ relations }) => relations));
  expect(words.has('staff')).toBe(true);
  expect([...words].filter((word) => /^(audit|intake|decision|unit:|staff:)/.test(word))).toEqual(
    [],
  );

  await migration.up(runner);
  const told = await pool.query<{ id: string; relations: string[] }>(
    'SELECT id, relations FROM access_case',
  );
  for (const { id, relations } of told.rows) {
    const accessCase = await caseById(tilgang.db, id);
    expect(relations.sort()).toEqual(accessCase && relationsOf(accessCase).sort());
  }
  expect(told.rows.some(({ relations }) => relations.includes('decision'))).toBe(true);
});
