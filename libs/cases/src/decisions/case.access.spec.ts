import { describe, expect, it } from '@jest/globals';
import { on, then } from '../../../../test/support/consulting.js';
import {
  accessProposal,
  assessmentOf,
  people,
  registryIds,
  rekComparison,
  type Step,
  stepsTo,
  wholeApplication,
  wholeStatisticsRequest,
} from '../../../../test/support/journey.js';
import {
  at,
  contextFor,
  firstDay,
  give,
  given,
  offersTo,
  type Play,
  refusal,
} from '../../../../test/support/play.js';
import { checksFor } from '../form/checklist.rules.js';
import { grantedRegistryIds, variablesGranted } from './case.access.rules.js';
import type { CommandOf } from '../case.commands.js';
import { decisionLetter } from './decision-letter.rules.js';

const { npr, dar, stroke } = registryIds;
type Proposal = ReturnType<typeof accessProposal>;
type Source = CommandOf<'propose-access-decision'>['sources'][number];

/** The whole proposal with one source changed. */
const withSource = (registryId: string, change: (source: Source) => Source): Step => {
  const proposal: Proposal = accessProposal();
  const sources = (proposal.sources as Source[]).map((source) =>
    source.registryId === registryId ? change(source) : source,
  );
  return { by: 'caseworker', command: { ...proposal, sources } };
};
const propose: Step = { by: 'caseworker', command: accessProposal() };
const sign = (
  type: 'sign-access-grant' | 'sign-partial-access-grant' | 'sign-access-refusal',
  by: Step['by'] = 'decisionMaker',
): Step => ({ by, command: { type } });
const back: Step = {
  by: 'decisionMaker',
  command: { type: 'return-access-decision', reason: 'Skriv om' },
};
const answered = (play: Play, step: Step) => {
  const next = give(play, step);
  return 'refused' in next ? next : 'accepted';
};
const fields = (...names: string[]) => names.map((field) => expect.objectContaining({ field }));

