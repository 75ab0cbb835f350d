import { describe, expect, it } from '@jest/globals';
import { then } from '../../../../test/support/consulting.js';
import {
  accessProposal,
  assessmentOf,
  exemptionProposal,
  people,
  registryIds,
  type Step,
  stepsTo,
} from '../../../../test/support/journey.js';
import { at, contextFor, give, given, offersTo, refusal } from '../../../../test/support/play.js';
import { commandBodies } from '../case.commands.js';
import { decide } from '../case.machine.js';
import type { CaseCommand } from '../case.commands.js';

const answer = (
  criterion: string,
  isMet: boolean,
  decisionObject: 'access' | 'hrl-19e' | 'hpl-29' | 'hrl-19b' = 'access',
  reason = 'Vurdert på nytt',
): Step => ({
  by: 'caseworker',
  command: { type: 'assess-criterion', decisionObject, criterion, isMet, reason },
});
const bar = 'no-threat-to-society';
const propose: Step = { by: 'caseworker', command: accessProposal() };
const proposeExemption: Step = { by: 'caseworker', command: exemptionProposal };
const refuseExemption: Step = {
  by: 'caseworker',
  command: {
    ...exemptionProposal,
    sources: exemptionProposal.sources.map((source) => ({ ...source, isGranted: false })),
  },
};
const refuseAccess: Step = {
  by: 'caseworker',
  command: {
    ...accessProposal([registryIds.npr, registryIds.dar]),
    departureReasons: { [registryIds.npr]: 'Loven er til hinder' },
  },
};
const returned: Step = {
  by: 'decisionMaker',
  command: { type: 'return-access-decision', reason: 'Vurder på nytt' },
};

/** The refusal whole, with the fields that it names. */
function refused(play: ReturnType<typeof at>, { by, command }: Step) {
  const full = { ...command, version: play.accessCase.version } as CaseCommand;
  const decision = decide(play.accessCase, full, contextFor(play, people[by]));
  return 'refused' in decision
    ? {
        code: decision.refused.code,
        fields: decision.refused.problems?.map(({ field }) => field) ?? [],
      }
    : 'accepted';
}

