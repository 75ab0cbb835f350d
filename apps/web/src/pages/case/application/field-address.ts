/** Where in the form of the application a field is, as a link beside it. */
export function fieldAddress(section: string, field?: string) {
  const search = { command: 'edit-draft', section, ...(field !== undefined && { field }) };
  return { from: '/cases/$id/{-$part}', to: '.', search } as const;
}
