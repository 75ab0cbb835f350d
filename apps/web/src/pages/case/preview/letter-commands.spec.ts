import { describe, expect, it } from '@jest/globals';
import { causesLetter, transitions } from '#cases';
import { commandsWithLetters, draftOf } from './letter-commands';

const staff = ['caseworker', 'decision-maker'];

describe('the commands whose letter is shown beforehand', () => {
  it('are all that staff send letters by, and the proposals that become letters', () => {
    const causing = Object.entries(transitions)
      .filter(([, { transition }]) => transition.by.some((role) => staff.includes(role)))
      .filter(([, { transition }]) => causesLetter(transition.event))
      .map(([name]) => name);
    const proposing = [...commandsWithLetters].filter((name) => /^(draft|propose)-/.test(name));
    expect([...commandsWithLetters].sort()).toEqual([...causing, ...proposing].sort());
  });

  it('are drafted by commands that exist', () => {
    for (const [proposal, draft] of Object.entries(draftOf)) {
      expect(transitions[proposal]).toBeDefined();
      expect(transitions[draft]).toBeDefined();
    }
  });
});
