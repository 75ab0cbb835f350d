import { describe, expect, it } from '@jest/globals';
import { ownName } from './own-name.rules.js';

const nameFrom = (name: string) => ownName.safeParse({ name }).data?.name;

describe('what a person says they are called', () => {
  it.each([
    ['Áile Čuoŧŧi', 'Áile Čuoŧŧi'],
    ["  Anne-Marie   O'Demo ", "Anne-Marie O'Demo"],
    ['A\u030Ase Demo', 'Åse Demo'],
    ['Demo Jr.', 'Demo Jr.'],
    ['李', '李'],
  ])('is kept where it is %j', (typed, kept) => {
    expect(nameFrom(typed)).toBe(kept);
  });

  it.each([
    '',
    '   ',
    '-',
    '01820112345',
    'Demo 1',
    'a@b.example',
    '<b>',
    'x'.repeat(101),
    'a\u0007b',
  ])('is asked for anew where it is %j', (typed) => {
    expect(nameFrom(typed)).toBeUndefined();
  });
});
