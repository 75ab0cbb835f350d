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
    .filter((field) => before.get(field)?.text !== after.get(field)?.text)
    .sort()
    .map((field) => ({
      field,
      kind: !before.has(field) ? 'added' : !after.has(field) ? 'removed' : 'changed',
      before: before.get(field)?.text ?? null,
      after: after.get(field)?.text ?? null,
      registryId: (before.get(field) ?? after.get(field))?.registryId ?? null,
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

interface Leaf {
  text: string;
  registryId: string | null;
}

/** Every leaf by its path. A list of things with a name becomes a part for each name. */
function fieldsOf(draft: Draft): Map<string, Leaf> {
  const fields = new Map<string, Leaf>();
  collect(draft, [], null, fields);
  return fields;
}

function collect(
  value: unknown,
  path: readonly string[],
  registryId: string | null,
  fields: Map<string, Leaf>,
): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value)) {
    const names = namesIn(value);
    if (names) {
      value.forEach((item: unknown, index) =>
        collect(item, [...path, names[index] ?? ''], sourceOf(item) ?? registryId, fields),
      );
    } else if (value.length > 0) {
      fields.set(path.join('.'), { text: value.map(asText).join('\n'), registryId });
    }
    return;
  }
  if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      collect(inner, [...path, key], registryId, fields);
    }
    return;
  }
  fields.set(path.join('.'), { text: asText(value), registryId });
}

/** A name for each of the things; several about the same source are told apart by a number. */
function namesIn(items: readonly unknown[]): string[] | null {
  const found = items.map(nameOf);
  if (!found.every((name) => name !== null)) return null;
  return found.map((name, index) => {
    const earlier = found.slice(0, index).filter((other) => other === name).length;
    return earlier === 0 ? name : `${name}-${earlier + 1}`;
  });
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null) return null;
  const { registryId, name, personId, source } = item as Record<string, unknown>;
  const found = registryId ?? name ?? personId ?? source;
  return typeof found === 'string' ? found : null;
}

function sourceOf(item: unknown): string | null {
  const { registryId, source } = item as Record<string, unknown>;
  const found = registryId ?? source;
  return typeof found === 'string' ? found : null;
}

/** The same text whatever the order in which the parts were written. */
function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}
