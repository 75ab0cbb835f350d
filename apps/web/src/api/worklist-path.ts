/** What a worklist can be narrowed to and ordered by, as it stands in the address. */
export const filterNames = [
  'state',
  'kind',
  'waitingFor',
  'assignee',
  'overdue',
  'search',
  'sort',
] as const;

/** Where a page of the worklist is asked for; the first script asks before the page does. */
export function worklistPath(valueOf: (name: string) => string | null): string {
  const query = new URLSearchParams({ limit: '20' });
  for (const name of [...filterNames, 'cursor']) {
    const value = valueOf(name);
    if (value) query.set(name, value);
  }
  return `/cases?${query}`;
}