describe('an access decision', () => {
  const ready = at('exemption-granted');

  it('answers every variable of a granted source: one passed over is named [law 16] [law 12]', () => {
    const silent = withSource(dar, (source) => ({
      ...source,
      variables: source.variables.filter(({ name }) => name !== 'Måned'),
    }));
    expect(answered(ready, silent)).toMatchObject({
      refused: { code: 'variables-not-answered', problems: fields('sources.1.variables.Måned') },
    });
  });

  it.each([true, false])(
    'answers no variable that was not applied for, in a source that is granted (%s) or not [law 16] [law 12]',
    (isGranted) => {
      const more = withSource(npr, (source) => ({
        ...source,
        isGranted,
        variables: [...source.variables, { name: 'Fødselsdato', isGranted: true }],
      }));
      if (more.command.type !== 'propose-access-decision') throw new Error('no proposal');
      const command = { ...more.command, departureReasons: { [npr]: 'Søkt for vidt' } };
      expect(answered(ready, { by: 'caseworker', command })).toMatchObject({
        refused: { code: 'variables-not-answered', problems: fields('sources.0.variables.2.name') },
      });
    },
  );

  it('refuses a variable for a reason, and grants no source with nothing in it [law 16]', () => {
    const without = (reason?: string) =>
      withSource(dar, (source) => ({
        ...source,
        variables: source.variables.map(({ name }, index) => ({
          name,
          isGranted: index > 0,
          ...(index === 0 && reason && { reason }),
        })),
      }));
    expect(answered(ready, without())).toMatchObject({
      refused: {
        code: 'variables-not-answered',
        problems: fields('sources.1.variables.0.reason'),
      },
    });
    expect(answered(ready, without('Ikke nødvendig'))).toBe('accepted');
    const nothing = withSource(dar, (source) => ({
      ...source,
      variables: source.variables.map(({ name }) => ({ name, isGranted: false, reason: 'Nei' })),
    }));
    expect(answered(ready, nothing)).toMatchObject({
      refused: { code: 'variables-not-answered', problems: fields('sources.1.variables') },
    });
  });

  it('that refuses one variable is a partial grant, and what it refuses is not given [law 16] [R9.1.1]', () => {
    const play = then(
      ready,
      withSource(dar, (source) => ({
        ...source,
        variables: source.variables.map((variable) =>
          variable.name === 'Måned'
            ? { name: 'Måned', isGranted: false, reason: 'År er nok' }
            : variable,
        ),
      })),
    );
    expect(refusal(play, sign('sign-access-grant'))).toBe('proposal-says-otherwise');
    const { accessCase, draft, texts } = then(play, sign('sign-partial-access-grant'));
    expect(accessCase.tracks.access.state).toBe('partly-granted');
    expect(variablesGranted(accessCase.tracks, draft, dar)).toEqual(['Diagnosekode']);
    expect(variablesGranted(accessCase.tracks, draft, npr)).toEqual(['Diagnosekode', 'Måned']);
    const letter = decisionLetter(accessCase, { ...contextFor(play, people.decisionMaker), texts });
    expect(letter.data).toMatchObject({
      outcome: 'partly-granted',
      variables: expect.arrayContaining([
        { registryName: dar, name: 'Måned', isGranted: false, reason: 'År er nok' },
      ]),
    });
  });

  it('that refuses one source is a partial grant, whatever its rows say [law 16] [R9.1.1]', () => {
    const play = then(ready, { by: 'caseworker', command: accessProposal([dar]) });
    const { tracks } = then(play, sign('sign-partial-access-grant')).accessCase;
    expect(tracks.access.state).toBe('partly-granted');
    const refused = tracks.access.sources?.find(({ registryId }) => registryId === dar);
    expect(refused?.variables.map(({ isGranted }) => isGranted)).toEqual([false, false]);
    expect(grantedRegistryIds(tracks)).not.toContain(dar);
  });

  it('answers each source that Helsedataservice decides on, once', () => {
    const only = (...ids: string[]): Step => ({
      by: 'caseworker',
      command: {
        ...accessProposal(),
        sources: ids.map((id) => accessProposal().sources.find((s) => s.registryId === id)!),
      },
    });
    expect(refusal(ready, only(npr))).toBe('sources-not-answered');
    expect(refusal(ready, only(npr, npr, dar))).toBe('sources-not-answered');
    expect(refusal(ready, only(dar, npr))).toBe('accepted');
  });

  it('is signed by another than who proposed it, and by who may decide [R9.1.1]', () => {
    const play = then(ready, { ...propose, by: 'both' });
    expect(refusal(play, sign('sign-access-grant', 'both'))).toBe('same-person-twice');
    expect(refusal(play, { ...back, by: 'both' })).toBe('same-person-twice');
    expect(offersTo(play, 'both')).not.toContain('sign-access-grant');
    expect(refusal(play, sign('sign-access-grant', 'caseworker'))).toBe('not-allowed-for-role');
    expect(refusal(play, sign('sign-access-grant'))).toBe('accepted');
  });

  it('has an id of its own beside that of the exemption, and pins the rules of its day [law 15] [law 1] [R9.1.4]', () => {
    const { access, exemption } = at('decided').accessCase.tracks;
    expect(access.decisionId).toBeTruthy();
    expect(exemption['hrl-19e']?.decisionId).toBeTruthy();
    expect(access.decisionId).not.toBe(exemption['hrl-19e']?.decisionId);
    expect([access.rulesVersion, exemption['hrl-19e']?.rulesVersion]).toEqual([
      'hrl-19a-2',
      'hrl-19e-2',
    ]);
  });

  it('keeps nothing of a proposal that was sent back but what the new one says', () => {
    const refused: Step = {
      by: 'caseworker',
      command: {
        type: 'propose-access-decision',
        sources: accessProposal([npr, dar]).sources,
        facts: 'Fakta',
        considerations: 'Hensyn',
        conditions: [],
        departureReasons: { [npr]: 'Ikke nødvendig' },
      },
    };
    const { access } = then(ready, propose, back, refused).accessCase.tracks;
    expect([access.permitEndsOn, access.statistics, access.conditions]).toEqual([null, null, []]);
  });

  it.each([
    ['factsId', 'facts'],
    ['considerationsId', 'considerations'],
  ] as const)('is not signed when its letter lacks %s, and names the part [law 17]', (id, part) => {
    const play = at('decision-proposed');
    const lost = play.accessCase.tracks.access[id] ?? '';
    const { [lost]: _, ...texts } = play.texts;
    expect(answered({ ...play, texts }, sign('sign-access-grant'))).toMatchObject({
      refused: { code: 'decision-letter-incomplete', problems: fields(`letter.${part}`) },
    });
  });

  it('is not signed when its letter lacks the reason for a source or a criterion [law 17] [law 9]', () => {
    const play = at('decision-proposed');
    const { access, assessment } = play.accessCase.tracks;
    const without = (id: string | undefined) => {
      const { [id ?? '']: _, ...texts } = play.texts;
      return answered({ ...play, texts }, sign('sign-access-grant'));
    };
    expect(without(access.sources?.[1]?.reasonId)).toMatchObject({
      refused: { problems: fields('letter.sources.1.reason') },
    });
    const [first] = Object.values(assessment['access']?.answers ?? {});
    expect(without(first?.reasonId)).toMatchObject({
      refused: { code: 'decision-letter-incomplete', problems: fields('letter.criteria.0.reason') },
    });
  });
});

