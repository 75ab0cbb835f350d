import { describe, expect, it } from '@jest/globals';
import { people, type Step, stepsTo } from '../../../../test/support/journey.js';
import {
  at,
  firstDay,
  give,
  given,
  offersTo,
  type Play,
  refusal,
} from '../../../../test/support/play.js';
import { mayClose } from '../case.ending.rules.js';
import { waitingFor } from '../case.waiting.rules.js';
import { clockActions } from '../clocks/clock.actions.rules.js';
import { clocksOf } from '../clocks/clock.rules.js';
import type { ClockName } from '../clocks/clock.model.js';
import { noticesOf } from '../notices/notice.rules.js';

const end: Step = {
  by: 'caseworker',
  command: { type: 'end-permit', reason: 'Prosjektet er avsluttet', askedForOn: '2026-11-01' },
};
const confirm: Step = {
  by: 'applicant',
  command: { type: 'confirm-deletion', statement: 'Alt er slettet' },
};
const report: Step = {
  by: 'applicant',
  command: { type: 'submit-final-report', endedOn: '2026-10-31', summary: 'Færre slag' },
};
const close: Step = { by: 'caseworker', command: { type: 'close-case' } };
const ended = () => given(...stepsTo('permitted'), end);

const then = (play: Play, step: Step, now?: Date): Play => {
  const next = give(play, step, now);
  if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
  return next;
};

const clock = ({ events }: Play, name: ClockName, asOfOn = '2027-12-31') =>
  clocksOf(firstDay, { events, notes: [] }, asOfOn, []).find((each) => each.name === name);

describe('deletion', () => {
  it('is due thirty days after the permit ended, and met by the confirmation', () => {
    expect(clock(ended(), 'deletion', '2026-11-03')).toMatchObject({
      status: 'running',
      dueOn: '2026-12-02',
      legalBasis: 'helseforskningsloven § 38',
    });
    expect(clock(then(ended(), confirm), 'deletion')?.status).toBe('met');
  });

  it('is recorded by a caseworker with when and how it came, where it came by letter [law 33]', () => {
    const record = (receivedOn: string): Step => ({
      by: 'caseworker',
      command: {
        type: 'record-deletion-confirmed',
        receivedOn,
        arrivedBy: 'letter',
        statement: 'Brev fra institusjonen om sletting',
      },
    });
    expect(refusal(ended(), record('2026-11-03'))).toBe('not-yet-happened');
    expect(refusal(at('permitted'), record('2026-11-02'))).toBe('not-allowed-in-state');
    const late = new Date('2026-12-20T09:00:00Z');
    const recorded = then(ended(), record('2026-12-01'), late);
    expect(recorded.accessCase.tracks.closure).toMatchObject({
      state: 'deletion-confirmed',
      confirmedOn: '2026-12-01',
      arrivedBy: 'letter',
      registeredByName: people.caseworker.name,
    });
    // It came in time, though it was written down when the time was out.
    expect(clock(recorded, 'deletion')).toMatchObject({ status: 'met', endedOn: '2026-12-01' });
  });

  it('is asked for by letter before the day and once after it, and then by notice alone', () => {
    let play = ended();
    const reminders: { onOn: string; told: number }[] = [];
    for (let times = 0; times < 4; times++) {
      const asOfOn = reminders.at(-1)?.onOn ?? '2026-11-03';
      const clocks = clocksOf(firstDay, { events: play.events, notes: [] }, asOfOn, []);
      const [next] = clockActions(clocks, play.accessCase.tracks, []).filter(
        (action) => 'clockId' in action && action.clockId === 'deletion',
      );
      if (next?.type !== 'remind-of-due-date') throw new Error('Nothing more to remind of');
      const { onOn, ...command } = next;
      play = then(play, { by: 'system', command }, new Date(`${onOn}T09:00:00Z`));
      const [event] = play.events.slice(-1);
      if (!event) throw new Error('No event');
      const told = noticesOf(play.accessCase, event, people.system);
      reminders.push({ onOn, told: told.length });
      expect(give(play, { by: 'system', command }, new Date(`${onOn}T15:00:00Z`))).toMatchObject({
        refused: { code: 'already-reminded' },
      });
      expect(told).toEqual([
        { personId: people.applicant.personId, isAlerted: true },
        { personId: people.caseworker.personId, isAlerted: true },
      ]);
    }
    expect(reminders.map(({ onOn }) => onOn)).toEqual([
      '2026-11-27',
      '2026-12-04',
      '2026-12-11',
      '2026-12-18',
    ]);
  });
});

