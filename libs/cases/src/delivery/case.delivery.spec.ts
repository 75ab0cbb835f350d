import { describe, expect, it } from '@jest/globals';
import { registryIds, type Step, stepsTo } from '../../../../test/support/journey.js';
import { at, give, given, type Play, refusal } from '../../../../test/support/play.js';

const { npr, dar } = registryIds;
const order: Step = { by: 'caseworker', command: { type: 'order-delivery', registryId: npr } };
const promise: Step = {
  by: 'deliveryNpr',
  command: { type: 'promise-delivery', registryId: npr, promisedOn: '2026-12-20' },
};
const report: Step = {
  by: 'deliveryNpr',
  command: {
    type: 'report-delivered',
    registryId: npr,
    fileCount: 2,
    rowCount: 8,
    sha256: 'a'.repeat(64),
    handOverPlace: 'Sikkert forskningsmiljø',
  },
};
const receive: Step = { by: 'applicant', command: { type: 'confirm-receipt', registryId: npr } };

const then = (play: Play, step: Step, now?: Date): Play => {
  const next = give(play, step, now);
  if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
  return next;
};

describe('what a delivery rests on', () => {
  const revoke: Step = {
    by: 'decisionMaker',
    command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
  };
  const flag: Step = {
    by: 'caseworker',
    command: { type: 'set-flag', flag: 'prohibited-use', reason: 'Til bruk for forsikring' },
  };

  it('falls with the exemption: neither ordered nor delivered once it is revoked [law 9] [law 15]', () => {
    expect(refusal(then(at('linked'), revoke), order)).toBe('confidentiality-not-lifted');
    const promised = given(...stepsTo('linked'), order, promise);
    expect(refusal(then(promised, revoke), report)).toBe('confidentiality-not-lifted');
  });

  it('leaves alone a source that its controller decided on', () => {
    const stroke: Step = {
      by: 'caseworker',
      command: { type: 'order-delivery', registryId: registryIds.stroke },
    };
    expect(refusal(then(at('linked'), revoke), stroke)).toBe('accepted');
  });

  it('falls with the approval of REK, however long the permit lasts [law 7]', () => {
    const approved = {
      rekReference: '812345',
      decidedOn: '2026-11-02',
      documentReference: '2026/8',
      decidedBy: 'rek' as const,
      differenceReason: 'REK har endret godkjenningen',
    };
    const verify = (validUntilOn: string): Step => ({
      by: 'caseworker',
      command: { type: 'verify-rek-approval', ...approved, validUntilOn },
    });
    const shortened = then(at('linked'), verify('2026-11-10'));
    const late = new Date('2026-11-11T09:00:00Z');
    expect(give(shortened, order, late)).toMatchObject({
      refused: { code: 'rek-approval-expired' },
    });
    const expired = then(
      shortened,
      { by: 'system', command: { type: 'expire-rek-approval' } },
      late,
    );
    expect(give(expired, order, late)).toMatchObject({
      refused: { code: 'rek-approval-expired' },
    });
    const renewed = then(expired, verify('2029-12-31'), late);
    expect(give(renewed, order, late)).toHaveProperty('accessCase');
  });

  it('never is a prohibited use, also when it is found after the grant [law 11]', () => {
    expect(refusal(then(at('linked'), flag), order)).toBe('prohibited-use');
    const promised = given(...stepsTo('linked'), order, promise);
    expect(refusal(then(promised, flag), report)).toBe('prohibited-use');
    const permit: Step = { by: 'caseworker', command: { type: 'issue-permit' } };
    expect(refusal(then(at('decided'), flag), permit)).toBe('prohibited-use');
    const link: Step = {
      by: 'caseworker',
      command: { type: 'order-linkage', linker: 'Folkehelseinstituttet' },
    };
    expect(refusal(then(at('permitted'), flag), link)).toBe('prohibited-use');
  });
});

describe('a delivery', () => {
  it('is one for each registry: ordered, promised, delivered and received, each with its time [law 29]', () => {
    let play = at('linked');
    const days = ['2026-11-03', '2026-11-04', '2026-12-01', '2026-12-02'];
    for (const [index, step] of [order, promise, report, receive].entries()) {
      play = give(play, step, new Date(`${days[index]}T09:00:00Z`)) as Play;
    }
    const { delivery } = play.accessCase.tracks;
    expect(delivery[npr]).toEqual({
      state: 'received',
      promisedOn: '2026-12-20',
      fileCount: 2,
      rowCount: 8,
      sha256: 'a'.repeat(64),
      handOverPlace: 'Sikkert forskningsmiljø',
      deliveredOn: '2026-12-01',
      receivedOn: '2026-12-02',
    });
    expect(delivery[dar]?.state ?? 'none').toBe('none');
    const own = play.events.filter(({ track }) => track === 'delivery');
    expect(own.map(({ toState, at }) => [toState, at.toISOString().slice(0, 10)])).toEqual([
      ['ordered', '2026-11-03'],
      ['accepted', '2026-11-04'],
      ['delivered', '2026-12-01'],
      ['received', '2026-12-02'],
    ]);
  });

  it('is reported by the registry itself, and its receipt by who received it [law 29]', () => {
    const promised = given(...stepsTo('linked'), order, promise);
    expect(refusal(promised, { ...report, by: 'deliveryDar' })).toBe('not-your-registry');
    expect(refusal(promised, { ...report, by: 'applicant' })).toBe('not-allowed-for-role');
    const delivered = given(...stepsTo('linked'), order, promise, report);
    expect(refusal(delivered, { ...receive, by: 'deliveryNpr' })).toBe('not-allowed-for-role');
    expect(refusal(delivered, receive)).toBe('accepted');
  });
});
