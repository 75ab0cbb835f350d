import { describe, expect, it } from '@jest/globals';
import { Refused } from '#platform';
import {
  accessProposal,
  assessmentOf,
  people,
  type Step,
} from '../../../../test/support/journey.js';
import { at, give, type Play, refusal } from '../../../../test/support/play.js';
import { criteriaInForce } from '#letters';
import { criteriaFor } from './case.assessment.rules.js';
import { commandFrom } from '../case.controller.js';

const day = '2026-11-02';
const barOf = (basis: string) => {
  const bar = criteriaInForce(basis, day)?.criteria.find(({ isBar }) => isBar);
  if (!bar) throw new Error(`No bar in ${basis}`);
  return bar.id;
};
const statistics = (): Play => {
  const play = at('in-assessment');
  return { ...play, accessCase: { ...play.accessCase, kind: 'statistics' } };
};
const then = (play: Play, ...steps: Step[]): Play =>
  steps.reduce((before, step) => {
    const next = give(before, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);
const propose: Step = { by: 'caseworker', command: accessProposal() };
const proposeFigures: Step = {
  by: 'caseworker',
  command: {
    ...accessProposal(),
    statistics: { minimumCellSize: 5, deliveryRoute: 'Portalen', safeguards: 'Små tall skjules.' },
  },
};

describe('the assessment of an application', () => {
  const settled = () => at('rek-approved');
  const exempted = assessmentOf('hrl-19e');

  it('has a row for each criterion of the version in force, and proposes nothing while one is blank [R7.3.1] [law 9]', () => {
    const rows = assessmentOf('access');
    const ids = criteriaFor('access', 'individual-level', day).criteria.map(({ id }) => id);
    expect(rows).toHaveLength(ids.length);
    for (const left of rows) {
      const rest = rows.filter((row) => row !== left);
      expect(refusal(then(settled(), ...exempted, ...rest), propose)).toBe('criteria-unanswered');
    }
    const play = then(settled(), ...rows);
    const { answers, state } = play.accessCase.tracks.assessment.access ?? {};
    expect(state).toBe('complete');
    for (const id of ids) {
      expect(play.texts[answers?.[id]?.reasonId ?? '']).toBe('Vurdert ut fra søknaden');
    }
  });

  it('takes no answer without a reason [R7.3.1] [R7.3.3]', () => {
    const body = { version: 1, decisionObject: 'access', criterion: barOf('hrl-19a'), isMet: true };
    expect(() => commandFrom('assess-criterion', body)).toThrow(Refused);
    expect(() => commandFrom('assess-criterion', { ...body, reason: ' ' })).toThrow(Refused);
    expect(commandFrom('assess-criterion', { ...body, reason: 'Ingen fare' })).toBeDefined();
  });

  it('asks of every application whether it can threaten society, and grants nothing where it can [R7.3.3] [law 10]', () => {
    const bar = barOf('hrl-19a');
    const threatened = then(settled(), ...assessmentOf('access', [bar]));
    expect(refusal(threatened, propose)).toBe('security-bar');
    const refused = accessProposal(accessProposal().sources.map(({ registryId }) => registryId));
    expect(refusal(threatened, { by: 'caseworker', command: refused })).toBe('accepted');
  });

  it('keeps who answered each criterion and when, from the session and never from the body [R7.3.4]', () => {
    const [first] = assessmentOf('access');
    if (first?.command.type !== 'assess-criterion') throw new Error('No criterion');
    const { type, ...body } = first.command;
    for (const forged of [{ assessedBy: 'somebody' }, { assessedAt: '2020-01-01T00:00:00Z' }]) {
      expect(() => commandFrom(type, { ...body, ...forged, version: 1 })).toThrow(Refused);
    }
    const play = then(at('in-assessment'), first);
    expect(
      play.accessCase.tracks.assessment.access?.answers?.[first.command.criterion],
    ).toMatchObject({
      assessedBy: people.caseworker.personId,
      assessedByName: people.caseworker.name,
      assessedAt: '2026-11-02T09:00:00.000Z',
    });
  });

  it('ends in a conclusion with a reason for each source, apart from that on confidentiality [R7.3.7]', () => {
    const { accessCase, texts } = at('decision-proposed');
    const { access, exemption } = accessCase.tracks;
    expect(access.sources?.length).toBe(accessProposal().sources.length);
    for (const { isGranted, reasonId } of access.sources ?? []) {
      expect([isGranted, texts[reasonId]]).toEqual([true, 'Nødvendig for formålet']);
    }
    const [lifted] = exemption['hrl-19e']?.sources ?? [];
    expect(texts[lifted?.reasonId ?? '']).toBe('Samtykke lar seg ikke innhente');
  });
});

describe('the assessment of a request for statistics', () => {
  const rows = (unmet: string[] = []) => assessmentOf('access', unmet, 'hrl-19');

  it('has criteria of its own, fewer, and proposes nothing while one is blank [R7.4.1] [law 32]', () => {
    const own = criteriaFor('access', 'statistics', day).criteria.map(({ id }) => id);
    const others = criteriaFor('access', 'individual-level', day).criteria.map(({ id }) => id);
    expect(own).not.toEqual(others);
    const all = rows();
    for (const left of all) {
      const rest = all.filter((row) => row !== left);
      expect(refusal(then(statistics(), ...rest), proposeFigures)).toBe('criteria-unanswered');
    }
    expect(refusal(then(statistics(), ...rows()), proposeFigures)).toBe('accepted');
  });

  it('asks whether the figures can threaten society, and grants none where they can [R7.4.2(b)] [law 10]', () => {
    const threatened = then(statistics(), ...rows([barOf('hrl-19')]));
    expect(refusal(threatened, proposeFigures)).toBe('security-bar');
  });
});
