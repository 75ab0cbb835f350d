import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyLog } from '#audit';
import { type CasesUnderTest, givenCases } from '../../support/given.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

describe('the event log', () => {
  it.each([
    ['UPDATE', "UPDATE case_event SET type = 'withdrawn'"],
    ['DELETE', 'DELETE FROM case_event'],
    ['TRUNCATE', 'TRUNCATE case_event'],
    ['UPDATE of the disclosure register', "UPDATE disclosure SET recipient = ''"],
    ['DELETE of a stored letter', 'DELETE FROM letter_file'],
    ['UPDATE of a text', "UPDATE case_text SET body = ''"],
    ['UPDATE of a former key', "UPDATE registry_key SET age_recipient = ''"],
    ['DROP', 'DROP TABLE case_event'],
    ['DISABLE TRIGGER', 'ALTER TABLE case_event DISABLE TRIGGER ALL'],
  ])('refuses %s to the role that runs the application [law 6] [R15.4.3]', async (_, sql) => {
    await expect(tilgang.db.pool.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('is whole after a case from draft to closed', async () => {
    await tilgang.givenCase('closed');
    await tilgang.givenCase('submitted');
    const { cases, events, faults } = await verifyLog(tilgang.db);
    expect(faults).toEqual([]);
    expect(cases).toBe(2);
    expect(events).toBeGreaterThan(40);
  });
});

describe('the grounds of a decision', () => {
  it('cannot be changed unseen, and may be redacted', async () => {
    const { id } = await tilgang.givenCase('decided');
    const facts = "case_id = $1 AND field = 'facts of the decision'";
    await tilgang.owner.pool.query(`UPDATE case_text SET body = 'Noe annet' WHERE ${facts}`, [id]);
    const proposed = expect.objectContaining({ caseId: id, fault: 'text-changed' }) as object;
    // The facts stand under two decisions, on the exemption and on the access, and each is sealed.
    expect((await verifyLog(tilgang.db)).faults).toEqual([proposed, proposed]);
    await tilgang.owner.pool.query(`DELETE FROM case_text WHERE ${facts}`, [id]);
    expect((await verifyLog(tilgang.db)).faults).toEqual([]);
  });
});

describe('the verifier, after a superuser has been at the log,', () => {
  const tampered = new Set<string>();
  const tampering: [string, string, (id: string) => object][] = [
    [
      'names the event of which one byte was changed',
      `UPDATE case_event SET data = jsonb_set(data::jsonb, '{facts,submittedOn}', '"2026-11-03"')
        WHERE case_id = $1 AND type = 'submitted'`,
      (caseId) => ({ caseId, seq: 3, fault: 'changed' }),
    ],
    [
      'names the event that got a fact of a name that JavaScript keeps for itself',
      `UPDATE case_event SET data = data::jsonb || '{"__proto__": {"state": "granted"}}'
        WHERE case_id = $1 AND type = 'submitted'`,
      (caseId) => ({ caseId, seq: 3, fault: 'changed' }),
    ],
    [
      'names the event whose time was changed by a millisecond',
      `UPDATE case_event SET at = at + interval '1 millisecond' WHERE case_id = $1 AND seq = 2`,
      (caseId) => ({ caseId, seq: 2, fault: 'changed' }),
    ],
    [
      'names the event that is missing',
      'DELETE FROM case_event WHERE case_id = $1 AND seq = 2',
      (caseId) => ({ caseId, seq: 2, fault: 'missing' }),
    ],
    [
      'finds the tail cut off',
      'DELETE FROM case_event WHERE case_id = $1 AND seq = (SELECT max(seq) FROM case_event WHERE case_id = $1)',
      (caseId) => expect.objectContaining({ caseId, fault: 'tail-differs-from-case' }) as object,
    ],
    [
      'finds two events that changed places',
      `UPDATE case_event SET seq = CASE seq WHEN 2 THEN 103 ELSE 102 END
        WHERE case_id = $1 AND seq IN (2, 3);`,
      (caseId) => expect.objectContaining({ caseId, fault: 'missing' }) as object,
    ],
    [
      'names the event whose application was changed',
      `UPDATE application SET content = jsonb_set(content, '{purpose}', '"Noe annet"')
        WHERE case_id = $1`,
      (caseId) => ({ caseId, seq: 2, fault: 'draft-changed' }),
    ],
    [
      'finds an event that was added',
      `INSERT INTO case_event SELECT case_id, seq + 1, at, 'withdrawn', outcome, track, registry_id,
              from_state, to_state, actor_id, actor_role, case_version, data, hash, hash
         FROM case_event WHERE case_id = $1 ORDER BY seq DESC LIMIT 1`,
      (caseId) => expect.objectContaining({ caseId, fault: 'changed' }) as object,
    ],
  ];

  it.each(tampering)('%s [law 6] [R15.4.1] [R15.4.5]', async (_, sql, fault) => {
    const { id } = await tilgang.givenCase('submitted');
    tampered.add(id);
    await tilgang.owner.pool.query(sql, [id]);
    const { faults } = await verifyLog(tilgang.db);
    expect(faults).toContainEqual(fault(id));
    expect(faults.every(({ caseId }) => tampered.has(caseId))).toBe(true);
  });
});
