import type { Draft } from '../application/application.rules.js';
import type { CaseKind, Context } from '../case.model.js';
import { type Completeness, completenessOf, faultsBeforeSending } from './completeness.rules.js';
import type { Fault } from './form.fault.rules.js';

type Judging = Pick<
  Context,
  'form' | 'registries' | 'catalogue' | 'twinReference' | 'permitToChange' | 'today'
>;

/** How complete an application is, by what a decision on it may look at. */
export function completenessIn(context: Judging, content: Draft, kind: CaseKind): Completeness {
  const { form, registries, catalogue, twinReference, permitToChange, today } = context;
  const knownRegistryIds = new Set(Object.keys(registries));
  const looked = { today, knownRegistryIds, catalogue, twinReference, permitToChange };
  return completenessOf(content, kind, form, looked);
}

/** What is missing or wrong in an application, field by field. */
export function faultsIn(context: Judging, content: Draft, kind: CaseKind): Fault[] {
  return faultsBeforeSending(completenessIn(context, content, kind));
}
