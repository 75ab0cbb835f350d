import type { Draft } from './application.rules.js';

/**
 * What one application asks for beyond, short of or otherwise than another: a change case shows this
 * instead of the whole (d64 R9.4.4). Lists of sources, variables and people are compared by name,
 * so that the order in which they stand means nothing.
 */
export interface Difference {
  /** Path of the field; a member of a list by its name: `sources.norsk-pasientregister.variables`. */
  field: string;
  kind: 'added' | 'removed' | 'changed';
  before: string | null;
  after: string | null;
  /** The source that it is about; null where it is about the whole. */
  registryId: string | null;
}

/** Every field that differs, in the order of their paths. */
export function differenceFrom(granted: Draft, wanted: Draft): Difference[] {
  const before = fieldsOf(withoutReasons(granted));
  const after = fieldsOf(withoutReasons(wanted));
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => before.get(field) !== after.get(field))
    .sort()
    .map((field) => ({
      field,
      kind: !before.has(field) ? 'added' : !after.has(field) ? 'removed' : 'changed',
      before: before.get(field) ?? null,
      after: after.get(field) ?? null,
      registryId: /^sources\.([^.]+)/.exec(field)?.[1] ?? null,
    }));
}

/**
 * The registries that a change concerns: those of which something else is asked than was granted.
 * Where the change is not about any one source it concerns them all. A source that falls away
 * concerns nobody's data any more.
 */
export function affectedRegistryIds(granted: Draft, wanted: Draft): string[] {
  const wantedIds = [...new Set((wanted.sources ?? []).map(({ registryId }) => registryId))];
  const named = new Set(differenceFrom(granted, wanted).map(({ registryId }) => registryId));
  const affected = wantedIds.filter((id) => named.has(id));
  return named.has(null) || affected.length === 0 ? wantedIds : affected;
}

/** An application without the answers that say why a change is asked for: they change nothing. */
export function withoutReasons(draft: Draft): Draft {
  return Object.fromEntries(Object.entries(draft).filter(([field]) => !asksOnly.has(field)));
}

const asksOnly: ReadonlySet<string> = new Set([
  'changeKinds',
  'changeReason',
  'changeSameSerialNumbers',
  'changeEthicsStatus',
]);

/** Every leaf by its path. A list of things with a name becomes a part for each name. */
function fieldsOf(draft: Draft): Map<string, string> {
  const fields = new Map<string, string>();
  collect(draft, [], fields);
  return fields;
}

function collect(value: unknown, path: readonly string[], fields: Map<string, string>): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    const named = value.map(nameOf);
    if (named.every((name) => name !== null)) {
      value.forEach((item, index) => collect(item, [...path, named[index] ?? ''], fields));
    } else if (value.length > 0) {
      fields.set(path.join('.'), value.map(asText).join('\n'));
    }
    return;
  }
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) collect(inner, [...path, key], fields);
    return;
  }
  fields.set(path.join('.'), asText(value));
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { registryId, name, personId } = item as Record<string, unknown>;
  const found = registryId ?? name ?? personId;
  return typeof found === 'string' ? found : null;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
