import { describe, expect, it } from '@jest/globals';
import type { TFunction } from 'i18next';
import { Problem } from '../api/client';
import { faultText } from './faults';

/** Gives the key and what is put into it, where the catalogue would give words. */
const t = ((key: string, values?: { count?: string; defaultValue?: string }) => {
  if (values?.defaultValue !== undefined && key !== 'refusal.security-bar') return '';
  return values?.count === undefined ? key : `${key} ${values.count}`;
}) as TFunction;

const said = (rule: string, code = 'body-malformed') =>
  faultText(t, new Problem(422, code), { field: 'reason', rule, todo: '' });

describe('a fault in a field', () => {
  it.each(['is required', 'must not be empty', 'must be string', 'must be one of a, b'])(
    'is that it must be filled in when the server says: %s',
    (rule) => expect(said(rule)).toBe('rule.required'),
  );

  it('keeps the number of the limit', () => {
    expect(said('at most 300 characters')).toBe('rule.too-long 300');
    expect(said('at least 1')).toBe('rule.too-small 1');
    expect(said('at least 1 items')).toBe('rule.required');
  });

  it('is told by the code of the refusal where the rule has no words of its own', () => {
    expect(said('data that can threaten', 'security-bar')).toBe('refusal.security-bar');
  });

  it('is told as the server told it where nothing else is known', () => {
    expect(said('something new')).toBe('rule.other');
  });
});
