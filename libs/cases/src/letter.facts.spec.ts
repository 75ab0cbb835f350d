import { describe, expect, it } from '@jest/globals';
import { appealIn, appeals, forwarded, reviewed } from '../../../test/support/appeal-plays.js';
import { then } from '../../../test/support/consulting.js';
import { decisions } from '../../../test/support/decision-plays.js';
import { ownRegistryIds, people, registryIds } from '../../../test/support/journey.js';
import { revoked } from '../../../test/support/permit-plays.js';
import { at, type Play } from '../../../test/support/play.js';

/** The letters of an event, by whom they go to. */
const lettersOf = ({ caused = [] }: Play, event: string) =>
  caused.filter((each) => each.event === event).map(({ order }) => order);
const holder = { kind: 'applicant', id: people.applicant.personId };
const helseklage = { kind: 'appeals-body', id: null };
const recipientsOf = (play: Play, event: string) =>
  lettersOf(play, event).map(({ kind, recipient }) => [kind, recipient.id ?? recipient.kind]);

describe('letters on a permit', () => {
  it('give the holder the permit and the environment its people when it is issued', () => {
    const [permit, environment, ...others] = lettersOf(at('permitted'), 'permit-issued');
    expect(others).toEqual([]);
    expect(permit).toMatchObject({
      kind: 'permit',
      recipient: holder,
      data: {
        permitReference: 'NO-HDS-2026-000001.1',
        version: 1,
        what: 'issued',
        endsOn: '2027-12-31',
        decisionMakerName: people.decisionMaker.name,
        conditions: ['Opplysningene slettes når tillatelsen går ut.'],
      },
    });
    expect(environment).toMatchObject({
      kind: 'environment-notice',
      recipient: { kind: 'operator', id: null },
      data: { what: 'issued', isOpen: true, endsOn: '2027-12-31' },
    });
  });

  it('close the environment and stop each registry when it is revoked', () => {
    const play = revoked();
    const told = lettersOf(play, 'permit-revoked');
    expect(recipientsOf(play, 'permit-revoked')).toEqual([
      ['revocation', people.applicant.personId],
      ...[...ownRegistryIds, registryIds.stroke].map((id) => ['permit-notice', id]),
      ['environment-notice', 'operator'],
    ]);
    expect(told.at(-1)).toMatchObject({ data: { what: 'revoked', isOpen: false } });
    expect(told[1]).toMatchObject({ data: { what: 'revoked', order: null } });
  });

  it('tell the recipient of each delivery what came, to check it by [law 29]', () => {
    const told = lettersOf(at('received'), 'delivered');
    expect(told).toHaveLength(3);
    expect(told[0]).toMatchObject({
      kind: 'delivery-notice',
      recipient: holder,
      data: {
        registryName: registryIds.npr,
        fileCount: 1,
        rowCount: 8,
        files: [{ name: `${registryIds.npr}.csv`, rowCount: 8, sha256: 'a'.repeat(64) }],
        handOverPlace: 'Sikkert forskningsmiljø',
      },
    });
  });
});

describe('letters on an exemption that no longer applies', () => {
  it('give its holder the reason, and stop each registry that it covered [law 15]', () => {
    const play = decisions['an exemption revoked']();
    const told = lettersOf(play, 'exemption-revoked');
    expect(told[0]).toMatchObject({
      kind: 'exemption-revocation',
      recipient: holder,
      data: {
        decisionMakerName: people.decisionMaker.name,
        givenOn: '2026-11-02',
        reason: 'Slik er det vurdert',
        registryNames: ownRegistryIds,
      },
    });
    expect(told.slice(1)).toMatchObject(
      ownRegistryIds.map((id) => ({
        kind: 'exemption-notice',
        recipient: { kind: 'registry', id },
        data: { what: 'revoked', registryName: id, fromOn: '2026-11-02' },
      })),
    );
  });

  it('tell the registries alone when it has run out [law 15]', () => {
    const play = decisions['an exemption that ran out']();
    expect(recipientsOf(play, 'exemption-expired')).toEqual(
      ownRegistryIds.map((id) => ['exemption-notice', id]),
    );
    expect(lettersOf(play, 'exemption-expired')[0]).toMatchObject({
      data: { what: 'expired', fromOn: '2026-12-16' },
    });
  });
});

describe('letters on an appeal', () => {
  it('send the file on with the statement, and a copy of it to the party [law 18]', () => {
    expect(lettersOf(forwarded(), 'appeal-upheld-and-forwarded')).toMatchObject([
      {
        kind: 'appeal-forwarding',
        recipient: helseklage,
        data: { grounds: 'Variablene er nødvendige', statement: 'Vurdert på nytt' },
      },
      {
        kind: 'appeal-statement',
        recipient: holder,
        data: { statement: 'Vurdert på nytt', decisionMakerName: people.decisionMaker.name },
      },
    ]);
  });

  it('tell the party what Helseklage decided [law 18]', () => {
    const play = appeals['an appeal that Helseklage decides']();
    expect(lettersOf(play, 'appeal-settled')).toMatchObject([
      {
        kind: 'appeal-outcome',
        recipient: holder,
        data: {
          body: 'helseklage',
          outcome: 'changed',
          outcomeOn: '2026-11-01',
          externalReference: '2026/1',
          summary: 'Se vedlagt avgjørelse',
        },
      },
    ]);
  });

  it('tell Helseklage that it is withdrawn only where the file lies there [law 18]', () => {
    const there = appeals['an appeal given up when it lies at Helseklage']();
    expect(lettersOf(there, 'appeal-withdrawn')).toMatchObject([
      { kind: 'appeal-withdrawal', recipient: holder, data: { withdrawnOn: '2026-11-02' } },
      { kind: 'appeal-withdrawal', recipient: helseklage },
    ]);
    const here = reviewed(at('decided'), 'uphold');
    const withdrawn = then(here, {
      by: 'applicant',
      command: { type: 'withdraw-appeal', appealId: appealIn(here) },
    });
    expect(lettersOf(withdrawn, 'appeal-withdrawn')).toMatchObject([{ recipient: holder }]);
  });
});
