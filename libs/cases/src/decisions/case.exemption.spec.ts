import { describe, expect, it } from '@jest/globals';
import { days, then } from '../../../../test/support/consulting.js';
import {
  accessProposal,
  assessmentOf,
  exemptionProposal,
  ownRegistryIds,
  people,
  registryIds,
  type Step,
  stepsTo,
} from '../../../../test/support/journey.js';
import { at, contextFor, give, given, offersTo, refusal } from '../../../../test/support/play.js';
import { nextTimedOn, timedDecisions } from './case.condition.rules.js';
import { consequencesOf } from '../case.consequences.js';
import { liftingOf } from './case.exemption.rules.js';
import { rolesInCase } from '../case.relation.rules.js';
import { visibleTracks } from '../case.visibility.js';

type Basis = 'hrl-19e' | 'hpl-29';
type Exception = 'consent' | 'hrl-19b' | 'other-exception' | 'not-confidential';
const { npr, dar, stroke } = registryIds;
const today = '2026-11-02';

const propose = (
  sources: Record<string, boolean>,
  more: { legalBasis?: Basis; endsOn?: string; by?: Step['by'] } = {},
): Step => ({
  by: more.by ?? 'caseworker',
  command: {
    ...exemptionProposal,
    legalBasis: more.legalBasis ?? 'hrl-19e',
    sources: Object.entries(sources).map(([registryId, isGranted]) => ({
      registryId,
      isGranted,
      reason: `Begrunnelse for ${registryId}`,
    })),
    ...(more.endsOn && { endsOn: more.endsOn }),
  },
});
const sign = (
  type: 'sign-exemption' | 'sign-partial-exemption' | 'sign-exemption-refusal' = 'sign-exemption',
  legalBasis: Basis = 'hrl-19e',
  by: Step['by'] = 'decisionMaker',
): Step => ({ by, command: { type, legalBasis } });
const back: Step = {
  by: 'decisionMaker',
  command: { type: 'return-exemption', legalBasis: 'hrl-19e', reason: 'Skriv om' },
};
const notNeeded = (exceptions: Record<string, Exception>, legalBasis: Basis = 'hrl-19e'): Step => ({
  by: 'caseworker',
  command: {
    type: 'find-exemption-not-needed',
    legalBasis,
    exceptions: Object.entries(exceptions).map(([registryId, exception]) => ({
      registryId,
      exception,
      reason: 'Se vurderingen',
    })),
  },
});
const expire: Step = { by: 'system', command: { type: 'expire-exemption', legalBasis: 'hrl-19e' } };
const proposeAccess: Step = { by: 'caseworker', command: accessProposal() };

