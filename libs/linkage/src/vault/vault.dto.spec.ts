import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { registryId } from '#parties';
import { listPath } from './vault.dto.js';

const domainId = '00000000-0000-4000-8000-000000000000';

describe('the vault', () => {
  it('takes a list from every registry of the catalogue, however long its name', () => {
    const rows: { name: string }[] = parse(readFileSync('data/registries.csv'), { columns: true });
    const refused = rows
      .map(({ name }) => registryId(name))
      .filter((id) => !listPath.safeParse({ domainId, registryId: id }).success);
    expect(rows.length).toBe(77);
    expect(refused).toEqual([]);
  });

  it('takes no identity number for the id of a registry', () => {
    expect(listPath.safeParse({ domainId, registryId: '12345678901' }).success).toBe(false);
  });
});
