export { AbsenceController, newAbsence } from './absence.controller.js';
export { AbsenceRow, UnitRow } from './absence.entity.js';
export { reachedFor } from './absence.queries.js';
export { CurrentActor, FOR_SYSTEMS, ForSystems, IS_PUBLIC, Public } from './actor.decorators.js';
export { forgetTries, triesOf } from './failed-try.queries.js';
export { ActorCache } from './person.cache.js';
export {
  addDemoPeople,
  type DemoSetting,
  type DemoUser,
  demoUsers,
  seedDemoPeople,
} from './person.demo.js';
export { type Language, languages, PersonRoleRow, PersonRow } from './person.entity.js';
export {
  actorById,
  actorOf,
  type Person,
  personColumns,
  personOf,
  type PersonResult,
  type SignIn,
  type SignedInIdentity,
  upsertPerson,
} from './person.queries.js';
export { partyProcessors } from './party.processor.js';
export { PeopleController, peopleQuery, roleGrant, takenRole } from './people.controller.js';
export { preferences, PreferencesController } from './preferences.controller.js';
export { recipientContact, RecipientController, reservation } from './recipient.controller.js';
export { recipientKey, RegistryController } from './registry.controller.js';
export { RegistryRow } from './registry.entity.js';
export { type ImportResult, importCatalogue } from './registry.importer.js';
export { keyRegistered } from './registry.jobs.js';
export { registerRecipientKey, registries } from './registry.queries.js';
export { type DecidedBy, type Registry, registryId, type RegistryKind } from './registry.rules.js';
export { variableQuery, VariableController } from './variable.controller.js';
export { type CsvColumns, type CsvRecord, readCsv } from './csv.reader.js';
export {
  importStarterVariables,
  importVariables,
  type VariableImport,
} from './variable.importer.js';
export { likelyVariables } from './variable.matcher.js';
export type { LikelyVariable } from './variable.rules.js';
export { type VariableList, variables, variableVersions } from './variable.queries.js';
export {
  type IdentificationRisk,
  nameKey,
  type Variable,
  type VariableLine,
} from './variable.rules.js';
export {
  addRegistrySystem,
  type NewRegistrySystem,
  type RegistrySystem,
  registrySystems,
  systemOf,
  withdrawRegistrySystem,
} from './registry-system.queries.js';
export {
  MACHINE_ISSUER,
  newRegistrySystem,
  RegistrySystemController,
  registrySystemQuery,
} from './registry-system.controller.js';
export { OwnNameController } from './own-name.controller.js';
export { ownName } from './own-name.rules.js';
export { giveRole, takeRole } from './role-grant.queries.js';
export {
  newRoleInvitation,
  RoleInvitationController,
  roleInvitationToken,
} from './role-invitation.controller.js';
export { type RoleInvitation, RoleInvitations } from './role-invitation.service.js';
export { demoSystems, seedDemoSystems } from './registry-system.demo.js';
export {
  systemClaims,
  type SystemClaims,
  systemRoles,
  systemScopes,
} from './registry-system.rules.js';
export {
  type Actor,
  actingRoleOf,
  holdsRole,
  houseRoles,
  isHouseRole,
  isOfHouse,
  isPerRegistry,
  isRole,
  type Role,
  type RoleGrant,
  roleNames,
  roles,
  rolesOfPerson,
  systemActor,
  type SystemIdentity,
} from './role.rules.js';
