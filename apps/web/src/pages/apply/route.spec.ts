import { describe, expect, it } from '@jest/globals';
import type { PermitHeld } from '../../api/workspace';
import { answered, extendBefore, questionsFor, routeFor } from './route';

const permit: PermitHeld = {
  caseId: 'a',
  reference: 'HDS-2026-000001',
  title: null,
  permitReference: 'NO-HDS-2026-000001.1',
  endsOn: '2027-03-31',
};

describe('the way to a form', () => {
  it('asks one question at a time, and opens nothing before all are answered', () => {
    const answers = { what: 'individual-level', tables: 'no' };
    expect(questionsFor({})).toEqual(['what']);
    expect(questionsFor(answers)).toEqual(['what', 'tables', 'research']);
    expect(routeFor(answers, [])).toBeNull();
  });

  it('leads to statistics, without REK and exemption, where tables are enough', () => {
    const answers = { what: 'individual-level', tables: 'yes', registries: 'one' };
    expect(routeFor(answers, [])).toMatchObject({
      kind: 'statistics',
      rek: 'no',
      exemption: 'no',
      workingDays: 30,
    });
  });

  it.each([
    ['yes', 'none', 'several', 'yes', 'yes', 60],
    ['no', 'all', 'one', 'no', 'no', 30],
    ['unsure', 'some', 'several', 'maybe', 'maybe', 60],
  ])(
    'tells of REK, exemption and time: research %s, consent %s, %s registries',
    (research, consent, registries, rek, exemption, workingDays) => {
      const answers = { what: 'individual-level', tables: 'no', research, consent, registries };
      expect(routeFor(answers, [])).toMatchObject({ rek, exemption, workingDays });
    },
  );

  it('leads to a change of a permit that is held, and of no other', () => {
    expect(routeFor({ what: 'change', permit: 'a' }, [permit])).toMatchObject({
      kind: 'change',
      parentCaseId: 'a',
    });
    expect(routeFor({ what: 'change', permit: 'b' }, [permit])).toBeNull();
  });

  it('forgets what is no longer asked when an earlier answer is changed', () => {
    const answers = { what: 'individual-level', tables: 'no', research: 'yes' };
    expect(answered(answers, 'what', 'change')).toEqual({ what: 'change' });
    expect(answered(answers, 'tables', 'yes')).toEqual({ what: 'individual-level', tables: 'yes' });
  });

  it('counts a month back to a day that exists', () => {
    expect(extendBefore('2027-03-31')).toBe('2027-02-28');
    expect(extendBefore('2027-01-15')).toBe('2026-12-15');
  });
});
