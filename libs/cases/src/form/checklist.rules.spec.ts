import { describe, expect, it } from '@jest/globals';
import { type CaseKind, caseKinds } from '../case.model.js';
import type { Check } from './checklist.model.js';
import { checkIds, checklist, checksFor } from './checklist.rules.js';

describe('the checks of completeness', () => {
  it('are 81, each in three languages and each made by somebody in some kind of case [law 21]', () => {
    expect(checkIds).toHaveLength(81);
    for (const id of checkIds) {
      const { nb, nn, en, by, kinds, fields }: Check = checklist[id];
      expect([id, nb, nn, en].filter((text) => text.trim() === '')).toEqual([]);
      expect([id, new Set([nb, nn, en]).size]).toEqual([id, 3]);
      expect([id, by.length > 0 && kinds.length > 0 && fields.length > 0]).toEqual([id, true]);
    }
  });

  it('ask of statistics neither ethics nor a basis in the GDPR [law 32]', () => {
    const forStatistics = [
      ...checksFor('statistics', 'rule'),
      ...checksFor('statistics', 'caseworker'),
    ];
    for (const id of ['gdpr-both', 'rek-documents', 'dispensation-complete', 'privacy-assessed']) {
      expect(forStatistics).not.toContain(id);
    }
    expect(forStatistics).toEqual(
      expect.arrayContaining(['purpose-per-source', 'recognition-prevented', 'tables-complete']),
    );
  });

  it.each([...caseKinds])(
    'leave a caseworker something to judge in a case of kind %s',
    (kind: CaseKind) => {
      expect(checksFor(kind, 'caseworker')).toContain('missing-told');
      expect(checksFor(kind, 'rule')).toContain('required-answers');
    },
  );
});
