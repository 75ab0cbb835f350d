import { describe, expect, it } from '@jest/globals';
import {
  accessProposal,
  assessmentOf,
  people,
  registryIds,
  rekComparison,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../../test/support/journey.js';
import {
  at,
  firstDay,
  give,
  given,
  offersTo,
  type Play,
  refusal,
} from '../../../../test/support/play.js';
import { rolesInCase } from '../case.relation.rules.js';
import { visibleTracks } from '../case.visibility.js';
import { waitingFor } from '../case.waiting.rules.js';
import { ethicsSettled, mayChooseMode, openMismatches } from './ethics.rules.js';

const today = '2026-11-02';
const by =
  (who: Step['by']) =>
  (command: Step['command']): Step => ({ by: who, command });
const [caseworker, rek, applicant, system] = (
  ['caseworker', 'rek', 'applicant', 'system'] as const
).map(by) as [Give, Give, Give, Give];
type Give = ReturnType<typeof by>;

const atRek = (...steps: Step[]) => given(...stepsTo('at-rek'), ...steps);
const approval = {
  rekReference: '812345',
  decidedOn: '2026-10-01',
  validUntilOn: '2029-12-31',
};
const rejected = rek({
  type: 'record-rek-rejection',
  rekReference: '812345',
  decidedOn: '2026-10-01',
  reason: 'Nytten står ikke i forhold til ulempen',
});
const postponed = rek({
  type: 'postpone-at-rek',
  questions: 'Hvordan informeres deltakerne?',
  answerDueOn: '2026-11-20',
});
const outside = rek({
  type: 'record-outside-mandate',
  rekReference: '812345',
  decidedOn: '2026-10-01',
  reason: 'Helsetjenesteforskning',
});
const propose = caseworker(accessProposal());
const assessed = assessmentOf('access');
const refuseAll = caseworker(accessProposal(Object.values(registryIds)));

const stateOf = ({ accessCase }: Play) => accessCase.tracks.ethics.state;
/** A case in assessment, on a day when the rule on notice holds, or before there is one. */
const noticeFrom = (validFrom: string | null): Play => ({
  ...at('in-assessment'),
  ruleDates: { 'rek-notice-only': validFrom },
});
const then = (play: Play, ...steps: Step[]): Play =>
  steps.reduce((before, step) => {
    const next = give(before, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);

describe('which mode REK has in a case', () => {
  const noticeOnly = caseworker({ type: 'find-rek-notice-only', reason: 'Bare registerdata' });

  it('is decided by the caseworker with a reason, in three ways [law 7]', () => {
    const modes = [
      ['require-rek', 'required'],
      ['find-rek-not-required', 'not-required'],
      ['find-rek-notice-only', 'notice-only'],
    ] as const;
    for (const [type, state] of modes) {
      const play = then(noticeFrom('2026-11-01'), caseworker({ type, reason: 'Fordi' }));
      expect([type, stateOf(play)]).toEqual([type, state]);
      expect(play.texts[play.accessCase.tracks.ethics.reasonId ?? '']).toBe('Fordi');
    }
  });

  it('is notice only from the day that rule holds, and on no day before [law 1] [law 7]', () => {
    for (const [validFrom, answer] of [
      [null, 'rule-not-in-force'],
      ['2026-11-03', 'rule-not-in-force'],
      ['2026-11-02', 'accepted'],
      ['2026-07-01', 'accepted'],
    ] as const) {
      expect([validFrom, refusal(noticeFrom(validFrom), noticeOnly)]).toEqual([validFrom, answer]);
    }
    expect(refusal(at('in-assessment'), noticeOnly)).toBe('rule-not-in-force');
    expect(mayChooseMode('approval-required', {}, today)).toBe(true);
    expect(mayChooseMode('not-required', {}, today)).toBe(true);
  });

  it('may be decided anew until REK has answered', () => {
    const play = then(noticeFrom('2026-01-01'), noticeOnly);
    expect(stateOf(then(play, caseworker({ type: 'require-rek', reason: 'Også journal' })))).toBe(
      'required',
    );
  });

  it('lets nothing be granted on notice before the protocol is sent, and compared [law 7] [law 8]', () => {
    const chosen = then(noticeFrom('2026-01-01'), noticeOnly, ...assessed);
    expect(refusal(chosen, propose)).toBe('protocol-notice-not-sent');
    const sent = then(chosen, caseworker({ type: 'send-protocol-notice' }));
    expect(sent.accessCase.tracks.ethics).toMatchObject({
      state: 'notice-sent',
      noticeSentOn: today,
    });
    expect(rolesInCase(sent.accessCase, people.rek)).toHaveLength(1);
    expect(refusal(sent, propose)).toBe('rek-comparison-missing');
    const compared = then(sent, caseworker(rekComparison()));
    expect(refusal(compared, propose)).toBe('confidentiality-not-lifted');
    expect(ethicsSettled(compared.accessCase.tracks, today)).toBe(true);
  });

  it('takes a protocol that the applicant sent to REK, but not before it was sent [law 7]', () => {
    const chosen = then(noticeFrom('2026-01-01'), noticeOnly);
    const record = (sentOn: string) =>
      caseworker({ type: 'record-protocol-notice', sentOn, documentReference: 'Vedlegg 4' });
    expect(refusal(chosen, record('2026-11-03'))).toBe('sent-in-the-future');
    const sent = then(chosen, record('2026-10-30'));
    expect(stateOf(sent)).toBe('notice-sent');
    expect(rolesInCase(sent.accessCase, people.rek)).toEqual([]);
  });

  it('sends no notice without a protocol [law 7]', () => {
    const { protocolReference: _, ...draft } = wholeApplication;
    const play = { ...then(noticeFrom('2026-01-01'), noticeOnly), draft };
    expect(refusal(play, caseworker({ type: 'send-protocol-notice' }))).toBe('protocol-missing');
  });
});

describe('REK with a case', () => {
  it('may postpone and ask: then the case waits for the applicant, and REK when answered [law 7]', () => {
    const asked = atRek(postponed);
    expect(asked.accessCase.tracks.ethics).toMatchObject({
      state: 'postponed',
      answerDueOn: '2026-11-20',
    });
    expect(waitingFor(asked.accessCase.tracks)).toBe('applicant');
    expect(offersTo(asked, 'applicant')).toContain('answer-rek');
    const answered = then(asked, applicant({ type: 'answer-rek', answer: 'I brev' }));
    expect(stateOf(answered)).toBe('answered');
    expect(waitingFor(answered.accessCase.tracks)).toBe('rek');
    expect(refusal(answered, postponed)).toBe('accepted');
    expect(refusal(answered, rek({ type: 'record-rek-approval', ...approval }))).toBe('accepted');
  });

  it('gives the applicant time to answer', () => {
    expect(
      refusal(
        atRek(),
        rek({ type: 'postpone-at-rek', questions: 'Hva?', answerDueOn: '2026-11-02' }),
      ),
    ).toBe('answer-due-too-soon');
  });

  it('may decide when no answer comes', () => {
    expect(stateOf(atRek(postponed, rejected))).toBe('rejected');
  });

  it('keeps number, date, validity and conditions of its approval [law 7] [R7.3.5]', () => {
    const plain = atRek(rek({ type: 'record-rek-approval', ...approval }));
    expect(plain.accessCase.tracks.ethics).toMatchObject({ state: 'approved', ...approval });
    const conditions = 'Reserverte trekkes ut';
    const limited = atRek(rek({ type: 'record-rek-approval', ...approval, conditions }));
    const { conditionsId, state } = limited.accessCase.tracks.ethics;
    expect(state).toBe('approved-with-conditions');
    expect(limited.texts[conditionsId ?? '']).toBe(conditions);
  });

  it('leaves nothing to grant when it rejects, and everything to refuse [law 7] [R7.3.5]', () => {
    const play = atRek(rejected, ...assessed);
    expect(refusal(play, propose)).toBe('rek-rejected');
    expect(refusal(play, refuseAll)).toBe('accepted');
    expect(ethicsSettled(play.accessCase.tracks, today)).toBe(false);
  });

  it('is reversed by NEM and by nobody else after a rejection [law 18]', () => {
    const verify = (decidedBy: 'rek' | 'nem') =>
      caseworker({
        type: 'verify-rek-approval',
        ...approval,
        decidedBy,
        documentReference: 'Vedtak fra NEM',
      });
    expect(refusal(atRek(rejected), verify('rek'))).toBe('only-nem-reverses');
    const reversed = atRek(rejected, verify('nem'));
    expect(reversed.accessCase.tracks.ethics).toMatchObject({
      state: 'approved',
      decidedBy: 'nem',
    });
  });

  it('may find a project outside its mandate: the case goes on for a reason [law 7]', () => {
    const play = atRek(outside, ...assessed);
    expect(refusal(play, propose)).toBe('outside-mandate-unsettled');
    const settled = then(
      play,
      caseworker({
        type: 'settle-outside-mandate',
        continuedAs: 'not-medical-research',
        reason: 'Kvalitetssikring',
      }),
    );
    expect(ethicsSettled(settled.accessCase.tracks, today)).toBe(true);
    expect(refusal(settled, propose)).toBe('confidentiality-not-lifted');
  });

  it('answers by paper too: a caseworker then names the document [law 7]', () => {
    const bare = { rekReference: '1', decidedOn: '2026-10-01', reason: 'Avvist' };
    for (const type of ['record-rek-rejection', 'record-outside-mandate'] as const) {
      expect(refusal(atRek(), caseworker({ type, ...bare }))).toBe('decision-document-missing');
      const documented = { ...bare, documentReference: 'Vedlegg 3' };
      expect(refusal(atRek(), caseworker({ type, ...documented }))).toBe('accepted');
    }
  });

  it('decides on no day that has not come', () => {
    const decidedOn = '2026-11-03';
    for (const command of [
      { type: 'record-rek-approval', ...approval, decidedOn },
      { ...rejected.command, decidedOn },
      { ...outside.command, decidedOn },
    ] as Step['command'][]) {
      expect(refusal(atRek(), rek(command))).toBe('decided-in-the-future');
    }
  });
});

describe('an approval older than the application', () => {
  const draft = { ...wholeApplication, rekApproval: { reference: '77', decidedOn: '2026-02-01' } };
  const required = given(
    applicant({ type: 'edit-draft', application: draft }),
    ...stepsTo('in-assessment').slice(1),
    caseworker({ type: 'require-rek', reason: 'Medisinsk forskning' }),
  );
  const verify = (rekReference: string, differenceReason?: string) =>
    caseworker({
      type: 'verify-rek-approval',
      ...approval,
      rekReference,
      decidedOn: '2026-02-01',
      decidedBy: 'rek',
      documentReference: 'Vedlegg 2',
      ...(differenceReason && { differenceReason }),
    });

  it('is recorded by the caseworker from its document, without REK being asked [law 7]', () => {
    const play = then(required, verify('77'));
    expect(play.accessCase.tracks.ethics).toMatchObject({
      state: 'approved',
      rekReference: '77',
      documentReference: 'Vedlegg 2',
    });
    expect(rolesInCase(play.accessCase, people.rek)).toEqual([]);
  });

  it('is the one the application names, or it is said why not [law 8]', () => {
    expect(refusal(required, verify('78'))).toBe('differs-from-application');
    expect(refusal(required, verify('78', 'Skrivefeil i søknaden'))).toBe('accepted');
  });

  it('is compared anew when it is prolonged [law 8]', () => {
    const compared = then(required, verify('77'), caseworker(rekComparison()));
    expect(ethicsSettled(compared.accessCase.tracks, today)).toBe(true);
    const prolonged = then(compared, verify('77'));
    expect(refusal(prolonged, propose)).toBe('rek-comparison-missing');
  });
});

describe('the validity of an approval', () => {
  const expire = system({ type: 'expire-rek-approval' });
  const on = (day: string) => new Date(`${day}T09:00:00Z`);
  const short = atRek(
    rek({ type: 'record-rek-approval', ...approval, validUntilOn: '2026-12-01' }),
    caseworker(rekComparison()),
  );

  it('lasts through its last day and ends the day after, once [law 7]', () => {
    expect(give(short, expire, on('2026-12-01'))).toMatchObject({
      refused: { code: 'rek-approval-still-valid' },
    });
    const expired = give(short, expire, on('2026-12-02')) as Play;
    expect(stateOf(expired)).toBe('expired');
    expect(refusal(expired, expire)).toBe('not-allowed-in-state');
    expect(refusal(expired, propose)).toBe('rek-approval-expired');
  });

  it('binds also on a day when nothing has marked it expired yet [law 7]', () => {
    expect(give(short, propose, on('2026-12-02'))).toMatchObject({
      refused: { code: 'rek-approval-expired' },
    });
  });

  it('is renewed by REK or on paper', () => {
    const expired = give(short, expire, on('2026-12-02')) as Play;
    expect(refusal(expired, caseworker({ type: 'forward-to-rek' }))).toBe('accepted');
  });
});

describe('the comparison of application, protocol and approval', () => {
  const approved = atRek(rek({ type: 'record-rek-approval', ...approval }), ...assessed);
  const differing = then(approved, caseworker(rekComparison(['period', 'persons'])));
  const settle = (command: Omit<Extract<Step['command'], { type: 'settle-mismatch' }>, 'type'>) =>
    caseworker({ type: 'settle-mismatch', ...command });

  it('is made before access is proposed [law 8]', () => {
    expect(refusal(approved, propose)).toBe('rek-comparison-missing');
    expect(refusal(approved, refuseAll)).toBe('accepted');
  });

  it('reads the approval on every point [law 8]', () => {
    const { approval: _, ...unread } = rekComparison().period;
    expect(refusal(approved, caseworker({ ...rekComparison(), period: unread }))).toBe(
      'approval-not-compared',
    );
  });

  it('passes over no difference: each is settled with a reason first [law 8]', () => {
    expect(openMismatches(differing.accessCase.tracks)).toEqual(['period', 'persons']);
    expect(refusal(differing, propose)).toBe('rek-mismatch-open');
    const one = then(differing, settle({ point: 'period', reason: 'Omfattet av vedtaket' }));
    expect(refusal(one, propose)).toBe('rek-mismatch-open');
    const both = then(one, settle({ point: 'persons', reason: 'Ny prosjektleder er meldt' }));
    expect(refusal(both, propose)).toBe('confidentiality-not-lifted');
  });

  it('takes no empty answer, none for what agrees, and no request that was never sent [law 8]', () => {
    expect(refusal(differing, settle({ point: 'period' }))).toBe('mismatch-unanswered');
    expect(refusal(differing, settle({ point: 'purpose', reason: 'Ja' }))).toBe('nothing-differs');
    const requestId = '22222222-2222-4222-8222-222222222222';
    expect(refusal(differing, settle({ point: 'period', requestId }))).toBe('request-unknown');
    expect(refusal(differing, settle({ point: 'period', requestId, reason: 'Begge' }))).toBe(
      'mismatch-unanswered',
    );
  });

  it('is open again when nobody answers what was asked about it, and made anew of an answer [law 8]', () => {
    const asked = then(
      differing,
      settle({ point: 'persons', reason: 'Ny prosjektleder er meldt' }),
      caseworker({
        type: 'request-information',
        fields: [{ field: 'dataPeriod', comment: 'REK har godkjent til 2020' }],
        answerDueOn: '2026-11-20',
      }),
    );
    const [requestId = ''] = Object.keys(asked.accessCase.tracks.information);
    const linked = give(asked, settle({ point: 'period', requestId })) as Play;
    expect(openMismatches(linked.accessCase.tracks)).toEqual([]);
    const withdrawn = then(
      linked,
      caseworker({ type: 'withdraw-information-request', requestId, reason: 'Feil felt' }),
    );
    expect(openMismatches(withdrawn.accessCase.tracks)).toEqual(['period']);
    expect(refusal(withdrawn, propose)).toBe('rek-mismatch-open');
    const answered = then(
      linked,
      {
        by: 'applicant',
        command: {
          type: 'answer-information-field',
          requestId,
          field: 'dataPeriod',
          value: { fromOn: '2015-01-01', toOn: '2020-12-31' },
        },
      },
      { by: 'applicant', command: { type: 'send-information', requestId } },
    );
    expect(refusal(answered, propose)).toBe('rek-comparison-missing');
  });

  it('stays within the house', () => {
    for (const person of [people.applicant, people.rek]) {
      const here = rolesInCase(differing.accessCase, person);
      expect(visibleTracks(differing.accessCase.tracks, here).ethics).toMatchObject({
        state: 'approved',
      });
      expect(visibleTracks(differing.accessCase.tracks, here).ethics).not.toHaveProperty(
        'comparison',
      );
    }
  });
});

describe('a new case', () => {
  it('is not settled with REK', () => {
    expect(ethicsSettled(firstDay.tracks, today)).toBe(false);
  });
});
