export { AbsenceController, newAbsence } from './absence.controller.js';
export { AbsenceRow, UnitRow } from './absence.entity.js';
export { reachedFor } from './absence.queries.js';
export { CurrentActor, IS_PUBLIC, Public } from './actor.decorators.js';
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
  type SignedInIdentity,
  upsertPerson,
} from './person.queries.js';
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
  type Actor,
  holdsRole,
  isPerRegistry,
  isRole,
  type Role,
  type RoleGrant,
  roles,
  rolesOfPerson,
  systemActor,
} from './role.rules.js';
