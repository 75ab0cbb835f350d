import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  DispatchService,
  letterPdf,
  LetterService,
  makePrintPackage,
  PortalChannel,
  postPackage,
  routesBy,
  verifyLetter,
} from '#letters';
import type { Person } from '#parties';
import { PostgresFileStore } from '#platform';
import { carryOutInParent } from '../../../libs/cases/src/case.family.js';
import { caseDetail } from '../../../libs/cases/src/case.queries.js';
import { givenChild } from '../../support/children.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { people } from '../../support/journey.js';
import { FakeChannel, newTestSeal } from '../letters/letter.fixtures.js';

let tilgang: CasesUnderTest;
beforeAll(async () => void (tilgang = await givenCases()));
afterAll(() => tilgang.close());

const caseworker: Person = {
  ...people.caseworker,
  personId: people.caseworker.personId ?? '',
  email: 'saksbehandler@people.example',
  language: 'nb',
};

async function lettersOfVersion(caseId: string, version: string) {
  const { letters } = await caseDetail(tilgang.db, caseId, caseworker);
  const { rows } = await tilgang.db.pool.query<{ id: string }>(
    `SELECT id FROM letter
      WHERE case_id = $1 AND data::text LIKE '%' || $2::text || '%' AND kind = ANY ($3)`,
    [caseId, version, ['permit', 'permit-notice', 'environment-notice']],
  );
  const ids = new Set(rows.map(({ id }) => id));
  return letters.filter(({ id }) => ids.has(id));
}

describe('a new version of a permit', () => {
  it('goes out sealed to its holder, the registries and the environment, with what became of each [R9.3.6]', async () => {
    const { db, clock, cases } = tilgang;
    const parent = await tilgang.givenCase('permitted');
    const { id: changeId } = await givenChild(tilgang, parent.id, 'decided');
    await carryOutInParent(cases, db, changeId);
    const { tracks } = await caseDetail(db, parent.id, caseworker);
    const version = String(tracks.permit?.permitReference);
    expect(version).toMatch(/\.2$/);

    const { seal, trusted } = await newTestSeal();
    const failing = new FakeChannel();
    failing.failure = new Error('down');
    const sentBy = (channel: FakeChannel | PortalChannel) => {
      const policy = { firstDelayMs: 1_000, longestDelayMs: 1_000, attempts: 5 };
      const dispatches = new DispatchService(db, clock, routesBy([channel]), policy);
      return new LetterService(db, clock, dispatches, seal);
    };
    const due = await lettersOfVersion(parent.id, version);
    expect(new Set(due.map(({ kind, recipientKind }) => `${kind} to ${recipientKind}`))).toEqual(
      new Set([
        'permit to applicant',
        'permit-notice to registry',
        'environment-notice to operator',
      ]),
    );
    for (const { id } of due) await sentBy(failing).produce(id);
    clock.at = new Date(clock.at.getTime() + 60_000);
    for (const { id } of due) await sentBy(new PortalChannel(db)).produce(id);
    // Who runs the environment has no digital way: a person posts the letter.
    const store = new PostgresFileStore(db);
    const postedBy = caseworker.personId;
    const post = await makePrintPackage(db, store, postedBy, clock.at);
    const posted = { postedOn: '2026-11-02', arrivesOn: '2026-11-09', postedBy };
    await postPackage(db, post, posted, clock.at);

    for (const { id, kind, status, trail } of await lettersOfVersion(parent.id, version)) {
      const tries = trail?.attempts.map((attempt) => `${attempt.channel} ${attempt.status}`);
      expect([kind, status, tries]).toEqual([
        kind,
        'dispatched',
        kind === 'environment-notice' ? ['print sent'] : ['portal failed', 'portal sent'],
      ]);
      const { findings } = verifyLetter((await letterPdf(db, id))!, trusted);
      expect(findings.filter(({ holds }) => !holds)).toEqual([]);
    }
  });
});
