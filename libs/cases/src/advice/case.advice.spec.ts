import { describe, expect, it } from '@jest/globals';
import {
  advise,
  asked,
  consult,
  grant,
  step,
  then,
  type Who,
} from '../../../../test/support/consulting.js';
import { accessProposal, people, registryIds, stepsTo } from '../../../../test/support/journey.js';
import { given, offersTo, refusal } from '../../../../test/support/play.js';
import { rolesInCase } from '../case.relation.rules.js';
import { seesEvent, visibleTracks } from '../case.visibility.js';
import { departuresFrom } from './consultation.rules.js';

const { npr, stroke, dar } = registryIds;

describe('a decision and the advice', () => {
  const ready = given(...stepsTo('exemption-granted'));
  const against = then(
    ready,
    step('caseworker', { type: 'renew-consultation', registryId: npr, question: 'Og nå?' }),
    advise('against'),
  );
  const propose = (departureReasons?: Record<string, string>, refused: string[] = []) =>
    step('caseworker', {
      ...accessProposal(refused),
      ...(departureReasons && { departureReasons }),
    });

  it('differ where advice against is granted, or advice for refused [law 13] [R12.0.3]', () => {
    const advised = (advice: 'for' | 'for-with-conditions' | 'against') => ({
      [npr]: { state: 'advised' as const, advice },
    });
    const kinds = (advice: Parameters<typeof advised>[0], isGranted: boolean) =>
      departuresFrom(advised(advice), grant(npr, isGranted)).map(({ kind }) => kind);
    expect(kinds('against', true)).toEqual(['granted-against-advice']);
    expect(kinds('for', false)).toEqual(['refused-despite-advice']);
    expect(kinds('for', true)).toEqual([]);
    expect(kinds('against', false)).toEqual([]);
    expect(kinds('for-with-conditions', true)).toEqual([]);
    expect(departuresFrom({}, grant(npr))).toEqual([]);
  });

  it('differ variable by variable too [law 13] [R12.0.3]', () => {
    const consultations = {
      [npr]: {
        state: 'advised' as const,
        advice: 'for' as const,
        variables: [
          { name: 'fylke', advice: 'for' as const },
          { name: 'dato', advice: 'against' as const },
        ],
      },
    };
    const sources = grant(npr, true, { fylke: true, dato: true });
    expect(departuresFrom(consultations, sources)).toEqual([
      { registryId: npr, kind: 'granted-against-advice', variable: 'dato' },
    ]);
  });

  it('may differ, but not without a reason [law 13] [R12.0.3]', () => {
    expect(refusal(against, propose())).toBe('departure-unreasoned');
    const proposed = then(against, propose({ [npr]: 'Risikoen er lav etter kobling' }));
    const reasonId = proposed.accessCase.tracks.access.departureReasonIds?.[npr] ?? '';
    expect(proposed.texts[reasonId]).toBe('Risikoen er lav etter kobling');
    const sign = step('decisionMaker', { type: 'sign-access-grant' });
    expect(refusal(proposed, sign)).toBe('accepted');
    expect(refusal(ready, propose(undefined, [npr]))).toBe('departure-unreasoned');
  });

  it('need not wait for each other: what is not awaited owes a reason too [law 13]', () => {
    const awaiting = then(ready, consult(dar));
    expect(refusal(awaiting, propose())).toBe('departure-unreasoned');
    expect(refusal(awaiting, propose({ [dar]: 'Kjent fra forrige sak' }))).toBe('accepted');
  });

  it('are looked at again when it is signed [law 13]', () => {
    const proposed = then(ready, propose());
    const turned = then(
      proposed,
      step('caseworker', { type: 'renew-consultation', registryId: npr, question: 'Og nå?' }),
      advise('against'),
    );
    expect(refusal(turned, step('decisionMaker', { type: 'sign-access-grant' }))).toBe(
      'departure-unreasoned',
    );
    expect(offersTo(turned, 'decisionMaker')).not.toContain('sign-access-grant');
  });

  it('leave the reason for differing within the house, as the advice may be', () => {
    const signed = then(
      against,
      propose({ [npr]: 'Risikoen er lav etter kobling' }),
      step('decisionMaker', { type: 'sign-access-grant' }),
    );
    const seenBy = (who: 'applicant' | 'decisionMaker') =>
      visibleTracks(signed.accessCase.tracks, rolesInCase(signed.accessCase, people[who])).access;
    expect(seenBy('applicant')).toMatchObject({ state: 'granted' });
    expect(seenBy('applicant')).not.toHaveProperty('departureReasonIds');
    expect(seenBy('decisionMaker')).toHaveProperty('departureReasonIds');
  });
});

