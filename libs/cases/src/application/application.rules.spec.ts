import { describe, expect, it } from '@jest/globals';
import { registryIds, wholeApplication } from '../../../../test/support/journey.js';
import type { CatalogueVariable, Draft } from './application.rules.js';
import { completenessOf, faultsBeforeSending } from '../form/completeness.rules.js';
import { wellFormed } from '../form/form.answers.rules.js';
import { formOf } from '../form/form.files.js';

const form = formOf('2026-1');
const context = {
  today: '2026-11-21',
  knownRegistryIds: new Set<string>(Object.values(registryIds)),
  catalogue: [] as CatalogueVariable[],
  twinReference: null,
  permitToChange: null,
};

const withVariables = (variables: NonNullable<Draft['sources']>[number]['variables']) => ({
  ...wholeApplication,
  sources: [{ registryId: registryIds.npr, ...(variables && { variables }) }],
});

const problemsOf = (content: Draft, catalogue: CatalogueVariable[] = []) =>
  faultsBeforeSending(
    completenessOf(content, 'individual-level', form, { ...context, catalogue }),
  ).map(({ field, code, params }) => `${field}: ${params?.['check'] ?? code}`);

describe('the variables of an application', () => {
  it('are complete when each has a justification', () => {
    expect(problemsOf(withVariables([{ name: 'Kjønn', justification: 'Deler utvalget' }]))).toEqual(
      [],
    );
  });

  it('each need a justification of their own when it is submitted [law 12]', () => {
    const variables = [{ name: 'Kjønn', justification: 'Deler utvalget' }, { name: 'Fødselsår' }];
    expect(problemsOf(withVariables(variables))).toEqual([
      'sources.0.variables.1.justification: variable-reasons',
    ]);
  });

  it('cannot be left out for a source', () => {
    expect(problemsOf(withVariables([]))).toEqual(['sources.0.variables: required']);
    expect(problemsOf(withVariables(undefined))).toEqual(['sources.0.variables: required']);
  });

  it('are named once in a source, whatever the case of the letters', () => {
    const variables = ['Årsak', 'årsak'].map((name) => ({ name, justification: 'Trengs' }));
    expect(problemsOf(withVariables(variables))).toEqual([
      'sources.0.variables.1.name: variable-repeated',
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
    expect(wellFormed(form, { sources })).toHaveProperty('answers');
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
      return problemsOf(withVariables(variables), [direct]);
    };

    it('need a special reason, whether chosen from the catalogue or typed [law 12]', () => {
      const problem = 'sources.0.variables.0.directIdentifierReason: special-reason-needed';
      expect(problemsWith({ variableId: direct.id })).toEqual([problem]);
      expect(problemsWith({ name: ' FØDSELSNUMMER' })).toEqual([problem]);
      expect(problemsWith({ directIdentifierReason: 'Journaler skal leses' })).toEqual([]);
    });

    it('are not asked for by default: other variables need no such reason', () => {
      expect(problemsWith({ name: 'Fødselsår' })).toEqual([]);
    });

    it('are looked for in the registry they are asked from', () => {
      expect(problemsWith({ variableId: '00000000-0000-4000-8000-0000000000d2' })).toEqual([
        'sources.0.variables.0.variableId: variable-not-listed',
      ]);
    });
  });
});
