import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { identityNumber, people } from '../integration/linkage/people.js';
import { addDays, HttpCase, HttpTilgang } from '../support/http-case.js';
import { registryIds } from '../support/journey.js';
import {
  applicationFor,
  changeOf,
  exempted,
  permitted,
  proposed,
  rekApproves,
  submittedToAssessment,
} from '../support/journey.bodies.js';
import { LinkedCase, type TestRegistries, testRegistries } from '../support/linked-case.js';
import { freePort } from '../support/ports.js';
import { type Start, startTilgang, temporaryDataFolder } from '../support/tilgang.js';

const { folder, remove } = temporaryDataFolder();
const { npr, dar } = registryIds;
let start: Start;
let tilgang: HttpTilgang;
let registries: TestRegistries;

beforeAll(async () => {
  start = startTilgang(join(folder, 'data'), await freePort());
  await start.ready();
  tilgang = new HttpTilgang(start.url);
  registries = await testRegistries(tilgang);
}, 240_000);

afterAll(async () => {
  if (start?.supervisor.exitCode === null) {
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
  }
  remove();
}, 60_000);

const listOf = (numbers: readonly string[]) => `fnr\n${numbers.join('\n')}\n`;
const all = people(400, 3_000_000);
const [cohort, mothers, others] = [all.slice(0, 100), all.slice(100, 130), all.slice(130, 400)];
/** Somebody of the cohort had a D-number before. */
const dNumber = identityNumber([3, 4, 75], 123, { dNumber: true })!;

/** An application that asks for the mothers of its cohort too. */
const withRelatives = {
  ...applicationFor('npr', 'dar'),
  relativesWanted: 'new',
  relativesKinds: ['mother'],
  relativesReason: 'Arvelig risiko måles gjennom mødrene.',
  groupSizes: ['cohort', 'relatives'].map((group) => ({
    group,
    number: 100,
    exactness: 'estimate',
    reason: 'Det er alle i perioden.',
  })),
  dataPeriods: ['cohort', 'relatives'].flatMap((group) =>
    [npr, dar].map((source) => ({ source, group, fromOn: '2015-01-01', toOn: '2024-12-31' })),
  ),
};

