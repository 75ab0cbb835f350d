import { describe, expect, it } from '@jest/globals';
import {
  accessProposal,
  exemptionProposal,
  ownRegistryIds,
  registryIds,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../../test/support/journey.js';
import { give, given, offersTo, type Play, refusal } from '../../../../test/support/play.js';

function then(play: Play, ...steps: Step[]): Play {
  return steps.reduce((before, step) => {
    const next = give(before, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);
}

const refusedExemption: Step['command'] = {
  ...exemptionProposal,
  sources: exemptionProposal.sources.map((source) => ({ ...source, isGranted: false })),
};
const signed = (type: 'sign-exemption-refusal' | 'sign-exemption'): Step => ({
  by: 'decisionMaker',
  command: { type, legalBasis: 'hrl-19e' },
});

/** Refused against the advice of a registry, which is said why. */
const refuseAccess: Step = {
  by: 'caseworker',
  command: {
    ...accessProposal(ownRegistryIds),
    departureReasons: { [registryIds.npr]: 'Taushetsplikten er ikke opphevet' },
  },
};

/** A case whose exemption, and access with it, is refused. */
const refused = () =>
  given(
    ...stepsTo('assessed'),
    { by: 'caseworker', command: refusedExemption },
    signed('sign-exemption-refusal'),
    refuseAccess,
    { by: 'decisionMaker', command: { type: 'sign-access-refusal' } },
  );

/** What is decided anew: an exemption, and the access that it opens for. */
const decidedAnew: Step[] = [
  { by: 'caseworker', command: exemptionProposal },
  signed('sign-exemption'),
  { by: 'caseworker', command: accessProposal() },
  { by: 'decisionMaker', command: { type: 'sign-access-grant' } },
];

describe('an appeal over a refused exemption', () => {
  const lodged = () =>
    then(refused(), {
      by: 'applicant',
      command: { type: 'lodge-appeal', decision: 'exemption', grounds: 'Samtykke er umulig' },
    });
  const outcome = (play: Play, which: 'reverse' | 'uphold') => {
    const [appealId = ''] = Object.keys(play.accessCase.tracks.appeal);
    const steps: Step[] = [
      { by: 'both', command: { type: 'take-appeal', appealId } },
      {
        by: 'both',
        command: {
          type: 'propose-appeal-outcome',
          appealId,
          outcome: which,
          extent: 'fully',
          statement: 'Vurdert på nytt',
        },
      },
      {
        by: 'decisionMaker',
        command: { type: which === 'reverse' ? 'reverse-on-appeal' : 'forward-appeal', appealId },
      },
    ];
    return { play: then(play, ...steps), appealId };
  };

  it('that is won in the first instance opens the exemption, and all of it is decided anew [law 15] [law 18]', () => {
    const { play } = outcome(lodged(), 'reverse');
    const { exemption } = play.accessCase.tracks;
    expect(exemption['hrl-19e']).toMatchObject({ state: 'draft', sources: expect.any(Array) });
    expect(exemption['hrl-19e']).not.toHaveProperty('decidedOn');
    expect(exemption['hrl-19e']).not.toHaveProperty('signedBy');
    const anew = then(play, ...decidedAnew).accessCase.tracks;
    expect(anew.exemption['hrl-19e']?.state).toBe('granted');
    expect(anew.access.state).toBe('granted');
  });

  it.each(['changed', 'annulled-and-returned'] as const)(
    'that Helseklage settles as %s opens it as well, and one that is upheld leaves it refused [law 18]',
    (result) => {
      const { play, appealId } = outcome(lodged(), 'uphold');
      const settle = (as: 'upheld' | 'changed' | 'annulled-and-returned'): Step => ({
        by: 'caseworker',
        command: {
          type: 'settle-appeal',
          appealId,
          outcome: as,
          decidedOn: '2026-11-01',
          sender: 'Helseklage',
          externalReference: '2026/1',
          documentSha256: 'b'.repeat(64),
          summary: 'Se vedlagt avgjørelse',
        },
      });
      const back = then(play, settle(result));
      expect(then(back, ...decidedAnew).accessCase.tracks.access.state).toBe('granted');
      const upheld = then(play, settle('upheld')).accessCase.tracks;
      expect([upheld.exemption['hrl-19e']?.state, upheld.application.state]).toEqual([
        'refused',
        'decided',
      ]);
    },
  );
});

describe('a decision reversed in the favour of the party', () => {
  const reverse = (decision: string, by: Step['by'] = 'decisionMaker'): Step => ({
    by,
    command: { type: 'reverse-in-favour', decision, reason: 'Vi la feil faktum til grunn' },
  });

  it('needs no appeal and no notice, and is decided anew by two people [law 18]', () => {
    const play = then(refused(), reverse('exemption'));
    expect(play.accessCase.tracks).toMatchObject({
      application: { state: 'in-assessment' },
      access: { state: 'draft' },
      exemption: { 'hrl-19e': { state: 'draft' } },
      reversal: {
        exemption: { state: 'reversed', reversedOn: '2026-11-02', signedByName: 'Demo Beslutter' },
      },
      revocation: { state: 'none' },
    });
    expect(then(play, ...decidedAnew).accessCase.tracks.access.state).toBe('granted');
  });

  it('opens access alone where access alone is reversed', () => {
    const onlyAccess = given(...stepsTo('exemption-granted'), refuseAccess, {
      by: 'decisionMaker',
      command: { type: 'sign-access-refusal' },
    });
    const { tracks } = then(onlyAccess, reverse('access')).accessCase;
    expect([tracks.access.state, tracks.exemption['hrl-19e']?.state]).toEqual(['draft', 'granted']);
  });

  it('is for the decision-maker, and for what is refused and not yet in use', () => {
    expect(refusal(refused(), reverse('access', 'caseworker'))).toBe('not-allowed-for-role');
    expect(refusal(refused(), reverse('dismissal'))).toBe('nothing-to-reverse');
    const granted = given(...stepsTo('decided'));
    expect(refusal(granted, reverse('access'))).toBe('nothing-to-reverse');
    expect(offersTo(granted, 'decisionMaker')).not.toContain('reverse-in-favour');
    expect(offersTo(refused(), 'decisionMaker')).toContain('reverse-in-favour');
  });

  it('waits for the appeal where one is under way over the same decision', () => {
    const appealed = then(refused(), {
      by: 'applicant',
      command: { type: 'lodge-appeal', decision: 'access', grounds: 'Nødvendig' },
    });
    expect(refusal(appealed, reverse('access'))).toBe('appeal-under-way');
  });

  it('takes up again what was dismissed, where it stood', () => {
    const dismissed = given(
      ...stepsTo('in-assessment'),
      {
        by: 'caseworker',
        command: { type: 'propose-dismissal', ground: 'wrong-body', missing: [], reason: 'Feil' },
      },
      { by: 'decisionMaker', command: { type: 'sign-dismissal' } },
    );
    const { tracks } = then(dismissed, reverse('dismissal')).accessCase;
    expect([tracks.application.state, tracks.dismissal.state]).toEqual(['in-assessment', 'none']);
  });
});

describe('a case whose sources are all decided by their controllers', () => {
  const source = wholeApplication.sources.filter(
    ({ registryId }) => registryId === registryIds.stroke,
  );
  const inAssessment = (sources = source) =>
    given(
      {
        by: 'applicant',
        command: { type: 'edit-draft', application: { ...wholeApplication, sources } },
      },
      ...stepsTo('in-assessment').slice(1),
    );
  const conclude: Step = { by: 'caseworker', command: { type: 'conclude-without-decision' } };

  it('is concluded without a decision, for there is none for Helsedataservice to make [law 14]', () => {
    const play = inAssessment();
    expect(offersTo(play, 'caseworker')).toContain('conclude-without-decision');
    const { accessCase } = then(play, conclude);
    expect(accessCase.tracks.application.state).toBe('closed');
    expect(accessCase.tracks.access.state).toBe('draft');
    for (const actor of ['caseworker', 'decisionMaker', 'applicant'] as const) {
      expect(offersTo(then(play, conclude), actor)).toEqual([]);
    }
  });

  it('is not concluded so while one source is for Helsedataservice to decide [law 14]', () => {
    const mixed = inAssessment(wholeApplication.sources);
    expect(refusal(mixed, conclude)).toBe('sources-to-decide');
    expect(offersTo(mixed, 'caseworker')).not.toContain('conclude-without-decision');
    const npr = wholeApplication.sources.filter(({ registryId }) => registryId === registryIds.npr);
    const routed = then(inAssessment([...npr, ...source]), {
      by: 'caseworker',
      command: {
        type: 'route-to-controller',
        registryId: registryIds.npr,
        ground: 'own-use',
        reason: 'Til eget bruk',
      },
    });
    expect(refusal(routed, conclude)).toBe('accepted');
  });
});

describe('a case that awaits information from its applicant', () => {
  const ask: Step = {
    by: 'caseworker',
    command: {
      type: 'request-information',
      fields: [{ field: 'purpose', comment: 'Hva skal måles?' }],
      answerDueOn: '2026-11-30',
    },
  };
  const on = (...before: Step[]) => {
    const play = then(given(...stepsTo('assessed')), ...before, ask);
    expect(play.accessCase.tracks.application.state).toBe('awaiting-information');
    return play;
  };

  it('can be let go of, and taken by somebody else', () => {
    const released = then(on(), { by: 'caseworker', command: { type: 'release-case' } });
    expect(offersTo(released, 'both')).toContain('take-case');
    const taken = then(released, { by: 'both', command: { type: 'take-case' } });
    expect(taken.accessCase.tracks.application.state).toBe('awaiting-information');
  });

  it('takes in what the controller of a source decided meanwhile [law 14]', () => {
    const came: Step = {
      by: 'caseworker',
      command: {
        type: 'record-controller-grant',
        registryId: registryIds.stroke,
        decidedOn: '2026-11-01',
        controllerReference: '2026/112',
      },
    };
    const { tracks } = then(on(), came).accessCase;
    expect(tracks['controller-decision'][registryIds.stroke]?.state).toBe('granted');
  });

  it('does not keep an exemption from being revoked, nor a proposal from being sent back', () => {
    const proposed: Step = { by: 'caseworker', command: exemptionProposal };
    const reason = 'Grunnlaget holder ikke';
    const revoke: Step = {
      by: 'decisionMaker',
      command: { type: 'revoke-exemption', legalBasis: 'hrl-19e', reason },
    };
    const back: Step = {
      by: 'decisionMaker',
      command: { type: 'return-exemption', legalBasis: 'hrl-19e', reason },
    };
    const stateAfter = (play: Play, step: Step) =>
      then(play, step).accessCase.tracks.exemption['hrl-19e']?.state;
    expect(stateAfter(on(proposed, signed('sign-exemption')), revoke)).toBe('revoked');
    expect(stateAfter(on(proposed), back)).toBe('draft');
  });
});