describe('an exemption from confidentiality', () => {
  it('is one decision for each legal basis, each with an id of its own [law 15] [R9.1.4]', () => {
    const play = then(
      at('advised'),
      ...assessmentOf('hrl-19e'),
      ...assessmentOf('hpl-29'),
      propose({ [npr]: true }),
      propose({ [dar]: false }, { legalBasis: 'hpl-29' }),
      sign(),
      sign('sign-exemption-refusal', 'hpl-29'),
    );
    const { 'hrl-19e': registries, 'hpl-29': records } = play.accessCase.tracks.exemption;
    expect([registries?.state, records?.state]).toEqual(['granted', 'refused']);
    expect([registries?.rulesVersion, records?.rulesVersion]).toEqual(['hrl-19e-2', 'hpl-29-4']);
    expect(registries?.decisionId).toBeTruthy();
    expect(records?.decisionId).toBeTruthy();
    expect(registries?.decisionId).not.toBe(records?.decisionId);
    expect(play.accessCase.tracks.access.decisionId).toBeUndefined();
  });

  it('lifts confidentiality for the sources it covers and no other [law 9] [law 15]', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: true, [dar]: false }),
      sign('sign-partial-exemption'),
    );
    const { tracks } = play.accessCase;
    expect(tracks.exemption['hrl-19e']?.state).toBe('partly-granted');
    expect(liftingOf(tracks, npr, today)).toEqual({ by: 'exemption', legalBasis: 'hrl-19e' });
    expect(liftingOf(tracks, dar, today)).toBeNull();
    const whole = give(play, proposeAccess);
    expect(whole).toMatchObject({
      refused: { code: 'confidentiality-not-lifted', problems: [{ field: `exemption.${dar}` }] },
    });
    expect(refusal(play, { by: 'caseworker', command: accessProposal([dar]) })).toBe('accepted');
  });

  it('that is refused lifts nothing, and access can only be refused [law 15] [law 9]', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: false, [dar]: false }),
      sign('sign-exemption-refusal'),
    );
    expect(refusal(play, proposeAccess)).toBe('confidentiality-not-lifted');
    const command = { ...accessProposal([npr, dar]), departureReasons: { [npr]: 'Ikke opphevet' } };
    expect(refusal(play, { by: 'caseworker', command })).toBe('accepted');
  });

  it('is signed as what was proposed and nothing else', () => {
    const proposed = then(at('assessed'), propose({ [npr]: true, [dar]: false }));
    expect(refusal(proposed, sign())).toBe('proposal-says-otherwise');
    expect(refusal(proposed, sign('sign-exemption-refusal'))).toBe('proposal-says-otherwise');
    expect(refusal(proposed, sign('sign-partial-exemption'))).toBe('accepted');
    const offers = offersTo(proposed, 'decisionMaker').filter((name) => /^sign/.test(name));
    expect(offers).toEqual(['sign-partial-exemption']);
  });

  it('is neither signed nor sent back by who proposed it, nor decided by a caseworker [R9.1.1]', () => {
    const proposed = then(at('assessed'), propose({ [npr]: true, [dar]: true }, { by: 'both' }));
    expect(refusal(proposed, sign('sign-exemption', 'hrl-19e', 'both'))).toBe('same-person-twice');
    expect(refusal(proposed, { ...back, by: 'both' })).toBe('same-person-twice');
    expect(offersTo(proposed, 'both')).not.toContain('sign-exemption');
    expect(refusal(proposed, sign('sign-exemption', 'hrl-19e', 'caseworker'))).toBe(
      'not-allowed-for-role',
    );
    expect(refusal(proposed, sign())).toBe('accepted');
  });

  it('covers sources of the application, each once', () => {
    const play = at('assessed');
    const twice = propose({ [npr]: true });
    if (twice.command.type !== 'propose-exemption') throw new Error('no proposal');
    const { sources } = twice.command;
    const doubled = { ...twice.command, sources: [...sources, ...sources] };
    expect(refusal(play, { by: 'caseworker', command: doubled })).toBe('sources-not-answered');
    expect(refusal(play, propose({ reseptregisteret: true }))).toBe('sources-not-answered');
  });

  it('ends the day after its last by the system alone, and not before [law 15]', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: true, [dar]: true }, { endsOn: '2026-12-15' }),
      sign(),
    );
    const { tracks } = play.accessCase;
    expect(timedDecisions(tracks)).toEqual([
      { type: 'expire-exemption', legalBasis: 'hrl-19e', dueOn: '2026-12-15' },
    ]);
    expect(nextTimedOn(tracks)).toBe('2026-12-15');
    const early = give(play, expire, new Date('2026-12-15T09:00:00Z'));
    expect(early).toMatchObject({ refused: { code: 'exemption-still-valid' } });
    const expired = days(play, ['2026-12-16', expire]);
    expect(expired.accessCase.tracks.exemption['hrl-19e']).toMatchObject({
      state: 'expired',
      expiredOn: '2026-12-16',
    });
    expect(nextTimedOn(expired.accessCase.tracks)).toBeNull();
    expect(refusal(expired, proposeAccess)).toBe('confidentiality-not-lifted');
  });

  it('lifts nothing after its last day, also before the system has come to it', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: true, [dar]: true }, { endsOn: '2026-12-15' }),
      sign(),
      { by: 'caseworker', command: { ...accessProposal(), permitEndsOn: '2026-12-15' } },
    );
    const signed = (day: string) => {
      const next = give(
        play,
        { by: 'decisionMaker', command: { type: 'sign-access-grant' } },
        new Date(`${day}T09:00:00Z`),
      );
      return 'refused' in next ? next.refused.code : 'accepted';
    };
    expect(signed('2026-12-14')).toBe('accepted');
    expect(signed('2026-12-16')).toBe('confidentiality-not-lifted');
  });

  it('bounds the permit that rests on it [law 9] [law 15]', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: true, [dar]: true }, { endsOn: '2026-12-15' }),
      sign(),
    );
    const until = (permitEndsOn: string): Step => ({
      by: 'caseworker',
      command: { ...accessProposal(), permitEndsOn },
    });
    expect(refusal(play, until('2026-12-16'))).toBe('permit-outlives-exemption');
    expect(refusal(play, until('2026-12-15'))).toBe('accepted');
  });

  it('for patient records is given for no registry set up by law [law 9] [law 15]', () => {
    const play = then(at('advised'), ...assessmentOf('hpl-29'));
    const records = (sources: Record<string, boolean>) =>
      propose(sources, { legalBasis: 'hpl-29' });
    expect(give(play, records({ [stroke]: true, [npr]: true }))).toMatchObject({
      refused: {
        code: 'exemption-not-for-registry',
        problems: [{ field: 'sources.1.registryId' }],
      },
    });
    expect(refusal(play, records({ [stroke]: true, [npr]: false }))).toBe('accepted');
  });

  it('has the end of the proposal that is signed, not of one that was sent back', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: true, [dar]: true }, { endsOn: '2026-12-15' }),
      back,
      propose({ [npr]: true, [dar]: true }),
      sign(),
    );
    expect(nextTimedOn(play.accessCase.tracks)).toBeNull();
    const late = give(play, expire, new Date('2026-12-16T09:00:00Z'));
    expect(late).toMatchObject({ refused: { code: 'exemption-still-valid' } });
  });

  it('is revoked with a reason, and what rested on it is not signed [law 15]', () => {
    const play = then(at('decision-proposed'), {
      by: 'decisionMaker',
      command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason: 'Nye opplysninger' },
    });
    expect(play.accessCase.tracks.exemption['hrl-19e']?.state).toBe('revoked');
    expect(refusal(play, { by: 'decisionMaker', command: { type: 'sign-access-grant' } })).toBe(
      'confidentiality-not-lifted',
    );
  });

  it('is not granted for a prohibited use, proposed or signed; it can be refused [law 11]', () => {
    const flag: Step = {
      by: 'caseworker',
      command: { type: 'set-flag', flag: 'prohibited-use', reason: 'Til bruk for forsikring' },
    };
    expect(refusal(then(at('exemption-proposed'), flag), sign())).toBe('prohibited-use');
    const flagged = then(at('assessed'), flag);
    expect(refusal(flagged, propose({ [npr]: true }))).toBe('prohibited-use');
    expect(refusal(flagged, propose({ [npr]: false }))).toBe('accepted');
  });

  it('waits unsigned for no access decision: it is signed or sent back first [law 15]', () => {
    expect(refusal(at('exemption-proposed'), proposeAccess)).toBe('exemption-not-signed');
  });

  it('refused by its letter is told alone; granted, it goes with the access decision [law 15]', () => {
    const letterKinds = (play: ReturnType<typeof at>, step: Step) => {
      const next = then(play, step);
      const context = { ...contextFor(next, people[step.by]), texts: next.texts };
      return consequencesOf(next.accessCase, next.events.at(-1)!, context).letters.map(
        ({ kind }) => kind,
      );
    };
    const refusing = then(at('assessed'), propose({ [npr]: false, [dar]: false }));
    expect(letterKinds(refusing, sign('sign-exemption-refusal'))).toEqual(['exemption-decision']);
    expect(letterKinds(at('exemption-proposed'), sign())).toEqual([]);
  });
});

