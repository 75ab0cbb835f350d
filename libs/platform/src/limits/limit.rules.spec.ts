import { describe, expect, it } from '@jest/globals';
import { kindOf, secondsLeft, windowOf } from './limit.rules.js';

describe('a request', () => {
  it.each([
    ['GET', '/api/v1/cases', 'read'],
    ['HEAD', '/api/v1/cases/:id', 'read'],
    ['POST', '/api/v1/cases/:id/commands/:name', 'write'],
    ['DELETE', '/api/v1/worklist/filters/:id', 'write'],
    ['GET', '/api/v1/disclosures/export.csv', 'export'],
    ['POST', '/api/v1/exports', 'export'],
    ['GET', '/api/v1/letters/:id/pdf', 'export'],
    ['GET', '/api/v1/cases/:id/exported-facts', 'read'],
  ] as const)('%s %s counts as %s', (method, route, kind) => {
    expect(kindOf(method, route, false)).toBe(kind);
    expect(kindOf(method, route, true)).toBe('stranger');
  });

  it('counts in the minute it came in', () => {
    const at = Date.parse('2026-11-22T10:15:59.001Z');
    expect(windowOf(at)).toBe(Date.parse('2026-11-22T10:15:00.000Z'));
    expect(secondsLeft(at)).toBe(1);
    expect(secondsLeft(windowOf(at))).toBe(60);
  });
});