describe('the criteria of a decision', () => {
  const { access, 'hrl-19e': exemption } = {
    access: assessmentOf('access'),
    'hrl-19e': assessmentOf('hrl-19e'),
  };

  it.each(access.map((step, index) => [criterionOf(step), index] as const))(
    'hold back the access decision, a refusal too, while %s alone is blank, and name it [law 9] [R7.3.1]',
    (criterion, index) => {
      const play = given(
        ...stepsTo('exemption-granted').filter(
          ({ command }) =>
            !(command.type === 'assess-criterion' && command.decisionObject === 'access'),
        ),
        ...access.toSpliced(index, 1),
      );
      const blank = { code: 'criteria-unanswered', fields: [`assessment.access.${criterion}`] };
      expect(refused(play, propose)).toEqual(blank);
      expect(refused(play, refuseAccess)).toEqual(blank);
      expect(play.accessCase.tracks.assessment['access']?.state).toBe('begun');
      const whole = then(play, access[index]!);
      expect(whole.accessCase.tracks.assessment['access']?.state).toBe('complete');
      expect(refused(whole, propose)).toBe('accepted');
    },
  );

  it.each(exemption.map((step, index) => [criterionOf(step), index] as const))(
    'hold back the exemption, a refusal too, while %s alone is blank, and name it [law 9]',
    (criterion, index) => {
      const play = given(...stepsTo('advised'), ...exemption.toSpliced(index, 1));
      const blank = { code: 'criteria-unanswered', fields: [`assessment.hrl-19e.${criterion}`] };
      expect(refused(play, proposeExemption)).toEqual(blank);
      expect(refused(play, refuseExemption)).toEqual(blank);
      expect(refused(then(play, exemption[index]!), proposeExemption)).toBe('accepted');
    },
  );

  it('are answered with a reason that is more than blanks [law 9] [R7.3.1]', () => {
    const { type: _, ...body } = answer('explicit-purpose', true).command as Record<
      string,
      unknown
    >;
    const schema = commandBodies['assess-criterion'];
    expect(schema.safeParse(body).success).toBe(true);
    for (const reason of ['', '  ', '\u200b', undefined]) {
      expect(schema.safeParse({ ...body, reason }).success).toBe(false);
    }
    expect(schema.safeParse({ ...body, isMet: undefined }).success).toBe(false);
  });

  it('keep who answered and when from the session; a body that says so is refused [R7.3.4]', () => {
    const { type: _, ...body } = answer('explicit-purpose', true).command as Record<
      string,
      unknown
    >;
    for (const said of ['assessedBy', 'assessedByName', 'assessedAt', 'rulesVersion']) {
      const claimed = { ...body, [said]: people.decisionMaker.personId };
      expect(commandBodies['assess-criterion'].safeParse(claimed).success).toBe(false);
    }
    const now = new Date('2026-11-03T10:11:12.000Z');
    const step: Step = { ...answer('explicit-purpose', true), by: 'both' };
    const play = give(at('in-assessment'), step, now);
    if ('refused' in play) throw new Error(play.refused.code);
    expect(
      play.accessCase.tracks.assessment['access']?.answers?.['explicit-purpose'],
    ).toMatchObject({
      assessedBy: people.both.personId,
      assessedByName: people.both.name,
      assessedAt: '2026-11-03T10:11:12.000Z',
      rulesVersion: 'hrl-19a-2',
    });
  });

  it('may be answered again, and the events keep every answer there was [R7.3.4]', () => {
    const play = then(
      at('in-assessment'),
      answer('minimum-data', false, 'access', 'For mange variabler'),
      answer('minimum-data', true, 'access', 'Søkeren har tatt bort tre'),
    );
    const answers = play.events
      .filter(({ type }) => type === 'criterion-assessed')
      .map(({ facts }) => (facts as { answers: Record<string, AnswerFact> }).answers)
      .map((each) => [each['minimum-data']?.isMet, play.texts[each['minimum-data']!.reasonId]]);
    expect(answers).toEqual([
      [false, 'For mange variabler'],
      [true, 'Søkeren har tatt bort tre'],
    ]);
    expect(play.accessCase.tracks.assessment['access']?.answers?.['minimum-data']?.isMet).toBe(
      true,
    );
  });

  it('stand fast once a decision rests on them, until it is sent back [law 9]', () => {
    const change = answer('minimum-data', false);
    expect(refusal(at('decision-proposed'), change)).toBe('decision-already-proposed');
    const back = given(...stepsTo('decision-proposed'), returned);
    expect(refusal(back, change)).toBe('accepted');
    const proposed = at('exemption-proposed');
    expect(refusal(proposed, answer('minimum-data', false, 'hrl-19e'))).toBe(
      'decision-already-proposed',
    );
    expect(refusal(proposed, change)).toBe('accepted');
  });

  it('are those in force and no others [law 1] [law 9]', () => {
    const play = at('in-assessment');
    expect(refusal(play, answer('consent-not-obtainable', true, 'hpl-29'))).toBe('accepted');
    expect(refusal(play, answer('consent-not-obtainable', true, 'hrl-19e'))).toBe(
      'criterion-not-in-force',
    );
    const on = (day: string) => {
      const next = give(play, answer(bar, true), new Date(`${day}T09:00:00Z`));
      return 'refused' in next ? next.refused.code : 'accepted';
    };
    expect([on('2026-04-14'), on('2026-04-15')]).toEqual(['criterion-not-in-force', 'accepted']);
  });

  it('that came into force after the proposal are answered before it is signed [law 1] [law 9]', () => {
    // Assessed and proposed in May, when section 29 did not yet ask about consent.
    const may = new Date('2026-05-20T09:00:00Z');
    const withRecords: Step[] = [
      ...assessmentOf('hpl-29').filter((step) => criterionOf(step) !== 'consent-not-obtainable'),
      {
        by: 'caseworker',
        command: {
          ...exemptionProposal,
          legalBasis: 'hpl-29',
          sources: [{ registryId: registryIds.stroke, isGranted: true, reason: 'Journaler' }],
        },
      },
    ];
    let play = at('advised');
    for (const step of withRecords) {
      const next = give(play, step, may);
      if ('refused' in next) throw new Error(next.refused.code);
      play = next;
    }
    const sign: Step = {
      by: 'decisionMaker',
      command: { type: 'sign-exemption', legalBasis: 'hpl-29' },
    };
    const on = (day: string) => {
      const next = give(play, sign, new Date(`${day}T09:00:00Z`));
      return 'refused' in next
        ? next.refused.code
        : next.accessCase.tracks.exemption['hpl-29']?.rulesVersion;
    };
    expect(on('2026-05-31')).toBe('hpl-29-2');
    expect(on('2026-06-01')).toBe('criteria-unanswered');
  });

  it.each(['essential-public-interest', 'minimum-data', 'security-measures'])(
    'grant nothing when %s is not met, and let it be refused [law 9]',
    (criterion) => {
      const play = given(...stepsTo('advised'), ...assessmentOf('hrl-19e', [criterion]));
      expect(refused(play, proposeExemption)).toEqual({
        code: 'criterion-not-met',
        fields: [`assessment.hrl-19e.${criterion}`],
      });
      expect(refused(play, refuseExemption)).toBe('accepted');
    },
  );
});

