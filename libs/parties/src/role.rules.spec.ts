import { describe, expect, it } from '@jest/globals';
import {
  holdsRole,
  isPerRegistry,
  isRole,
  roles,
  rolesOfPerson,
  systemActor,
} from './role.rules.js';

const adviser = {
  personId: 'p-1',
  name: 'Adviser',
  roles: [{ role: 'registry-adviser', registryId: 'norsk-pasientregister' }],
} as const;

describe('roles', () => {
  it('are those of the design, the leader of a unit, and insight', () => {
    expect(roles).toHaveLength(12);
    expect(isRole('decision-maker')).toBe(true);
    expect(isRole('superuser')).toBe(false);
  });

  it('are held for one registry by advisers and deliverers only', () => {
    expect(roles.filter(isPerRegistry)).toEqual(['registry-adviser', 'registry-delivery']);
  });

  it('do not reach from one registry to another', () => {
    expect(holdsRole(adviser, 'registry-adviser')).toBe(true);
    expect(holdsRole(adviser, 'registry-adviser', 'norsk-pasientregister')).toBe(true);
    expect(holdsRole(adviser, 'registry-adviser', 'dodsarsaksregisteret')).toBe(false);
    expect(holdsRole(adviser, 'registry-delivery', 'norsk-pasientregister')).toBe(false);
  });

  it('make an applicant of a person to whom none was given, and of nobody else', () => {
    expect(rolesOfPerson([])).toEqual([{ role: 'applicant', registryId: null }]);
    expect(rolesOfPerson([{ role: 'auditor', registryId: null }])).toEqual([
      { role: 'auditor', registryId: null },
    ]);
  });

  it('give the system its own role and no person', () => {
    expect(systemActor.personId).toBeNull();
    expect(systemActor.roles).toEqual([{ role: 'system', registryId: null }]);
    expect(Object.isFrozen(systemActor)).toBe(true);
  });
});
