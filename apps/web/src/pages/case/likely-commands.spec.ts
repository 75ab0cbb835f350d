import { describe, expect, it } from '@jest/globals';
import { byLikelihood, isStep } from './likely-commands';

describe('what is likely wanted of what is allowed', () => {
  it('is an answer that somebody waits for, before anything else', () => {
    const allowed = ['add-attachment', 'withdraw', 'send-message', 'invite-member'];
    const { first, rest } = byLikelihood([...allowed, 'send-information', 'lodge-appeal']);
    expect(first[0]).toBe('send-information');
    expect(rest).toContain('withdraw');
  });

  it('is for an adviser to say first that they may take part', () => {
    const allowed = ['ask-clarification', 'register-registry-hours', 'declare-impartial'];
    expect(byLikelihood(allowed).first[0]).toBe('declare-impartial');
  });

  it('presses nobody to appeal', () => {
    expect(isStep('lodge-appeal')).toBe(false);
    expect(isStep('find-complete')).toBe(true);
  });

  it('leaves out nothing that is allowed', () => {
    const names = ['zebra', 'take-case', 'assign-case', 'set-flag', 'write-note', 'postpone'];
    const { first, rest } = byLikelihood(names);
    expect([...first, ...rest].sort()).toEqual([...names].sort());
  });

  it('is everything where there is little', () => {
    const { first, rest } = byLikelihood(['drop-draft', 'submit', 'edit-draft']);
    expect(first).toEqual(['edit-draft', 'submit', 'drop-draft']);
    expect(rest).toEqual([]);
  });
});
