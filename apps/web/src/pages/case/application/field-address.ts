/** Where in the form of the application a field is, as the address holds it. */
export function fieldAddress(section: string, field?: string): string {
  const place = { command: 'edit-draft', section, ...(field !== undefined && { field }) };
  return `?${new URLSearchParams(place)}`;
}
