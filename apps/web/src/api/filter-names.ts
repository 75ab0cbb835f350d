/**
 * What lists can be narrowed to, as it stands in the address. Apart from what asks for the lists,
 * which comes with their pages.
 */

export const auditFilters = [
  'state',
  'kind',
  'waitingFor',
  'registryId',
  'overdue',
  'sort',
] as const;

export const disclosureFilters = ['institution', 'fromOn', 'toOn'] as const;

export const insightFilters = ['reference', 'running', 'fromOn', 'toOn'] as const;

export const systemFilters = ['search', 'registryId', 'state', 'cursor'] as const;
