import { describe, expect, it } from '@jest/globals';
import {
  people,
  registryIds,
  type Step,
  stepsTo,
  wholeApplication,
} from '../../../../test/support/journey.js';
import {
  at,
  contextFor,
  give,
  given,
  offersTo,
  type Play,
  refusal,
} from '../../../../test/support/play.js';
import { consequencesOf } from '../case.consequences.js';
import { decide } from '../case.machine.js';
import {
  actualCost,
  invoiceCsv,
  invoiceLines,
  startedHours,
  withdrawalCost,
} from './case.fee.rules.js';
import type { AccessCase } from '../case.model.js';

const estimate = (hours: number): Step => ({
  by: 'caseworker',
  command: { type: 'estimate-fee', hours, basis: 'Ti timer saksbehandling, resten kobling' },
});
const accept: Step = { by: 'applicant', command: { type: 'accept-estimate' } };
const work = (minutes: number, activity: 'case-handling' | 'appeal' = 'case-handling'): Step => ({
  by: 'caseworker',
  command: { type: 'register-hours', activity, minutes, workedOn: '2026-11-02' },
});
const invoice = (amountNok?: number): Step => ({
  by: 'caseworker',
  command: { type: 'issue-invoice-basis', ...(amountNok !== undefined && { amountNok }) },
});
const then = (play: Play, ...steps: Step[]) =>
  steps.reduce((before, step) => {
    const next = give(before, step);
    if ('refused' in next) throw new Error(`${step.command.type}: ${next.refused.code}`);
    return next;
  }, play);

const ofKind = (play: Play, kind: AccessCase['kind']): Play => ({
  ...play,
  accessCase: { ...play.accessCase, kind },
});

describe('the estimate of a fee', () => {
  it('counts the base for several sources, the hours, and what the registries said [law 31]', () => {
    const { accessCase } = then(at('advised'), estimate(10));
    expect(accessCase.tracks.fee.estimate).toEqual({
      baseNok: 3_000,
      hours: 10,
      hourNok: 1_155,
      ownNok: 14_550,
      registries: [{ registryId: registryIds.npr, amountNok: 20_000 }],
      totalNok: 34_550,
    });
  });

  it('is sent to the applicant with amount, basis and the right to withdraw [law 31] [R6.3.10]', () => {
    const play = at('advised');
    const command = { ...estimate(10).command, version: play.accessCase.version } as never;
    const context = contextFor(play, people.caseworker);
    const decision = decide(play.accessCase, command, context);
    if ('refused' in decision) throw new Error(decision.refused.code);
    const after = then(play, estimate(10));
    const texts = Object.fromEntries(decision.texts.map(({ id, body }) => [id, body]));
    const { tracks } = after.accessCase;
    const fee = { ...tracks.fee, basisId: decision.texts[0]?.id ?? '' };
    const { letters } = consequencesOf(
      { ...after.accessCase, tracks: { ...tracks, fee } },
      decision.event,
      { ...context, texts },
    );
    expect(letters).toMatchObject([
      {
        kind: 'fee-estimate',
        recipient: { kind: 'applicant' },
        data: { totalNok: 34_550, basis: 'Ti timer saksbehandling, resten kobling' },
      },
    ]);
    expect(offersTo(after, 'applicant')).toEqual(
      expect.arrayContaining(['accept-estimate', 'withdraw']),
    );
  });

  it('is accepted, or answered by withdrawal, at a time that is kept [law 31] [R6.3.10]', () => {
    const { accessCase } = then(at('advised'), estimate(10), accept);
    expect(accessCase.tracks.fee).toMatchObject({
      state: 'accepted',
      acceptedAt: '2026-11-02T09:00:00.000Z',
      acceptedNok: 14_550,
    });
    const withdrawn = then(at('advised'), estimate(10), {
      by: 'applicant',
      command: { type: 'withdraw', reason: 'For dyrt' },
    });
    expect(withdrawn.events.at(-1)).toMatchObject({
      type: 'withdrawn',
      at: new Date('2026-11-02T09:00:00Z'),
    });
  });

  it('charges one source less than several', () => {
    const [, ...rest] = stepsTo('in-assessment');
    const one = { ...wholeApplication, sources: wholeApplication.sources.slice(0, 1) };
    const play = given(
      { by: 'applicant', command: { type: 'edit-draft', application: one } } as Step,
      ...rest,
    );
    expect(then(play, estimate(0)).accessCase.tracks.fee.estimate?.totalNok).toBe(1_500);
  });

  it('is not made for an update of data, and students get statistics free of charge [law 31] [law 32]', () => {
    const update = ofKind(at('in-assessment'), 'data-update');
    expect(refusal(update, estimate(10))).toBe('fee-exempt');
    const exempt: Step = {
      by: 'caseworker',
      command: { type: 'find-fee-exempt', ground: 'student-aggregated', reason: 'Masteroppgave' },
    };
    expect(refusal(at('in-assessment'), exempt)).toBe('exemption-does-not-fit');
    const student = then(ofKind(at('in-assessment'), 'statistics'), work(600), exempt);
    expect(student.accessCase.tracks.fee.state).toBe('exempt');
    expect(actualCost(student.accessCase).totalNok).toBe(0);
    expect(refusal(student, work(60))).toBe('accepted');
  });

  it('keeps to the sources of the application', () => {
    const step = estimate(1);
    const strange = { ...step.command, registryCosts: [{ registryId: 'annet', amountNok: 1 }] };
    expect(refusal(at('advised'), { ...step, command: strange } as Step)).toBe(
      'registry-not-in-application',
    );
  });
});

