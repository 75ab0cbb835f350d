import { describe, expect, it } from '@jest/globals';
import { registryIds, type Step, stepsTo } from '../../../test/support/journey.js';
import { at, give, given, type Play, refusal } from '../../../test/support/play.js';

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
