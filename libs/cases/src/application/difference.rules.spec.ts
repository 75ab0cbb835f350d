import { describe, expect, it } from '@jest/globals';
import { registryIds, wholeApplication } from '../../../../test/support/journey.js';
import { affectedRegistryIds, differenceFrom } from './difference.rules.js';

const { npr, dar, stroke } = registryIds;
const withPeriods = (dataPeriods: object[]) => ({ ...wholeApplication, dataPeriods });
const period = (source: string, toOn: string) => ({ source, group: 'cohort', toOn });

describe('the difference between two applications', () => {
  it('is nothing where only the order of the parts differs', () => {
    const rows = wholeApplication.groupSizes.map((row) =>
      Object.fromEntries(Object.entries(row).reverse()),
    );
    const sources = [...wholeApplication.sources].reverse();
    expect(
      differenceFrom(wholeApplication, { ...wholeApplication, sources, groupSizes: rows }),
    ).toEqual([]);
  });

  it('holds nothing of why a change is asked for', () => {
    const wanted = { ...wholeApplication, changeKinds: ['variables'], changeReason: 'Fagfeller' };
    expect(differenceFrom(wholeApplication, wanted)).toEqual([]);
  });

  it('concerns the registry that a row of a table is about, and no other [R9.4.3]', () => {
    const before = withPeriods([period(npr, '2024-12-31'), period(dar, '2024-12-31')]);
    const after = withPeriods([period(npr, '2024-12-31'), period(dar, '2025-12-31')]);
    expect(differenceFrom(before, after)).toEqual([
      {
        field: `dataPeriods.${dar}.toOn`,
        kind: 'changed',
        before: '2024-12-31',
        after: '2025-12-31',
        registryId: dar,
      },
    ]);
    expect(affectedRegistryIds(before, after)).toEqual([dar]);
  });

  it('tells two rows about the same source apart', () => {
    const before = withPeriods([period(npr, '2024-12-31'), period(npr, '2020-12-31')]);
    const after = withPeriods([period(npr, '2024-12-31'), period(npr, '2021-12-31')]);
    expect(differenceFrom(before, after).map(({ field }) => field)).toEqual([
      `dataPeriods.${npr}-2.toOn`,
    ]);
  });

  it('concerns every registry where it is about none of them', () => {
    const wanted = { ...wholeApplication, purpose: 'Et annet formål' };
    expect(affectedRegistryIds(wholeApplication, wanted)).toEqual([npr, dar, stroke]);
  });
});
