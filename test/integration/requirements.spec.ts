import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  explainedIds,
  isOwed,
  namedIn,
  requirements,
} from '../../scripts/requirements/catalogue.mjs';

const named = new Set(
  ['apps', 'libs', 'test']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.spec.ts'))
        .map((file) => join(folder, file)),
    )
    .flatMap((file) => namedIn(readFileSync(file, 'utf8'))),
);
const all = requirements();
const ids = all.map(({ id }) => id);

describe('the requirements', () => {
  it('have an id each', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are the only ones that tests name', () => {
    expect([...named].filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('are not excused where a test names them', () => {
    expect(explainedIds().filter((id) => named.has(id) || !ids.includes(id))).toEqual([]);
  });

  it('have a reason that says something', () => {
    const thin = all.filter(({ reason }) => reason !== null && reason.length < 30);
    expect(thin.map(({ id }) => id)).toEqual([]);
  });

  it('of the product are all named by a test, or there is a reason', () => {
    const owing = all.filter((row) => isOwed(row) && !named.has(row.id) && row.reason === null);
    expect(owing.map(({ id }) => id)).toEqual([]);
  });
});
