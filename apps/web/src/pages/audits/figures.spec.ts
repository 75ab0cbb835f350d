import { describe, expect, it } from '@jest/globals';
import { correctable, figureWanted, reportOf } from '#oversight';
import { correctableAnswers } from '../../api/register';
import { columnsWithCases } from './figures';

const scope = { fromMonth: '2026-01', toMonth: '2026-12', asOfOn: '2026-12-31' };
const rows: Readonly<Record<string, string>> = {
  'weeks-to-data': '5-8',
  'within-limits': '30',
  'time-per-party': 'applicant',
  'open-ages': 'in-assessment',
  recipients: 'norsk-pasientregister',
};

describe('the auditor’s first page', () => {
  it.each(Object.entries(columnsWithCases))(
    'leads to cases from just those numbers of %s that the API lists cases behind',
    (name, columns) => {
      const made = reportOf(name, [], { ...scope, registries: [], calendar: {} });
      const row = rows[name] ?? '';
      const { asOfOn } = scope;
      const withCases = made.columns
        .map(({ id }) => id)
        .filter((column) => figureWanted(name, { row, column, asOfOn }) !== null);
      expect(withCases.sort()).toEqual([...columns].sort());
    },
  );
});

describe('an entry of the public register', () => {
  it('may be corrected in the answers that the API takes', () => {
    expect(correctableAnswers).toEqual(correctable);
  });
});