describe('a release that can threaten society', () => {
  it('leads to refusal only, of the exemption and of access [law 10] [R7.3.3]', () => {
    const exemption = given(...stepsTo('advised'), ...assessmentOf('hrl-19e', [bar]));
    expect(refusal(exemption, proposeExemption)).toBe('security-bar');
    expect(refusal(exemption, refuseExemption)).toBe('accepted');
    const access = then(at('exemption-granted'), answer(bar, false));
    expect(refusal(access, propose)).toBe('security-bar');
    const oneOnly: Step = { by: 'caseworker', command: accessProposal([registryIds.dar]) };
    expect(refusal(access, oneOnly)).toBe('security-bar');
    expect(refusal(access, refuseAccess)).toBe('accepted');
  });

  it('is named before any other criterion that is not met [law 10]', () => {
    const play = given(
      ...stepsTo('exemption-granted'),
      answer('minimum-data', false),
      answer(bar, false),
    );
    expect(refused(play, propose)).toEqual({
      code: 'security-bar',
      fields: [`assessment.access.${bar}`],
    });
  });

  it('found after the decision was proposed, bars it when it comes back [law 10] [R7.3.3]', () => {
    const play = given(...stepsTo('decision-proposed'), returned, answer(bar, false));
    expect(refusal(play, propose)).toBe('security-bar');
    expect(refusal(play, refuseAccess)).toBe('accepted');
  });

  it('found for access after an exemption was proposed, bars the signature on it [law 10] [R7.3.3]', () => {
    const proposed = at('exemption-proposed');
    const sign: Step = {
      by: 'decisionMaker',
      command: { type: 'sign-exemption', legalBasis: 'hrl-19e' },
    };
    expect(offersTo(proposed, 'decisionMaker')).toContain('sign-exemption');
    const barred = then(proposed, answer(bar, false));
    expect(refusal(barred, sign)).toBe('security-bar');
    expect(offersTo(barred, 'decisionMaker')).not.toContain('sign-exemption');
    expect(offersTo(barred, 'decisionMaker')).toContain('return-exemption');
    // A mistake is mended by answering again.
    expect(refusal(then(barred, answer(bar, true)), sign)).toBe('accepted');
  });
});

interface AnswerFact {
  isMet: boolean;
  reasonId: string;
}

function criterionOf({ command }: Step): string {
  return command.type === 'assess-criterion' ? command.criterion : '';
}
