import type { Me } from '../../api/types';

/** The registries a person delivers for: they register keys for these, and for no other. */
export function registriesOf({ roles }: Me): string[] {
  return roles.flatMap(({ role, registryId }) =>
    role === 'registry-delivery' && registryId !== null ? [registryId] : [],
  );
}
