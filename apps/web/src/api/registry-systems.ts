import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { Answer, Schemas } from './types';

export type RegistrySystem = Schemas['RegistrySystem'];

export type RegistrySystemPage = Answer<'/registry-systems'>;

export type NewRegistrySystem = Pick<
  RegistrySystem,
  'registryId' | 'organisationNumber' | 'clientId' | 'scopes'
>;

/** What a system may be let do. */
export const systemScopes = [
  'tilgang:consultations.read',
  'tilgang:consultations.write',
  'tilgang:deliveries.read',
  'tilgang:deliveries.write',
] as const;

/** What the words for a scope are found by: the catalogues part their keys at `.` and `:`. */
export function scopeKey(scope: string): string {
  return `registry-system.scope.${scope.replace('tilgang:', '').replace('.', '-')}`;
}

/** `asked`: by these names, as they stand in the address. */
export function useRegistrySystems(asked: Record<string, string>) {
  const query = new URLSearchParams(asked).toString();
  return useQuery<RegistrySystemPage, Problem>({
    queryKey: ['registry-systems', query],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => request(`/registry-systems?${query}`, { signal }),
  });
}

export function useLetIn() {
  return useChange<NewRegistrySystem>((body) =>
    request('/registry-systems', { method: 'POST', body }),
  );
}

/** Shuts a system out. */
export function useShutOut() {
  return useChange<string>((id) => request(`/registry-systems/${id}`, { method: 'DELETE' }));
}

function useChange<Variables>(change: (variables: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, Variables>({
    mutationFn: change,
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['registry-systems'] }),
        // Both stand among the changes of who may do what.
        queries.invalidateQueries({ queryKey: ['people', 'changes'] }),
      ]),
  });
}
