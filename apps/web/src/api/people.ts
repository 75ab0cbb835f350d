import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Problem, request } from './client';
import type { RoleGrant, Schemas } from './types';

export type PersonItem = Schemas['PersonItem'];

export type RoleInvitation = Schemas['RoleInvitation'];

export type RoleChange = Schemas['RoleChange'];

/** The roles that an administrator gives. */
export const givenRoles = [
  'caseworker',
  'decision-maker',
  'unit-leader',
  'registry-adviser',
  'registry-delivery',
  'rek-secretary',
  'linkage-custodian',
  'auditor',
  'administrator',
  'applicant',
] as const;

export function isForRegistry(role: string): boolean {
  return role === 'registry-adviser' || role === 'registry-delivery';
}

export function usePeople(search: string, cursor: string) {
  return useQuery<{ items: PersonItem[]; nextCursor: string | null }, Problem>({
    queryKey: ['people', 'list', search, cursor],
    placeholderData: (before) => before,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ search });
      if (cursor) query.set('cursor', cursor);
      return request(`/people?${query}`, { signal });
    },
  });
}

export function useUnits() {
  return useQuery<{ items: { id: string; name: string }[] }, Problem>({
    queryKey: ['people', 'units'],
    staleTime: 600_000,
    queryFn: ({ signal }) => request('/units', { signal }),
  });
}

export function useRoleInvitations() {
  return useQuery<{ items: RoleInvitation[] }, Problem>({
    queryKey: ['people', 'invitations'],
    queryFn: ({ signal }) => request('/role-invitations', { signal }),
  });
}

export function useRoleChanges() {
  return useQuery<{ items: RoleChange[] }, Problem>({
    queryKey: ['people', 'changes'],
    queryFn: ({ signal }) => request('/role-changes', { signal }),
  });
}

/** Gives a person a role, or takes it. */
export function useChangeRole(personId: string) {
  return useChange<RoleGrant & { isTaken: boolean }>(({ role, registryId, isTaken }) => {
    if (!isTaken) {
      return request(`/people/${personId}/roles`, { method: 'PUT', body: { role, registryId } });
    }
    const at = registryId === null ? '' : `?registryId=${encodeURIComponent(registryId)}`;
    return request(`/people/${personId}/roles/${role}${at}`, { method: 'DELETE' });
  });
}

export function useInvite() {
  return useChange<RoleGrant & { email: string; unitId: string | null }>((body) =>
    request('/role-invitations', { method: 'POST', body }),
  );
}

/** Sends an invitation again, or makes it useless. */
export function useChangeInvitation(id: string) {
  return useChange<'resend' | 'withdraw'>((what) =>
    what === 'resend'
      ? request(`/role-invitations/${id}/resend`, { method: 'POST', body: {} })
      : request(`/role-invitations/${id}`, { method: 'DELETE' }),
  );
}

/** Takes up an invitation by its token. */
export function acceptRoleInvitation(token: string): Promise<RoleGrant> {
  return request('/role-invitations/accept', { method: 'POST', body: { token } });
}

function useChange<Variables>(change: (variables: Variables) => Promise<unknown>) {
  const queries = useQueryClient();
  return useMutation<unknown, Problem, Variables>({
    mutationFn: change,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['people'] }),
  });
}
