import { describe, expect, it } from '@jest/globals';
import type { CaseDetail } from '../../../api/types';
import { ofLines, placeOfRow } from './sending';

const accessCase = {} as CaseDetail;

describe('a fault in a body', () => {
  it('stands at the row of the form that was sent, where rows left open were not', () => {
    const values = { variables: [{ name: 'Alder' }, { name: 'Kjønn', advice: 'for' }] };
    const body = { variables: [{ name: 'Kjønn', advice: 'for' }] };
    const place = (field: string) =>
      placeOfRow(field, { accessCase, values, body }, 'variables', 'name');
    expect(place('variables.0.reason')).toBe('variables.1.reason');
    expect(place('reason')).toBe('reason');
    expect(place('variables')).toBe('variables');
  });

  it('stands at the field of several lines, whichever of them is at fault', () => {
    const values = { variables: ['Alder', ''], rows: [{ name: '' }] };
    expect(ofLines('variables.1', values)).toBe('variables');
    expect(ofLines('rows.0.name', values)).toBe('rows.0.name');
    expect(ofLines('reason', values)).toBe('reason');
  });
});