describe('what lifts confidentiality without an exemption', () => {
  it('is recorded source by source, and access rests on it [law 9]', () => {
    const play = then(
      at('assessed'),
      notNeeded({ [npr]: 'consent', [dar]: 'other-exception' }),
      proposeAccess,
    );
    expect(liftingOf(play.accessCase.tracks, npr, today)).toMatchObject({ exception: 'consent' });
    const one = then(at('assessed'), notNeeded({ [npr]: 'consent' }));
    expect(give(one, proposeAccess)).toMatchObject({
      refused: { code: 'confidentiality-not-lifted', problems: [{ field: `exemption.${dar}` }] },
    });
  });

  it('is section 19 b only where its own criteria are answered and met [law 9] [law 10]', () => {
    const play = at('assessed');
    const indirectly = notNeeded({ [npr]: 'hrl-19b', [dar]: 'hrl-19b' });
    expect(refusal(play, indirectly)).toBe('criteria-unanswered');
    const unmet = then(play, ...assessmentOf('hrl-19b', ['only-indirectly-identifiable']));
    expect(refusal(unmet, indirectly)).toBe('criterion-not-met');
    const barred = then(play, ...assessmentOf('hrl-19b', ['no-threat-to-society']));
    expect(refusal(barred, indirectly)).toBe('security-bar');
    const met = then(play, ...assessmentOf('hrl-19b'), indirectly);
    expect(refusal(met, proposeAccess)).toBe('accepted');
  });

  it('is section 19 b for statutory registries and for no other [law 9]', () => {
    const play = then(at('assessed'), ...assessmentOf('hrl-19b'));
    expect(give(play, notNeeded({ [npr]: 'hrl-19b', [stroke]: 'hrl-19b' }))).toMatchObject({
      refused: {
        code: 'exception-not-for-registry',
        problems: [{ field: 'exceptions.1.exception' }],
      },
    });
    expect(refusal(play, notNeeded({ [npr]: 'hrl-19b', [stroke]: 'consent' }))).toBe('accepted');
  });

  it('falls with section 19 b when an answer to it is changed afterwards [law 9] [law 10]', () => {
    const play = then(
      at('assessed'),
      ...assessmentOf('hrl-19b'),
      notNeeded(Object.fromEntries(ownRegistryIds.map((id) => [id, 'hrl-19b' as const]))),
    );
    const change = (criterion: string): Step => ({
      by: 'caseworker',
      command: {
        type: 'assess-criterion',
        decisionObject: 'hrl-19b',
        criterion,
        isMet: false,
        reason: 'Små grupper kan kjennes igjen',
      },
    });
    expect(refusal(then(play, change('integrity-kept')), proposeAccess)).toBe('criterion-not-met');
    expect(refusal(then(play, change('no-threat-to-society')), proposeAccess)).toBe('security-bar');
  });

  it('shows the applicant nothing of a proposal that was sent back and given up', () => {
    const play = then(
      at('assessed'),
      propose({ [npr]: true, [dar]: true }),
      back,
      notNeeded({ [npr]: 'consent', [dar]: 'consent' }),
    );
    const here = rolesInCase(play.accessCase, people.applicant);
    const seen = visibleTracks(play.accessCase.tracks, here).exemption?.['hrl-19e'];
    expect(Object.keys(seen ?? {}).sort()).toEqual(['exceptions', 'state']);
    expect(given(...stepsTo('assessed')).accessCase.tracks.exemption).toEqual({});
  });
});