describe('sources that their controllers decide on', () => {
  const decidedBy = (
    type: 'record-controller-grant' | 'record-controller-refusal',
    registryId: string,
    decidedOn = '2026-11-02',
  ): Step => ({
    by: 'caseworker',
    command: { type, registryId, decidedOn, controllerReference: '2026/112' },
  });
  const leave = (registryId: string): Step => ({
    by: 'caseworker',
    command: {
      type: 'route-to-controller',
      registryId,
      ground: 'own-use',
      reason: 'Til eget bruk hos den dataansvarlige',
    },
  });

  it('are not decided on here, and a proposal that does is told which [law 14]', () => {
    const play = at('exemption-granted');
    const proposal = accessProposal();
    const [first] = proposal.sources;
    const sources = [...proposal.sources, { ...first!, registryId: stroke }];
    expect(answered(play, { by: 'caseworker', command: { ...proposal, sources } })).toMatchObject({
      refused: { code: 'controller-decides', problems: fields('sources.2.registryId') },
    });
  });

  it("have their controller's own answer beside the access decision [law 14]", () => {
    const assessed = at('assessed');
    const granted = then(assessed, decidedBy('record-controller-grant', stroke));
    expect(grantedRegistryIds(granted.accessCase.tracks)).toEqual([stroke]);
    const refused = then(assessed, decidedBy('record-controller-refusal', stroke));
    expect(grantedRegistryIds(refused.accessCase.tracks)).toEqual([]);
    expect(refusal(refused, decidedBy('record-controller-grant', stroke))).toBe(
      'not-allowed-in-state',
    );
    expect(refusal(assessed, decidedBy('record-controller-grant', stroke, '2026-11-03'))).toBe(
      'decided-in-the-future',
    );
  });

  it('become their controllers when they are left to them with a ground, before the proposal [law 14]', () => {
    const assessed = at('exemption-granted');
    expect(refusal(assessed, decidedBy('record-controller-grant', dar))).toBe(
      'source-not-controllers',
    );
    const left = then(assessed, leave(dar));
    expect(refusal(left, propose)).toBe('controller-decides');
    const rest = accessProposal();
    const command = {
      ...rest,
      sources: rest.sources.filter(({ registryId }) => registryId === npr),
    };
    expect(refusal(left, { by: 'caseworker', command })).toBe('accepted');
    expect(refusal(left, decidedBy('record-controller-grant', dar))).toBe('accepted');
    expect(refusal(at('decision-proposed'), leave(dar))).toBe('decision-already-proposed');
  });

  it('stand in the letter as decided by another [law 14] [law 17]', () => {
    const play = at('decided');
    const { data } = decisionLetter(play.accessCase, {
      ...contextFor(play, people.decisionMaker),
      texts: play.texts,
    });
    expect(data).toMatchObject({ otherDeciders: [{ registryName: stroke, state: 'granted' }] });
  });
});