describe('a linkage over HTTP', () => {
  it('of relatives: aliases known before the lists, a reservation after them, keys destroyed at the second attempt [law 12] [law 26] [law 27]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    const [, ...rest] = permitted(await tilgang.today(), 'npr', 'dar');
    await accessCase.play(
      { by: 'applicant', command: { type: 'edit-draft', application: withRelatives } as never },
      ...rest,
      {
        by: 'caseworker',
        command: {
          type: 'order-linkage',
          linker: 'Helsedataservice',
          cohort: { from: 'registry', registryId: npr },
          relatives: { registryId: dar, relations: ['mother'] },
        },
      },
    );
    const linked = LinkedCase.open(accessCase, registries);
    await linked.createDomain();

    const aliases = await linked.sendPeople(
      'aliases',
      `old_number;new_number\n${dNumber};${cohort[0]}\n`,
    );
    expect(aliases).toMatchObject({ counts: { accepted: 1, merged: 0 } });
    const ofCohort = await linked.handIn(npr, listOf([dNumber, ...cohort.slice(1)]));
    await linked.stepIs('cohort', 'done', { people: 100 });

    const rows = mothers.map((mother, i) => `${cohort[i]};mother;${mother}`);
    rows.push(`${cohort[40]};father;${others[0]}`, `${others[1]};mother;${others[2]}`);
    await linked.send(dar, `fnr;relation;relative\n${rows.join('\n')}\n`);
    await linked.stepIs('relatives', 'done', { people: mothers.length });

    const ofDar = await linked.handIn(dar, listOf([...cohort.slice(0, 50), ...mothers, ...others]));
    await linked.stepIs(`list:${dar}`, 'done', { people: 80, outside: others.length });
    expect([...ofDar.keys()].sort()).toEqual([...cohort.slice(0, 50), ...mothers].sort());
    expect(ofDar.get(cohort[0]!)).toBe(ofCohort.get(dNumber));

    const reserved = await linked.sendPeople('reservations', listOf([cohort[7]!]));
    expect(reserved).toMatchObject({ counts: { accepted: 1, withdrawn: 1 } });
    for (const [registryId, numbers] of [
      [npr, ofCohort],
      [dar, ofDar],
    ] as const) {
      const told = await linked.correction(registryId, 'people-reserved');
      expect(told).toEqual(['serial_number', numbers.get(cohort[7]!)]);
    }

    await accessCase.play({ by: 'custodian', command: { type: 'complete-linkage' } });
    await endPermit(accessCase);
    await accessCase.play({ by: 'custodian', command: { type: 'order-key-destruction' } });
    await accessCase.play({ by: 'otherCustodian', command: { type: 'withdraw-key-destruction' } });
    const kept = await accessCase.detail('custodian');
    expect(kept.tracks.linkage).toMatchObject({ state: 'complete', orderedBy: null });
    const late = await linked.sendPeople('reservations', listOf([cohort[8]!]));
    expect(late).toMatchObject({ counts: { withdrawn: 1 } });

    await destroyKeys(accessCase);
    const { status, json } = await linked.trySendPeople('reservations', listOf([cohort[9]!]));
    expect([status, json['code']]).toEqual([409, 'not-allowed-in-state']);
  });

  it('with a pseudonym for each registry, which the linker’s bridges join, and a change that extends it [law 26] [law 30]', async () => {
    const parent = await HttpCase.open(tilgang);
    await parent.play(...permitted(await tilgang.today(), 'dar'), {
      by: 'caseworker',
      command: {
        type: 'order-linkage',
        linker: 'Folkehelseinstituttet',
        hasSeparatePseudonyms: true,
      },
    });
    const linked = LinkedCase.open(parent, registries);
    await linked.createDomain();
    const first = await linked.handIn(dar, listOf(all.slice(0, 50)));
    const firstBridge = await linked.bridge(linked.runs.get(dar)!, dar);
    await parent.play({ by: 'custodian', command: { type: 'complete-linkage' } });

    await tilgang.pass(40);
    const change = await HttpCase.open(tilgang, { kind: 'change', parentCaseId: parent.id });
    const why = { changeKinds: ['sources'], changeSameSerialNumbers: true };
    await change.play(
      changeOf(['npr', 'dar'], why),
      ...submittedToAssessment('change'),
      ...rekApproves(await tilgang.today()),
      ...exempted('npr', 'dar'),
      ...proposed(await tilgang.today(), ['npr', 'dar'], [], 600),
      { by: 'decisionMaker', command: { type: 'sign-access-grant' } },
    );
    await parent.until('the permit is amended', ({ tracks }) => tracks.permit?.state === 'amended');
    await change.until(
      'the change rests on it',
      ({ tracks }) => tracks.permit?.state === 'carried',
    );
    await change.play({
      by: 'caseworker',
      command: { type: 'order-linkage', linker: 'Helsedataservice' },
    });
    // The numbers are of one domain, and so is who links it.
    const planned = (await change.detail('caseworker')).tracks.linkage;
    expect([planned?.linker, planned?.plan?.linkerRegistryId]).toEqual([
      'Folkehelseinstituttet',
      dar,
    ]);
    const extended = LinkedCase.open(change, registries);
    await extended.createDomain();
    const ofNpr = await extended.handIn(npr, listOf(all.slice(20, 70)));
    const again = await linked.handIn(dar, listOf(all.slice(0, 70)));
    // Known people keep their numbers; no registry has a number of another.
    for (const [person, serial] of first) expect(again.get(person)).toBe(serial);
    expect([...ofNpr.values()].filter((serial) => [...again.values()].includes(serial))).toEqual(
      [],
    );
    const nprBridge = await linked.bridge(extended.runs.get(npr)!, dar);
    const darBridge = await linked.bridge(linked.runs.get(dar)!, dar);
    for (const person of all.slice(20, 70)) {
      expect(nprBridge.get(ofNpr.get(person)!)).toBe(darBridge.get(again.get(person)!));
    }
    for (const [serial, project] of firstBridge) expect(darBridge.get(serial)).toBe(project);

    // Who links has the project's numbers, and is told apart from its registry.
    await extended.sendPeople('reservations', listOf([all[25]!]));
    const own = await linked.correction(dar, 'people-reserved');
    expect(own).toEqual(['serial_number', again.get(all[25]!)]);
    const bridged = await linked.bridgeCorrection(dar);
    expect(bridged).toEqual(['serial_number', darBridge.get(again.get(all[25]!)!)]);

    await change.play({ by: 'custodian', command: { type: 'complete-linkage' } });
    await endPermit(parent);
    expect(await change.refusal('custodian', { type: 'order-key-destruction' })).not.toBe(
      'accepted',
    );
    await destroyKeys(parent);
    await change.until(
      'the change is told that the keys are gone',
      ({ tracks }) => tracks.linkage?.state === 'destroyed',
      'custodian',
    );
  });
});

async function endPermit(accessCase: HttpCase): Promise<void> {
  const askedForOn = addDays(await tilgang.pass(3), 0);
  const reason = 'Prosjektet er avsluttet';
  await accessCase.play(
    { by: 'caseworker', command: { type: 'end-permit', reason, askedForOn } },
    { by: 'applicant', command: { type: 'confirm-deletion', statement: 'Alt er slettet' } },
  );
}

/** Two custodians; the vault's certificate is recorded in the case. */
async function destroyKeys(accessCase: HttpCase): Promise<void> {
  await accessCase.play(
    { by: 'custodian', command: { type: 'order-key-destruction' } },
    { by: 'otherCustodian', command: { type: 'confirm-key-destruction' } },
  );
  const { tracks } = await accessCase.until(
    'the keys are destroyed',
    (detail) => detail.tracks.linkage?.state === 'destroyed',
    'custodian',
  );
  expect(tracks.linkage?.certificateSha256).toMatch(/^[0-9a-f]{64}$/);
}
