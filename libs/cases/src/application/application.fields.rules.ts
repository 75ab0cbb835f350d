import type { Draft } from './application.rules.js';
import { answersSchema } from '../form/form.answers.rules.js';
import type { FormDefinition } from '../form/form.model.js';

/** The fields of an application by their path, as `dataPeriod.fromOn` or `sources.0.variables`. */

/** Whether the path leads to a field of an application such as this one. */
export function isField(form: FormDefinition, content: Draft, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  if (!Object.hasOwn(answersSchema(form).shape, first)) return false;
  let part: unknown = content[first];
  for (const key of rest) {
    if (!/^[\w-]{1,100}$/.test(key) || isReserved(key)) return false;
    if (Array.isArray(part) && !(Number(key) < part.length)) return false;
    if (part !== undefined && (typeof part !== 'object' || part === null)) return false;
    part = (part as Record<string, unknown> | undefined)?.[key];
  }
  return true;
}

/** The content with another value at a path that {@link isField} has accepted. */
export function withField(content: Draft, path: string, value: unknown): unknown {
  return put(content, path.split('.'), value);
}

/** Whether one path is the other, or leads to a part of it. */
export function isWithin(path: string, field: string): boolean {
  return path === field || path.startsWith(`${field}.`);
}

export interface Difference {
  field: string;
  before: unknown;
  after: unknown;
}

/**
 * What differs between two versions, field by field. Sources are told apart by registry, not by
 * place in the list, so that one more does not make all the others look changed.
 */
export function differences(before: Draft, after: Draft): Difference[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  return fields
    .filter((field) => was.get(field) !== is.get(field))
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }));
}

function put(part: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  const next = (within: unknown) => (rest.length === 0 ? value : put(within, rest, value));
  if (Array.isArray(part)) {
    return part.map((item: unknown, index) => (index === Number(key) ? next(item) : item));
  }
  const object = (part ?? {}) as Record<string, unknown>;
  return { ...object, [key]: next(object[key]) };
}

function leavesOf(value: unknown, path = ''): Map<string, unknown> {
  if (value === null || typeof value !== 'object') {
    return value === undefined ? new Map<string, unknown>() : new Map([[path, value]]);
  }
  const leaves = new Map<string, unknown>();
  for (const [key, inner] of Object.entries(value)) {
    const name = Array.isArray(value) ? (identityOf(inner) ?? key) : key;
    for (const [below, leaf] of leavesOf(inner, path === '' ? name : `${path}.${name}`)) {
      leaves.set(below, leaf);
    }
  }
  return leaves;
}

function identityOf(item: unknown): string | undefined {
  const named = item as { registryId?: unknown; name?: unknown } | null;
  const identity = named?.registryId ?? named?.name;
  return typeof identity === 'string' ? identity : undefined;
}

function isReserved(key: string): boolean {
  return ['__proto__', 'constructor', 'prototype'].includes(key);
}
