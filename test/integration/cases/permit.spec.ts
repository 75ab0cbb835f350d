import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById } from '#cases';
import {
  permitContent,
  permitEvents,
  permitVersions,
  permitView,
} from '../../../libs/cases/src/permits/permit.queries.js';
import { warnOfExpiry } from '../../../libs/cases/src/permits/permit.expiry.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

async function permitOf(id: string): Promise<string> {
  return (await caseById(tilgang.db, id))?.tracks.permit.permitReference ?? '';
}

describe('a permit', () => {
  it('is found by its id, with its state, its European status and its case [R9.3.8] [R9.3.1]', async () => {
    const { id } = await tilgang.givenCase('permitted');
    const permitId = await permitOf(id);
    expect(permitId).toMatch(/^NO-HDS-2026-\d{6}\.1$/);
    expect(await permitView(tilgang.db, permitId, people.applicant)).toMatchObject({
      permitId,
      currentPermitId: permitId,
      version: 1,
      state: 'active',
      euStatus: 'GRANTED',
      caseId: id,
      activeTo: null,
      endsOn: '2027-12-31',
    });
  });

  it('does not exist for a stranger', async () => {
    const { id } = await tilgang.givenCase('permitted');
    const permitId = await permitOf(id);
    await expect(permitView(tilgang.db, permitId, people.otherApplicant)).rejects.toMatchObject({
      refusal: { code: 'permit-unknown' },
    });
  });

  it('is frozen: its text has the checksum that stands in the log, and nothing can change it [R9.3.4]', async () => {
    const { id } = await tilgang.givenCase('permitted');
    const permitId = await permitOf(id);
    const { content, sha256 } = await permitContent(tilgang.db, permitId, people.auditor);
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
    for (const sql of ["UPDATE permit_version SET content = ''", 'DELETE FROM permit_version']) {
      await expect(tilgang.db.pool.query(sql)).rejects.toThrow(/permission denied/);
    }
  });

  it('shares its id with no other version: the database refuses it [R9.3.7]', async () => {
    const { id } = await tilgang.givenCase('permitted');
    const copy = `INSERT INTO permit_version (permit_id, case_id, base, version, content, sha256, created_at)
                  SELECT permit_id, case_id, base, version + 1, content, sha256, created_at
                    FROM permit_version WHERE case_id = $1`;
    await expect(tilgang.owner.pool.query(copy, [id])).rejects.toThrow(/permit_version_pkey/);
  });

  it('tells its life in order, each change with who made it and when, in UTC [R9.3.2]', async () => {
    const { id, version } = await tilgang.givenCase('permitted');
    const permitId = await permitOf(id);
    await tilgang.give(id, version, {
      by: 'caseworker',
      command: { type: 'end-permit', reason: 'Prosjektet er slutt', askedForOn: '2026-11-01' },
    });
    const { events } = await permitEvents(tilgang.db, permitId, people.auditor, tilgang.clock.at);
    expect(events.map(({ type, actorName }) => [type, actorName])).toEqual([
      ['permit-issued', people.caseworker.name],
      ['permit-ended', people.caseworker.name],
    ]);
    const { versions } = await permitVersions(tilgang.db, permitId, people.auditor);
    expect(versions).toMatchObject([{ version: 1, activeTo: tilgang.clock.at.toISOString() }]);
    expect(await permitView(tilgang.db, permitId, people.auditor)).toMatchObject({
      euStatus: 'EXPIRED',
    });
  });

  it('warns its holder in a letter sixty days before it ends, and once', async () => {
    const { id } = await tilgang.givenCase('permitted');
    const before = tilgang.clock.at;
    const warnedOn = async (at: string) => {
      tilgang.clock.at = new Date(at);
      await warnOfExpiry(tilgang.cases, tilgang.db, tilgang.clock);
      const { rows } = await tilgang.db.pool.query<{ data: object }>(
        "SELECT data FROM letter WHERE case_id = $1 AND kind = 'expiry-warning'",
        [id],
      );
      return rows.map(({ data }) => data);
    };
    const told = { endsOn: '2027-12-31', applyBeforeOn: '2027-11-30' };
    expect(await warnedOn('2027-10-31T10:00:00.000Z')).toEqual([]);
    expect(await warnedOn('2027-11-01T10:00:00.000Z')).toMatchObject([told]);
    expect(await warnedOn('2027-11-02T10:00:00.000Z')).toHaveLength(1);
    tilgang.clock.at = before;
  });
});
