import { describe, expect, it } from '@jest/globals';
import { errorsOf, type Fault, faultOf, faultsAmong } from './typed-form';

const fault = (field: string, rule = 'is required'): Fault => ({
  field,
  rule,
  todo: '',
  refusal: 'body-malformed',
});
const found = (...faults: Fault[]) =>
  errorsOf(faults.map((each) => ({ type: 'page' as const, fault: each })));

describe('the faults of a form', () => {
  it('keep their order, and stand at their fields', () => {
    const faults = [fault('sources.1.reason'), fault('facts'), fault('period.toOn')];
    expect(faultsAmong(found(...faults))).toEqual(faults);
  });

  it('are one to a field: the first that was found', () => {
    const errors = found(fault('reason', 'must not be empty'), fault('reason', 'must be one line'));
    expect(faultsAmong(errors)).toEqual([fault('reason', 'must not be empty')]);
    expect(faultOf(errors['reason'])?.rule).toBe('must not be empty');
  });

  it('may lie in a list beside its rows, whichever was found first', () => {
    const [list, row] = [fault('rows', 'at most 3 items'), fault('rows.0.name')];
    expect(faultsAmong(found(list, row))).toEqual([list, row]);
    expect(faultsAmong(found(row, list))).toEqual([list, row]);
  });
});
