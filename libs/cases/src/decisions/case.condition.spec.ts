import { describe, expect, it } from '@jest/globals';
import { days, refusalOn, then } from '../../../../test/support/consulting.js';
import {
  accessProposal,
  exemptionProposal,
  people,
  type Step,
  stepsTo,
} from '../../../../test/support/journey.js';
import { at, given, offersTo, type Play, refusal } from '../../../../test/support/play.js';
import { clockActions } from '../clocks/clock.actions.rules.js';
import type { SettingVersion } from '../settings/setting.rules.js';
import { conditionsInForce, nextTimedOn, timedDecisions } from './case.condition.rules.js';
import { rolesInCase } from '../case.relation.rules.js';
import { visibleTracks } from '../case.visibility.js';

const decided = at('decided');
const idIn = ({ accessCase }: Play) => conditionsInForce(accessCase.tracks)[0]!.conditionId;
const conditionId = idIn(decided);
const dueOn = '2028-01-31';

const report: Step = {
  by: 'applicant',
  command: { type: 'report-condition', conditionId, statement: 'Opplysningene er slettet' },
};
const settle = (
  type: 'return-condition' | 'find-condition-breached' | 'waive-condition',
): Step => ({ by: 'caseworker', command: { type, conditionId, reason: 'Se vedlegg' } });
const fulfil: Step = {
  by: 'caseworker',
  command: { type: 'find-condition-fulfilled', conditionId },
};
const overdue: Step = { by: 'system', command: { type: 'find-condition-overdue', conditionId } };
const lastLetters = (after: Play, before: Play) =>
  after.caused?.slice(before.caused?.length ?? 0) ?? [];
const stateIn = ({ accessCase }: Play) => accessCase.tracks.condition[conditionId]?.state ?? 'open';

