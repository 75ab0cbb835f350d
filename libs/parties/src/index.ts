export { RegistryRow } from './registry.entity.js';
export { type ImportResult, importCatalogue } from './registry.importer.js';
export { registerRecipientKey, registries } from './registry.queries.js';
export type { DecidedBy, Registry, RegistryKind } from './registry.rules.js';