describe('hours', () => {
  it('are charged by the started hour over the whole case, and not for an appeal [law 31]', () => {
    expect(startedHours({})).toBe(0);
    expect(startedHours({ 'case-handling': 61, linkage: 59 })).toBe(2);
    expect(startedHours({ 'case-handling': 61, linkage: 60 })).toBe(3);
    expect(startedHours({ appeal: 600 })).toBe(0);
  });

  it('are registered by a registry for itself alone, and billed apart [law 31]', () => {
    const play = at('advised');
    const register = (registryId: string): Step => ({
      by: 'adviserNpr',
      command: {
        type: 'register-registry-hours',
        registryId,
        activity: 'extraction',
        minutes: 90,
        workedOn: '2026-11-01',
        amountNok: 2_000,
      },
    });
    expect(refusal(play, register(registryIds.stroke))).toBe('not-your-registry');
    expect(offersTo(play, 'adviserNpr')).not.toContain('register-hours');
    const twice = then(play, register(registryIds.npr), register(registryIds.npr), work(30));
    const cost = actualCost(twice.accessCase);
    expect(cost).toMatchObject({
      ownNok: 4_155,
      registries: [{ registryId: registryIds.npr, amountNok: 4_000 }],
    });
    const lines = invoiceLines(cost, cost.ownNok);
    expect(lines.map(({ billedBy, item, amountNok }) => [billedBy, item, amountNok])).toEqual([
      ['hds', 'base', 3_000],
      ['hds', 'hours', 1_155],
      [registryIds.npr, 'registry', 4_000],
    ]);
    expect(invoiceCsv('HDS-2026-000001', lines).split('\r\n')[2]).toBe(
      'HDS-2026-000001,hds,hours,1,1155,1155',
    );
  });

  it('are not registered before they are worked', () => {
    const early: Step = {
      by: 'caseworker',
      command: {
        type: 'register-hours',
        activity: 'linkage',
        minutes: 60,
        workedOn: '2026-11-03',
      },
    };
    expect(refusal(at('advised'), early)).toBe('worked-in-the-future');
  });
});

describe('an invoice', () => {
  const decided = (hours: number, minutes: number) => {
    const [before, after] = [stepsTo('advised').length, stepsTo('decided').length];
    return given(
      ...stepsTo('decided').slice(0, before),
      estimate(hours),
      accept,
      work(minutes),
      ...stepsTo('decided').slice(before, after),
    );
  };

  it('is never more than the case has cost [law 31]', () => {
    const play = decided(10, 300);
    expect(refusal(play, invoice(8_776))).toBe('fee-over-actual-cost');
    expect(then(play, invoice(8_775)).accessCase.tracks.fee.chargedNok).toBe(8_775);
    expect(then(play, invoice()).accessCase.tracks.fee.chargedNok).toBe(8_775);
  });

  it('is never more than was accepted, without a new estimate and a new acceptance [law 31]', () => {
    const play = decided(2, 600);
    expect(refusal(play, invoice(5_311))).toBe('fee-over-accepted-estimate');
    const anew = then(play, estimate(10));
    expect(refusal(anew, invoice())).toBe('estimate-not-accepted');
    expect(then(anew, accept, invoice()).accessCase.tracks.fee.chargedNok).toBe(14_550);
  });

  it('asks who withdraws for the hours worked and nothing else [law 31]', () => {
    const withdrawn = then(at('advised'), estimate(10), work(130), {
      by: 'applicant',
      command: { type: 'withdraw' },
    });
    expect(withdrawalCost(withdrawn.accessCase)).toMatchObject({ ownNok: 3_465, baseNok: 0 });
    expect(refusal(withdrawn, invoice(3_466))).toBe('fee-over-actual-cost');
    expect(then(withdrawn, invoice()).accessCase.tracks.fee.chargedNok).toBe(3_465);
    const early = then(at('in-assessment'), {
      by: 'applicant',
      command: { type: 'withdraw' },
    });
    expect(withdrawalCost(early.accessCase).totalNok).toBe(0);
    expect(offersTo(early, 'caseworker')).not.toContain('issue-invoice-basis');
  });
});
