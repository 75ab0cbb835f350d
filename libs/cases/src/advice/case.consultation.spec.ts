import { describe, expect, it } from '@jest/globals';
import {
  advise,
  asked,
  consult,
  days,
  grant,
  impartial,
  of,
  refusalOn,
  step,
  then,
} from '../../../../test/support/consulting.js';
import { people, registryIds, type Step, stepsTo } from '../../../../test/support/journey.js';
import { contextFor, given, offersTo, refusal } from '../../../../test/support/play.js';
import { consequencesOf } from '../case.consequences.js';
import { rolesInCase } from '../case.relation.rules.js';
import { visibleTracks } from '../case.visibility.js';
import { waitingFor } from '../case.waiting.rules.js';
import { adviceDueOn, departuresFrom, isInternalByDefault } from './consultation.rules.js';

type Command = Step['command'];
const { npr, stroke } = registryIds;

describe('asking a registry', () => {
  it('gives it ten working days where the caseworker names no day [law 13]', () => {
    expect(of(asked)).toMatchObject({
      state: 'requested',
      round: 1,
      requestedOn: '2026-11-02',
      answerDueOn: '2026-11-16',
    });
    expect(adviceDueOn('2027-03-22', [])).toBe('2027-04-08');
    expect(of(given(...stepsTo('in-assessment'), consult(npr, '2026-12-01')))).toMatchObject({
      answerDueOn: '2026-12-01',
    });
  });

  it('marks the answer by whose the registry is: within the institution or outside [law 13]', () => {
    expect(isInternalByDefault('Folkehelseinstituttet')).toBe(true);
    expect(isInternalByDefault('Nasjonalarkivet')).toBe(false);
    expect(isInternalByDefault(null)).toBe(false);
    expect(of(asked, npr)?.isInternal).toBe(true);
    expect(of(asked, stroke)?.isInternal).toBe(false);
  });

  it('lets the caseworker mark it otherwise, with a reason [law 13]', () => {
    const mark = (isInternal: boolean) =>
      step('caseworker', {
        type: 'mark-consultation',
        registryId: npr,
        isInternal,
        reason: 'Gis ut etter ønske',
      });
    expect(refusal(asked, mark(true))).toBe('already-marked-so');
    const marked = then(asked, mark(false));
    expect(of(marked)).toMatchObject({ state: 'requested', isInternal: false });
    expect(marked.texts[of(marked)?.markReasonId ?? '']).toBe('Gis ut etter ønske');
  });
});

describe('a registry that asks first', () => {
  const ask = step('adviserNpr', {
    type: 'ask-clarification',
    registryId: npr,
    question: 'Hvilket utvalg?',
  });
  const relay = step('caseworker', {
    type: 'relay-clarification',
    registryId: npr,
    question: 'Hvilket utvalg gjelder det?',
  });
  const clarify = step('applicant', {
    type: 'clarify-for-registry',
    registryId: npr,
    answer: 'Voksne',
  });
  const answer = step('caseworker', {
    type: 'answer-clarification',
    registryId: npr,
    answer: 'Voksne med hjerneslag',
  });
  const only = given(...stepsTo('in-assessment'), consult(npr), ...impartial.slice(0, 1));

  it('is answered by the caseworker, and has the days it had left [law 13]', () => {
    // Four working days have gone of ten, six are left; the question stands for a week.
    const resumed = days(only, ['2026-11-06', ask], ['2026-11-13', answer]);
    expect(of(resumed)).toMatchObject({ state: 'requested', answerDueOn: '2026-11-23' });
  });

  it('has three working days at least, also when its time was out [law 13]', () => {
    const overdue = days(
      only,
      ['2026-11-17', step('system', { type: 'mark-consultation-overdue', registryId: npr })],
      ['2026-11-18', ask],
      ['2026-11-20', answer],
    );
    expect(of(overdue)).toMatchObject({ answerDueOn: '2026-11-25', reminders: 0 });
  });

  it('waits for whoever must answer: Helsedataservice, then the applicant when relayed', () => {
    const asking = then(only, ask);
    expect(waitingFor(asking.accessCase.tracks)).toBe('helsedataservice');
    expect(offersTo(asking, 'applicant')).not.toContain('clarify-for-registry');
    const relayed = then(asking, relay);
    expect(waitingFor(relayed.accessCase.tracks)).toBe('applicant');
    expect(offersTo(relayed, 'applicant')).toContain('clarify-for-registry');
    const clarified = then(relayed, clarify);
    expect(waitingFor(clarified.accessCase.tracks)).toBe('helsedataservice');
    const answered = then(clarified, answer);
    expect(waitingFor(answered.accessCase.tracks)).toBe(`registry:${npr}`);
  });

  it('is relayed once, and the applicant answers what was asked, once', () => {
    expect(refusal(then(only, ask), clarify)).toBe('nothing-asked-of-applicant');
    const relayed = then(only, ask, relay);
    expect(refusal(relayed, relay)).toBe('clarification-already-relayed');
    expect(refusal(then(relayed, clarify), clarify)).toBe('nothing-asked-of-applicant');
  });

  it('may advise without the answer', () => {
    expect(of(then(only, ask, advise('for')))?.state).toBe('advised');
  });
});

