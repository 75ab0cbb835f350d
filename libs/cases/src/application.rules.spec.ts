import { describe, expect, it } from '@jest/globals';
import { registryIds, wholeApplication } from '../../../test/support/journey.js';
import { completeApplication, draft, type Draft } from './application.rules.js';

const known = new Set<string>(Object.values(registryIds));

const withVariables = (variables: NonNullable<Draft['sources']>[number]['variables']): Draft => ({
  ...wholeApplication,
  sources: [{ registryId: registryIds.npr, variables }],
});

const problemsOf = (content: Draft) => {
  const result = completeApplication(content, known, '2026-11-21');
  return 'problems' in result ? result.problems.map(({ field, rule }) => `${field}: ${rule}`) : [];
};

describe('the variables of an application', () => {
  it('are complete when each has a justification', () => {
    expect(problemsOf(withVariables([{ name: 'Kjønn', justification: 'Deler utvalget' }]))).toEqual(
      [],
    );
  });

  it('each need a justification of their own when it is submitted [law 12]', () => {
    const variables = [{ name: 'Kjønn', justification: 'Deler utvalget' }, { name: 'Fødselsår' }];
    expect(problemsOf(withVariables(variables))).toEqual([
      'sources.0.variables.1.justification: is required',
    ]);
  });

  it('cannot be left out for a source', () => {
    expect(problemsOf(withVariables([]))).toEqual(['sources.0.variables: at least one variable']);
    expect(problemsOf(withVariables(undefined))).toEqual(['sources.0.variables: is required']);
  });

  it('are named once in a source, whatever the case of the letters', () => {
    const variables = ['Årsak', 'årsak'].map((name) => ({ name, justification: 'Trengs' }));
    expect(problemsOf(withVariables(variables))).toEqual([
      'sources.0.variables.1.name: a variable is named once in a source',
    ]);
  });

  it('may have the same name in two sources', () => {
    const variables = [{ name: 'Kjønn', justification: 'Deler utvalget' }];
    const sources = [registryIds.npr, registryIds.dar].map((registryId) => ({
      registryId,
      variables,
    }));
    expect(problemsOf({ ...wholeApplication, sources })).toEqual([]);
  });

  it('may be without a justification in a draft', () => {
    const sources = [{ registryId: registryIds.npr, variables: [{ name: 'Kjønn' }] }];
    expect(draft.safeParse({ sources }).success).toBe(true);
  });

  describe('that identify a person directly', () => {
    const direct = {
      id: '00000000-0000-4000-8000-0000000000d1',
      registryId: registryIds.npr,
      nameKey: 'fødselsnummer',
      identificationRisk: 'direct' as const,
    };
    const problemsWith = (variable: object) => {
      const variables = [{ name: 'Fødselsnummer', justification: 'Trengs', ...variable }];
      const result = completeApplication(withVariables(variables), known, '2026-11-21', [direct]);
      return 'problems' in result ? result.problems.map(({ field }) => field) : [];
    };

    it('need a special reason, whether chosen from the catalogue or typed [law 12]', () => {
      const field = 'sources.0.variables.0.directIdentifierReason';
      expect(problemsWith({ variableId: direct.id })).toEqual([field]);
      expect(problemsWith({ name: ' FØDSELSNUMMER' })).toEqual([field]);
      expect(problemsWith({ directIdentifierReason: 'Journaler skal leses' })).toEqual([]);
    });

    it('are not asked for by default: other variables need no such reason', () => {
      expect(problemsWith({ name: 'Fødselsår' })).toEqual([]);
    });

    it('are looked for in the registry they are asked from', () => {
      expect(problemsWith({ variableId: '00000000-0000-4000-8000-0000000000d2' })).toEqual([
        'sources.0.variables.0.variableId',
      ]);
    });
  });
});