describe('the final report', () => {
  it('is owed within six months of the end by research that REK approved, and holds the case open [law 33]', () => {
    const deleted = then(ended(), confirm);
    expect(clock(deleted, 'final-report', '2026-12-01')).toMatchObject({
      status: 'running',
      dueOn: '2027-05-02',
      legalBasis: 'helseforskningsloven § 12',
    });
    expect(clock(deleted, 'final-report', '2027-05-03')?.status).toBe('overdue');
    expect(refusal(deleted, close)).toBe('final-report-missing');
    expect(offersTo(deleted, 'caseworker')).not.toContain('close-case');
    expect(waitingFor(deleted.accessCase.tracks)).toBe('applicant');

    const reported = then(deleted, report);
    expect(reported.accessCase.tracks['final-report']).toMatchObject({
      state: 'submitted',
      endedOn: '2026-10-31',
      reportedOn: '2026-11-02',
    });
    expect(clock(reported, 'final-report')?.status).toBe('met');
    expect(waitingFor(reported.accessCase.tracks)).toBe('helsedataservice');
    expect(refusal(reported, close)).toBe('accepted');
    expect(refusal(reported, report)).toBe('not-allowed-in-state');
  });

  it('tells of a project that has ended, not of one that will', () => {
    const tomorrow: Step = {
      by: 'applicant',
      command: { type: 'submit-final-report', endedOn: '2026-11-03', summary: 'Færre slag' },
    };
    expect(refusal(ended(), tomorrow)).toBe('not-yet-happened');
    expect(refusal(at('decided'), report)).toBe('no-permit-yet');
    expect(offersTo(at('decided'), 'applicant')).not.toContain('submit-final-report');
  });

  it('is recorded when it came by letter, and waived only with a reason', () => {
    const came: Step = {
      by: 'caseworker',
      command: {
        type: 'record-final-report',
        receivedOn: '2026-11-01',
        arrivedBy: 'letter',
        endedOn: '2026-10-31',
        summary: 'Færre slag',
      },
    };
    expect(then(ended(), came).accessCase.tracks['final-report']).toMatchObject({
      state: 'submitted',
      reportedOn: '2026-11-01',
      arrivedBy: 'letter',
    });
    const waive: Step = {
      by: 'caseworker',
      command: { type: 'waive-final-report', reason: 'Prosjektet kom aldri i gang' },
    };
    const waived = then(then(ended(), confirm), waive);
    expect(clock(waived, 'final-report')?.status).toBe('stopped');
    expect(mayClose(waived.accessCase.tracks)).toBe(true);
  });
});

describe('a consent that is withdrawn', () => {
  const withdrawn: Step = {
    by: 'applicant',
    command: {
      type: 'record-consent-withdrawal',
      receivedOn: '2026-10-20',
      personCount: 2,
      description: 'To deltakere i delstudie B',
    },
  };
  const settle = (play: Play, followedUpOn: string): Step => ({
    by: 'applicant',
    command: {
      type: 'settle-consent-withdrawal',
      withdrawalId: Object.keys(play.accessCase.tracks['consent-withdrawal'])[0] ?? '',
      followUp: 'deleted',
      followedUpOn,
      statement: 'Linjene er fjernet fra alle kopier',
    },
  });

  it('is followed up within thirty days of the day it came, and before the case closes [law 33]', () => {
    const open = then(at('permitted'), withdrawn);
    // The thirtieth day, 19 November, is a Thursday.
    expect(clock(open, 'consent-withdrawal', '2026-11-03')).toMatchObject({
      status: 'running',
      dueOn: '2026-11-19',
      legalBasis: 'helseforskningsloven § 16',
    });
    expect(clock(open, 'consent-withdrawal', '2026-11-20')?.status).toBe('overdue');
    const over = [end, confirm, report].reduce((play, step) => then(play, step), open);
    expect(refusal(over, close)).toBe('consent-withdrawal-open');
    expect(offersTo(over, 'caseworker')).not.toContain('close-case');

    const settled = then(over, settle(over, '2026-11-02'));
    expect(Object.values(settled.accessCase.tracks['consent-withdrawal'])).toMatchObject([
      { state: 'settled', receivedOn: '2026-10-20', personCount: 2, followUp: 'deleted' },
    ]);
    expect(clock(settled, 'consent-withdrawal')?.status).toBe('met');
    expect(refusal(settled, close)).toBe('accepted');
  });

  it('is not followed up before it came, nor told of before data can be in use', () => {
    const open = then(at('permitted'), withdrawn);
    expect(refusal(open, settle(open, '2026-10-19'))).toBe('followed-up-too-early');
    expect(refusal(open, settle(open, '2026-11-03'))).toBe('not-yet-happened');
    expect(refusal(at('decided'), withdrawn)).toBe('no-permit-yet');
  });

  it('has each withdrawal followed up by itself, by those who have the case alone', () => {
    const two = then(then(at('permitted'), withdrawn), withdrawn);
    expect(Object.keys(two.accessCase.tracks['consent-withdrawal'])).toHaveLength(2);
    expect(refusal(two, { ...withdrawn, by: 'otherApplicant' })).toBe('case-unknown');
  });
});