describe('advice', () => {
  it('covers the whole, each variable, hours, cost, weeks and rows [law 13]', () => {
    const play = then(
      asked,
      advise('for-with-conditions', {
        variables: [{ name: 'Diagnosekode', advice: 'coarser', alternative: 'Tre tegn' }],
        hours: 7.5,
        costNok: 18_000,
        weeksToDeliver: 6,
        expectedRows: 40_000,
      }),
    );
    expect(of(play)).toMatchObject({
      state: 'advised',
      advice: 'for-with-conditions',
      advisedOn: '2026-11-02',
      hours: 7.5,
      costNok: 18_000,
      weeksToDeliver: 6,
      expectedRows: 40_000,
      variables: [{ name: 'Diagnosekode', advice: 'coarser' }],
    });
    const alternativeId = of(play)?.variables?.[0]?.alternativeId ?? '';
    expect(play.texts[alternativeId]).toBe('Tre tegn');
  });

  it('offers a coarser variable by name, for what is applied for, once', () => {
    const name = 'Diagnosekode';
    for (const variables of [
      [{ name, advice: 'coarser' as const }],
      [{ name: 'Fødselsnummer', advice: 'against' as const }],
      [
        { name, advice: 'for' as const },
        { name, advice: 'against' as const },
      ],
    ]) {
      expect(refusal(asked, advise('for', { variables }))).toBe('variable-advice-faulty');
    }
  });

  it('is one registry’s own: another may not give it, nor see it [R12.0.1] [R12.0.2]', () => {
    const foreign = step('adviserStroke', {
      type: 'give-advice',
      registryId: npr,
      advice: 'for',
      reason: 'Vårt råd',
    });
    expect(refusal(asked, foreign)).toBe('not-your-registry');
    const advised = then(asked, advise('for'));
    const here = rolesInCase(advised.accessCase, people.adviserStroke);
    expect(Object.keys(visibleTracks(advised.accessCase.tracks, here).consultation ?? {})).toEqual([
      stroke,
    ]);
  });

  it('moves no other track: a registry sets the state of no case [R12.0.2]', () => {
    const advised = then(asked, advise('against'));
    expect(advised.accessCase.tracks).toEqual({
      ...asked.accessCase.tracks,
      consultation: { ...asked.accessCase.tracks.consultation, [npr]: of(advised) },
    });
    for (const type of ['withdraw', 'find-rek-not-required', 'propose-access-decision'] as const) {
      expect(refusal(advised, step('adviserNpr', { type, reason: 'Nei' } as Command))).toBe(
        'not-allowed-for-role',
      );
    }
  });

  it('is accepted, or rejected with a reason that stands beside it [R12.0.2] [R12.0.3]', () => {
    const advised = then(asked, advise('against'));
    const rejected = then(
      advised,
      step('caseworker', { type: 'reject-advice', registryId: npr, reason: 'Lav risiko' }),
    );
    expect(of(rejected)).toMatchObject({ state: 'advised', answer: 'rejected' });
    const here = rolesInCase(rejected.accessCase, people.adviserNpr);
    const seen = visibleTracks(rejected.accessCase.tracks, here).consultation?.[npr];
    expect(rejected.texts[seen?.answerReasonId ?? '']).toBe('Lav risiko');
    const accepted = then(
      advised,
      step('caseworker', { type: 'accept-advice', registryId: npr, reason: 'Enig' }),
    );
    expect(of(accepted)?.answer).toBe('accepted');
  });

  it('may be asked for again; what was advised before is kept', () => {
    const renewed = then(
      asked,
      advise('against'),
      step('caseworker', { type: 'renew-consultation', registryId: npr, question: 'Og nå?' }),
    );
    expect(of(renewed)).toMatchObject({
      state: 'requested',
      round: 2,
      advice: null,
      earlier: [{ round: 1, state: 'advised', advice: 'against', advisedOn: '2026-11-02' }],
    });
    const again = then(renewed, advise('for'));
    expect(of(again)).toMatchObject({ advice: 'for', round: 2 });
  });
});

