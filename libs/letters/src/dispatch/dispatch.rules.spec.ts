import { describe, expect, it } from '@jest/globals';
import type { DispatchFacts } from './dispatch.model.js';
import { channelsFor, retryDelayMs, standardRetries } from './dispatch.rules.js';

const researcher: DispatchFacts = {
  recipientKind: 'applicant',
  isReserved: false,
  hasEmail: true,
  organisationNumber: null,
  hasPortalUsers: false,
  hasEFormidling: true,
};
const registry: DispatchFacts = {
  ...researcher,
  recipientKind: 'registry',
  hasEmail: false,
  organisationNumber: '999999999',
  hasPortalUsers: true,
};

const names = (facts: DispatchFacts) =>
  channelsFor(facts).map(({ channel, reason, isCopy }) =>
    [channel, reason, ...(isCopy ? ['copy'] : [])].join(' '),
  );

describe('the channel of a letter', () => {
  it('is the portal for an applicant who can be alerted [law 37]', () => {
    expect(names(researcher)).toEqual(['portal portal-user']);
  });

  it('is post for an applicant who has reserved themselves, or whom no alert reaches', () => {
    expect(names({ ...researcher, isReserved: true })).toEqual(['print reserved']);
    expect(names({ ...researcher, hasEmail: false })).toEqual(['print no-email']);
    expect(names({ ...researcher, hasEmail: false, isReserved: true })).toEqual(['print reserved']);
  });

  it('is eFormidling for an organisation with a number, with a copy for its users here', () => {
    expect(names(registry)).toEqual([
      'eformidling organisation-number',
      'portal copy-in-portal copy',
    ]);
    for (const recipientKind of ['rek', 'appeals-body'] as const) {
      expect(names({ ...registry, recipientKind, hasPortalUsers: false })).toEqual([
        'eformidling organisation-number',
      ]);
    }
  });

  it('is the portal, else post, for an organisation that eFormidling does not reach', () => {
    for (const facts of [
      { ...registry, organisationNumber: null },
      { ...registry, hasEFormidling: false },
    ]) {
      expect(names(facts)).toEqual(['portal organisation-in-portal']);
      expect(names({ ...facts, hasPortalUsers: false })).toEqual(['print no-digital-way']);
    }
  });

  it('is always one that counts, and never more than one', () => {
    const flags = [true, false];
    for (const recipientKind of ['applicant', 'registry', 'rek', 'appeals-body'] as const)
      for (const isReserved of flags)
        for (const hasEmail of flags)
          for (const hasPortalUsers of flags)
            for (const hasEFormidling of flags)
              for (const organisationNumber of [null, '999999999']) {
                const chosen = channelsFor({
                  recipientKind,
                  isReserved,
                  hasEmail,
                  hasPortalUsers,
                  hasEFormidling,
                  organisationNumber,
                });
                expect(chosen.filter(({ isCopy }) => !isCopy)).toHaveLength(1);
                const used = chosen.map(({ channel }) => channel);
                expect(new Set(used).size).toBe(used.length);
                if (recipientKind === 'applicant') expect(used).not.toContain('eformidling');
              }
  });
});

describe('the wait before the next try', () => {
  const delays = (chance: number) =>
    Array.from({ length: standardRetries.attempts }, (_, index) =>
      retryDelayMs(index + 1, chance, standardRetries),
    );

  it('doubles up to the longest, and ends after a number of tries', () => {
    const longest = delays(1);
    expect(longest.slice(0, 4)).toEqual([30_000, 60_000, 120_000, 240_000]);
    expect(Math.max(...longest.map((delay) => delay ?? 0))).toBe(standardRetries.longestDelayMs);
    expect(longest.at(-1)).toBeNull();
    expect(longest.slice(0, -1).every((delay) => delay !== null)).toBe(true);
  });

  it('is half left to chance', () => {
    expect(delays(0).slice(0, -1)).toEqual(
      delays(1)
        .slice(0, -1)
        .map((delay) => (delay ?? 0) / 2),
    );
  });

  it('lets a channel be down for most of a day before a person has to act', () => {
    const hours = delays(0).reduce<number>((sum, delay) => sum + (delay ?? 0), 0) / 3_600_000;
    expect(hours).toBeGreaterThan(8);
    expect(hours * 2).toBeLessThan(30);
  });
});