describe('who reads what of a consultation', () => {
  const advised = then(
    asked,
    advise('against', { costNok: 5_000, variables: [{ name: 'Diagnosekode', advice: 'for' }] }),
    advise('against', { costNok: 6_000 }, stroke),
    step('adviserNpr', {
      type: 'post-consultation-message',
      registryId: npr,
      message: 'Ring meg',
    }),
    step('caseworker', {
      type: 'post-consultation-message',
      registryId: stroke,
      message: 'Takk',
    }),
    step('caseworker', { type: 'reject-advice', registryId: stroke, reason: 'Uenig' }),
  );
  const seenBy = (who: Who, play = advised) => {
    const here = rolesInCase(play.accessCase, people[who]);
    return visibleTracks(play.accessCase.tracks, here).consultation;
  };

  it('shows the applicant advice from outside, and of advice from within only that it was given, and when [law 13] [law 20] [R7.2.10]', () => {
    expect(seenBy('applicant')?.[npr]).toEqual({
      state: 'advised',
      round: 1,
      requestedOn: '2026-11-02',
      answerDueOn: '2026-11-16',
      advisedOn: '2026-11-02',
      isInternal: true,
    });
    expect(seenBy('applicant')?.[stroke]).toMatchObject({ advice: 'against', costNok: 6_000 });
    expect(seenBy('applicant')?.[stroke]).toHaveProperty('reasonId');
  });

  it('lets no text of an internal round reach the applicant, in whatever state it stands [law 20]', () => {
    const renewed = then(
      advised,
      step('caseworker', { type: 'renew-consultation', registryId: npr, question: 'Og nå?' }),
    );
    const internal = renewed.accessCase.tracks.consultation[npr];
    const ids = JSON.stringify(internal).match(/id-\d+/g) ?? [];
    expect(ids.length).toBeGreaterThan(2);
    const seen = JSON.stringify(seenBy('applicant', renewed));
    expect(ids.filter((id) => seen.includes(`"${id}"`))).toEqual([]);
  });

  it('keeps the thread between the caseworkers and that registry [R7.2.10] [R12.0.1]', () => {
    const thread = (who: Who, registryId: string) => seenBy(who)?.[registryId]?.messages;
    expect(thread('adviserNpr', npr)).toMatchObject([{ by: 'registry', byName: 'Rådgiver NPR' }]);
    expect(thread('caseworker', npr)).toHaveLength(1);
    expect(thread('caseworker', stroke)).toMatchObject([{ by: 'caseworker' }]);
    expect(thread('adviserStroke', npr)).toBeUndefined();
    expect(thread('applicant', npr)).toBeUndefined();
    expect(thread('applicant', stroke)).toBeUndefined();
    const foreign = step('adviserStroke', {
      type: 'post-consultation-message',
      registryId: npr,
      message: 'Hei',
    });
    expect(refusal(advised, foreign)).toBe('not-your-registry');
  });

  it('shows in the timeline no messages or verdicts to the applicant, and all to the caseworker', () => {
    const sees = (who: Who, type: string) => {
      const here = rolesInCase(advised.accessCase, people[who]);
      return seesEvent(
        { type, track: 'consultation', registryId: stroke, toState: 'advised' },
        here,
      );
    };
    for (const type of ['consultation-message-posted', 'advice-rejected', 'advice-accepted']) {
      expect([type, sees('applicant', type), sees('caseworker', type)]).toEqual([
        type,
        false,
        true,
      ]);
    }
    expect(sees('applicant', 'advice-given')).toBe(true);
    expect(sees('adviserStroke', 'consultation-message-posted')).toBe(true);
  });

  it('shows the applicant what the registry asks of the applicant, and the answer', () => {
    const relayed = then(
      given(...stepsTo('in-assessment'), consult(npr)),
      step('adviserNpr', { type: 'ask-clarification', registryId: npr, question: 'Hvem?' }),
      step('caseworker', { type: 'relay-clarification', registryId: npr, question: 'Hvem?' }),
    );
    const seen = seenBy('applicant', relayed)?.[npr];
    expect(relayed.texts[seen?.relayedQuestionId ?? '']).toBe('Hvem?');
    expect(seen).not.toHaveProperty('clarificationId');
  });
});