describe('a registry that does not answer', () => {
  const overdue = step('system', { type: 'mark-consultation-overdue', registryId: npr });
  const remind = step('system', { type: 'remind-registry', registryId: npr });
  const giveUp = step('caseworker', {
    type: 'mark-registry-unreachable',
    registryId: npr,
    reason: 'Ingen svarer på telefon heller',
  });
  const late = days(asked, ['2026-11-17', overdue]);

  it('is late the day after its last day, and gets a letter [law 13]', () => {
    expect(refusalOn('2026-11-16', asked, overdue)).toBe('answer-not-overdue');
    expect(refusalOn('2026-11-17', asked, overdue)).toBe('accepted');
    expect(refusalOn('2026-11-17', late, overdue)).toBe('not-allowed-in-state');
    const event = late.events.at(-1);
    const context = { ...contextFor(late, people.system), texts: late.texts };
    const { letters } = consequencesOf(late.accessCase, event!, context);
    expect(letters).toMatchObject([
      {
        kind: 'consultation-reminder',
        recipient: { kind: 'registry', id: npr },
        data: { requestedOn: '2026-11-02', answerDueOn: '2026-11-16', isLast: false },
      },
    ]);
  });

  it('is reminded once more after five working days, then no more [law 13]', () => {
    expect(refusalOn('2026-11-23', late, remind)).toBe('reminded-already');
    const twice = days(late, ['2026-11-24', remind]);
    expect(of(twice)).toMatchObject({ reminders: 2, remindedOn: '2026-11-24', wakesOn: null });
    expect(refusalOn('2027-06-01', twice, remind)).toBe('reminded-already');
  });

  it('is given up with a reason after its reminders; the decision then goes on [law 13]', () => {
    expect(refusalOn('2026-11-18', late, giveUp)).toBe('registry-not-reminded');
    const gone = days(late, ['2026-11-24', remind], ['2026-12-01', giveUp]);
    expect(of(gone)?.state).toBe('unreachable');
    expect(departuresFrom(gone.accessCase.tracks.consultation, grant(npr))).toEqual([]);
    expect(waitingFor(gone.accessCase.tracks)).toBe(`registry:${stroke}`);
  });

  it('may still answer late, from wherever it is [law 13]', () => {
    expect(refusalOn('2026-11-20', late, advise('for'))).toBe('accepted');
    const gone = days(late, ['2026-11-24', remind], ['2026-12-01', giveUp]);
    expect(refusalOn('2026-12-24', gone, advise('for'))).toBe('accepted');
  });

  it('holds the case meanwhile', () => {
    const only = given(...stepsTo('in-assessment'), consult(npr));
    expect(waitingFor(days(only, ['2026-11-17', overdue]).accessCase.tracks)).toBe(
      `registry:${npr}`,
    );
  });
});
