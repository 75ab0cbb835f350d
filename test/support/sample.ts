import type { z } from 'zod';

/** How a sample draws: a number from 0 to below `count`, the same for the same seed. */
export type Draw = (count: number) => number;

interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  innerType?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
  keyType?: z.ZodType;
  valueType?: z.ZodType;
  in?: z.ZodType;
  defaultValue?: unknown;
}

/**
 * A value that a schema takes, drawn at random: a body for any command there is or will be. Fields
 * whose form no schema tells (a registry, a hash, a date that must lie ahead) come from `known`.
 */
export function sampleOf(schema: z.ZodType, draw: Draw, known: Known, field = ''): unknown {
  const given = known(field, draw);
  if (given !== undefined) return given;
  const def = (schema as unknown as { _zod: { def: Def } })._zod.def;
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def.shape ?? {})
          .map(([name, part]) => [name, sampleOf(part, draw, known, name)] as const)
          .filter(([, value]) => value !== undefined),
      );
    case 'array':
      return Array.from({ length: 1 + draw(2) }, () =>
        sampleOf(def.element as z.ZodType, draw, known, field),
      );
    case 'optional':
    case 'default':
    case 'prefault':
      return draw(2) === 0 ? undefined : sampleOf(def.innerType as z.ZodType, draw, known, field);
    case 'nullable':
      return draw(2) === 0 ? null : sampleOf(def.innerType as z.ZodType, draw, known, field);
    case 'readonly':
    case 'nonoptional':
      return sampleOf(def.innerType as z.ZodType, draw, known, field);
    case 'pipe':
      return sampleOf(def.in as z.ZodType, draw, known, field);
    case 'union':
      return sampleOf(pick(def.options ?? [], draw), draw, known, field);
    case 'enum':
      return pick(Object.values(def.entries ?? {}), draw);
    case 'literal':
      return pick(def.values ?? [], draw);
    case 'boolean':
      return draw(2) === 1;
    case 'number':
    case 'int':
      return 1 + draw(50);
    case 'record':
      return {};
    default:
      return `tekst ${draw(1_000_000)}`;
  }
}

/** A value for a field of this name, or undefined where the schema says enough. */
export type Known = (field: string, draw: Draw) => unknown;

function pick<T>(values: readonly T[], draw: Draw): T {
  return values[draw(values.length)] as T;
}