describe('a condition of a grant', () => {
  it('is a task from the day the grant is signed, with what, when and who follows it up [law 16]', () => {
    expect(conditionsInForce(at('decision-proposed').accessCase.tracks)).toEqual([]);
    expect(conditionsInForce(decided.accessCase.tracks)).toEqual([
      {
        conditionId,
        kind: 'time',
        textId: expect.any(String),
        dueOn,
        followedUpBy: 'helsedataservice',
      },
    ]);
    expect(stateIn(decided)).toBe('open');
    expect(offersTo(decided, 'applicant')).toContain('report-condition');
    expect(offersTo(at('decision-proposed'), 'applicant')).not.toContain('report-condition');
  });

  it.each([
    ['reported', [report]],
    ['fulfilled', [report, fulfil]],
    ['returned', [report, settle('return-condition')]],
    ['reported', [report, settle('return-condition'), report]],
    ['breached', [settle('find-condition-breached')]],
    ['waived', [settle('waive-condition')]],
  ] as const)('comes to %s by its steps, each kept with its reason [law 16]', (state, steps) => {
    const play = then(decided, ...steps);
    expect(stateIn(play)).toBe(state);
    const kept = play.accessCase.tracks.condition[conditionId];
    const textId = kept?.reasonId ?? kept?.statementId ?? '';
    expect(play.texts[textId]).toMatch(/Se vedlegg|slettet/);
  });

  it('is settled once, by whom and when [law 16]', () => {
    const play = then(decided, report, fulfil);
    expect(play.accessCase.tracks.condition[conditionId]).toMatchObject({
      settledOn: '2026-11-02',
      settledByName: people.caseworker.name,
      reportedOn: '2026-11-02',
    });
    for (const step of [report, fulfil, settle('find-condition-breached')]) {
      expect(refusal(play, step)).toBe('not-allowed-in-state');
    }
  });

  it('is reported by the applicant and judged by a caseworker, never the other way [law 16]', () => {
    expect(refusal(decided, { ...report, by: 'caseworker' })).toBe('not-allowed-for-role');
    for (const step of [fulfil, settle('waive-condition')]) {
      expect(refusal(decided, { ...step, by: 'applicant' })).toBe('not-allowed-for-role');
    }
  });

  it('is overdue the day after it was due, by the system, and can still be reported [law 16]', () => {
    expect(nextTimedOn(decided.accessCase.tracks)).toBe(dueOn);
    expect(refusalOn(dueOn, decided, overdue)).toBe('condition-not-yet-due');
    const late = days(decided, ['2028-02-01', overdue]);
    expect(stateIn(late)).toBe('overdue');
    expect(timedDecisions(late.accessCase.tracks)).toEqual([]);
    expect(stateIn(days(late, ['2028-02-02', report]))).toBe('reported');
  });

  it('is reminded of by letter once, some days before it is due, unless it is settled [law 16]', () => {
    const remindersOf = ({ accessCase }: Play, versions: SettingVersion[] = []) =>
      clockActions([], accessCase.tracks, versions);
    const action = {
      type: 'remind-of-due-date',
      clockId: `condition:${conditionId}`,
      dueOn,
    } as const;
    expect(remindersOf(decided)).toEqual([{ ...action, onOn: '2028-01-17' }]);
    const earlier = { name: 'condition-reminder-days', value: 30, validFromOn: '2026-01-01' };
    expect(remindersOf(decided, [earlier])).toEqual([{ ...action, onOn: '2028-01-01' }]);
    expect(remindersOf(then(decided, report))).toEqual([]);

    const remind: Step = { by: 'system', command: action };
    const reminded = days(decided, ['2028-01-17', remind]);
    expect(remindersOf(reminded)).toEqual([]);
    expect(lastLetters(reminded, decided)).toMatchObject([
      {
        event: 'due-date-reminded',
        order: {
          kind: 'condition-reminder',
          recipient: { kind: 'applicant', id: people.applicant.personId },
          data: {
            conditionText: 'Opplysningene slettes når tillatelsen går ut.',
            dueOn,
            isOverdue: false,
          },
        },
      },
    ]);
    // A night that was missed: only that it is overdue is told, and once.
    const missed = days(decided, ['2028-02-01', remind], ['2028-02-01', overdue]);
    expect(lastLetters(missed, decided)).toMatchObject([
      { event: 'condition-found-overdue', order: { data: { isOverdue: true } } },
    ]);
  });

  it.each([
    ['fulfilled', fulfil, null],
    ['returned', settle('return-condition'), 'Se vedlegg'],
    ['breached', settle('find-condition-breached'), 'Se vedlegg'],
    ['waived', settle('waive-condition'), 'Se vedlegg'],
  ] as const)('is answered by letter as %s, with the reason [law 16]', (outcome, step, reason) => {
    const reported = then(decided, report);
    expect(lastLetters(reported, decided)).toMatchObject([
      {
        order: {
          kind: 'condition-receipt',
          recipient: { kind: 'applicant' },
          data: { reportedOn: '2026-11-02', statement: 'Opplysningene er slettet' },
        },
      },
    ]);
    expect(lastLetters(then(reported, step), reported)).toMatchObject([
      {
        order: {
          kind: 'condition-outcome',
          recipient: { kind: 'applicant', id: people.applicant.personId },
          data: { outcome, reason, dueOn },
        },
      },
    ]);
  });

  it('that is reported is not overdue, and one sent back is again [law 16]', () => {
    const reported = then(decided, report);
    expect(nextTimedOn(reported.accessCase.tracks)).toBeNull();
    expect(refusalOn('2028-02-01', reported, overdue)).toBe('not-allowed-in-state');
    const sentBack = then(reported, settle('return-condition'));
    expect(nextTimedOn(sentBack.accessCase.tracks)).toBe(dueOn);
  });

  it('stands in a grant of the case: another is unknown [law 16]', () => {
    const other = { ...fulfil.command, conditionId: 'en-annen' } as Step['command'];
    expect(refusal(decided, { by: 'caseworker', command: other })).toBe('condition-unknown');
  });

  it('is seen by the applicant with its state, but not before the decision [law 16]', () => {
    const seenIn = ({ accessCase }: Play) =>
      visibleTracks(accessCase.tracks, rolesInCase(accessCase, people.applicant));
    expect(seenIn(then(decided, report)).condition?.[conditionId]).toMatchObject({
      state: 'reported',
    });
    expect(seenIn(decided).access?.conditions).toMatchObject([{ conditionId, dueOn }]);
    expect(seenIn(at('decision-proposed')).access).toBeUndefined();
  });

  it('of an exemption is still a task when the exemption has run out [law 16]', () => {
    const ended: Step = {
      by: 'caseworker',
      command: {
        ...exemptionProposal,
        endsOn: '2026-12-15',
        conditions: [
          { kind: 'time', text: 'Slett kopiene', dueOn: '2027-01-15', followedUpBy: 'registry' },
        ],
      },
    };
    const controllers = stepsTo('exemption-granted').slice(-1);
    const play = days(
      given(...stepsTo('assessed')),
      ['2026-11-02', ended],
      [
        '2026-11-02',
        { by: 'decisionMaker', command: { type: 'sign-exemption', legalBasis: 'hrl-19e' } },
      ],
      ['2026-11-02', controllers[0]!],
      [
        '2026-11-02',
        {
          by: 'caseworker',
          command: { ...accessProposal(), conditions: [], permitEndsOn: '2026-12-15' },
        },
      ],
      ['2026-11-02', { by: 'decisionMaker', command: { type: 'sign-access-grant' } }],
      [
        '2026-12-16',
        { by: 'system', command: { type: 'expire-exemption', legalBasis: 'hrl-19e' } },
      ],
    );
    const { conditionId: kept } = conditionsInForce(play.accessCase.tracks)[0]!;
    expect(timedDecisions(play.accessCase.tracks)).toEqual([
      { type: 'find-condition-overdue', conditionId: kept, dueOn: '2027-01-15' },
    ]);
    const reported: Step = {
      by: 'applicant',
      command: { type: 'report-condition', conditionId: kept, statement: 'Slettet' },
    };
    expect(refusalOn('2026-12-17', play, reported)).toBe('accepted');
  });

  it('of a refusal binds nobody [law 16]', () => {
    const refused = accessProposal(accessProposal().sources.map(({ registryId }) => registryId));
    const departureReasons = Object.fromEntries(
      refused.sources.map(({ registryId }) => [registryId, 'Ikke nødvendig']),
    );
    const play = then(
      at('assessed'),
      { by: 'caseworker', command: { ...refused, departureReasons } },
      { by: 'decisionMaker', command: { type: 'sign-access-refusal' } },
    );
    expect(conditionsInForce(play.accessCase.tracks)).toEqual([]);
  });
});