describe('a request for statistics', () => {
  // Its own answers, about the sources of the journey.
  const application = { ...wholeStatisticsRequest, ...wholeApplication };
  const figures = { minimumCellSize: 5, deliveryRoute: 'Portalen', safeguards: 'Små tall skjules' };
  const screenedFigures: Step = {
    by: 'caseworker',
    command: {
      type: 'answer-screening-items',
      items: checksFor('statistics', 'caseworker').map((item) => ({
        item,
        answer: 'yes' as const,
      })),
    },
  };
  const begun = then(
    {
      accessCase: { ...firstDay, kind: 'statistics' },
      events: [],
      texts: {},
      draft: {},
    },
    { by: 'applicant', command: { type: 'edit-draft', application } },
    { by: 'applicant', command: { type: 'submit' } },
    { by: 'caseworker', command: { type: 'take-case', isImpartial: true } },
    { by: 'decisionMaker', command: { type: 'declare-impartial' } },
    screenedFigures,
    { by: 'caseworker', command: { type: 'find-complete' } },
  );
  const rows = (unmet: string[] = []) => assessmentOf('access', unmet, 'hrl-19');
  const { permitEndsOn, ...proposal } = accessProposal();
  const proposed: Step = {
    by: 'caseworker',
    command: { ...proposal, permitEndsOn, statistics: figures },
  };

  it('passes a test of purpose and of disclosure before any figure is given [law 32] [R7.4.1]', () => {
    for (const criterion of ['statistics-purpose', 'no-disclosure-risk']) {
      expect(answered(then(begun, ...rows([criterion])), proposed)).toMatchObject({
        refused: { code: 'criterion-not-met', problems: fields(`assessment.access.${criterion}`) },
      });
    }
    const without: Step = { by: 'caseworker', command: accessProposal() };
    expect(refusal(then(begun, ...rows()), without)).toBe('disclosure-control-missing');
    expect(refusal(then(begun, ...rows()), proposed)).toBe('accepted');
  });

  it('needs no exemption and is offered none: neither assessed, found needless nor proposed [law 32]', () => {
    const criterion = assessmentOf('hrl-19e')[0]!;
    expect(refusal(begun, criterion)).toBe('decision-not-in-case');
    const offers = offersTo(begun, 'caseworker');
    expect(offers.filter((name) => name.endsWith('exemption'))).toEqual([]);
    expect(offers).not.toContain('find-exemption-not-needed');
    expect(
      refusal(begun, {
        by: 'caseworker',
        command: { type: 'draft-exemption', legalBasis: 'hrl-19e', proposal: {} },
      }),
    ).toBe('exemption-not-for-statistics');
  });

  it('is granted with how small counts are treated in its letter, and section 19 as its rule [law 32] [law 17]', () => {
    const play = then(begun, ...rows(), proposed, sign('sign-access-grant'));
    expect(play.accessCase.tracks.access).toMatchObject({
      state: 'granted',
      rulesVersion: 'hrl-19-2',
    });
    const { data } = decisionLetter(play.accessCase, {
      ...contextFor(play, people.decisionMaker),
      texts: play.texts,
    });
    expect(data).toMatchObject({ rule: 'statistics', statistics: figures, exemptions: [] });
  });
});

describe('a decision under the rules of its day', () => {
  it('is not proposed on answers that lack what has come into force since [law 1] [law 10]', () => {
    // Before 15 April 2026 nobody was asked whether a release could threaten society.
    const early = stepsTo('advised').reduce<Play>(
      (play, step) => {
        const next = give(play, step, on('2026-04-10'));
        if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
        return next;
      },
      { accessCase: firstDay, events: [], texts: {}, draft: {} },
    );
    const assessed = assessmentOf('access')
      .slice(0, -1)
      .reduce<Play>((play, step) => give(play, step, on('2026-04-10')) as Play, early);
    const command = {
      ...accessProposal([npr, dar]),
      departureReasons: { [npr]: 'Ikke nødvendig' },
    };
    const codeOn = (day: string) => {
      const next = give(assessed, { by: 'caseworker', command }, on(day));
      return 'refused' in next ? next.refused.code : 'accepted';
    };
    expect(codeOn('2026-04-14')).toBe('accepted');
    expect(codeOn('2026-04-15')).toBe('criteria-unanswered');
    expect(given(...stepsTo('advised')).accessCase.tracks.assessment).toEqual({});
  });
});

describe('an application that changes after its decision was proposed', () => {
  it('is not decided by the old proposal: no more is granted than is applied for, and no less answered [law 12] [law 16]', () => {
    const asked = given(...stepsTo('decision-proposed'), {
      by: 'caseworker',
      command: {
        type: 'request-information',
        fields: [{ field: 'sources', comment: 'Trengs måned?' }],
        answerDueOn: '2026-11-20',
      },
    });
    const [requestId = ''] = Object.keys(asked.accessCase.tracks.information);
    const [first, ...others] = wholeApplication.sources;
    const answers: Step[] = [
      {
        by: 'applicant',
        command: {
          type: 'answer-information-field',
          requestId,
          field: 'sources',
          value: [{ ...first, variables: first?.variables.slice(0, 1) }, ...others],
        },
      },
      { by: 'applicant', command: { type: 'send-information', requestId } },
      { by: 'caseworker', command: rekComparison() },
    ];
    const changed = answers.reduce<Play>((play, step) => {
      const next = give(play, step);
      if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
      return next;
    }, asked);
    expect(refusal(changed, { by: 'decisionMaker', command: { type: 'sign-access-grant' } })).toBe(
      'variables-not-answered',
    );
  });
});
