import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type WatchedExchange, watched } from '../support/answers.watch.js';
import { addDays, HttpCase, HttpTilgang } from '../support/http-case.js';
import {
  assessmentOf,
  registryIds,
  rekComparison,
  screenedAs,
  wholeStatisticsRequest,
} from '../support/journey.js';
import {
  applicationFor,
  changeOf,
  delivered,
  exempted,
  permitted,
  proposal,
  proposed,
  rekApproves,
  submittedToAssessment,
  toAssessment,
} from '../support/journey.bodies.js';
import { freePort } from '../support/ports.js';
import { type Start, startTilgang, temporaryDataFolder } from '../support/tilgang.js';

const { folder, remove } = temporaryDataFolder();
let start: Start;
let tilgang: HttpTilgang;
let watch: WatchedExchange;

beforeAll(async () => {
  start = startTilgang(join(folder, 'data'), await freePort());
  await start.ready();
  watch = await watched(start.url);
  tilgang = new HttpTilgang(start.url, watch.exchange);
}, 240_000);

afterAll(async () => {
  if (start?.supervisor.exitCode === null) {
    process.kill(-start.supervisor.pid!, 'SIGINT');
    await start.ended;
  }
  remove();
}, 60_000);

const decisionSigned = (
  type: 'sign-access-grant' | 'sign-partial-access-grant' | 'sign-access-refusal',
) => ({ by: 'decisionMaker', command: { type } }) as const;

/** The days of a case's ledger: they belong to somebody each, and sum to the whole. */
async function expectReconciled(accessCase: HttpCase): Promise<void> {
  const { ledger } = await tilgang.get<{
    ledger: { grossDays: number; perParty: { days: number }[] };
  }>('auditor', `/cases/${accessCase.id}/timeline`);
  expect(ledger.perParty.reduce((sum, { days }) => sum + days, 0)).toBe(ledger.grossDays);
}

/** A condition of the grant is a task: reported, sent back, reported again and found fulfilled. */
async function followedUp(accessCase: HttpCase): Promise<void> {
  const { access } = (await accessCase.detail()).tracks;
  const { conditionId } = (access?.conditions as { conditionId: string }[])[0]!;
  const report = {
    type: 'report-condition',
    conditionId,
    statement: 'Vilkåret er fulgt.',
  } as const;
  await accessCase.play(
    { by: 'applicant', command: report },
    {
      by: 'caseworker',
      command: { type: 'return-condition', conditionId, reason: 'Vis hvordan.' },
    },
    { by: 'applicant', command: { ...report, statement: 'Loggen er gjennomgått hver måned.' } },
    { by: 'caseworker', command: { type: 'find-condition-fulfilled', conditionId } },
  );
  const { condition } = (await accessCase.detail()).tracks;
  expect((condition as Record<string, { state: string }>)[conditionId]?.state).toBe('fulfilled');
}

describe('a journey over HTTP', () => {
  it('plain approval: from draft to delivered data and a closed case [R6.1.4] [R6.3.1] [R9.1.1]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(...toAssessment('npr'), ...rekApproves(await tilgang.today()));
    const today = await tilgang.pass(5);
    await accessCase.play(
      ...exempted('npr'),
      ...proposed(today, ['npr']),
      decisionSigned('sign-access-grant'),
      { by: 'caseworker', command: { type: 'issue-permit' } },
      ...delivered(await tilgang.pass(3), 'npr', 'deliveryNpr'),
    );
    await accessCase.until('it is in use', ({ waitingFor }) => waitingFor === 'in-use');
    const endedOn = await tilgang.pass(30);
    await accessCase.play(
      {
        by: 'caseworker',
        command: { type: 'end-permit', reason: 'Prosjektet er avsluttet', askedForOn: endedOn },
      },
      { by: 'applicant', command: { type: 'confirm-deletion', statement: 'Alt er slettet' } },
      {
        by: 'applicant',
        command: { type: 'submit-final-report', endedOn, summary: 'Færre slag' },
      },
      { by: 'caseworker', command: { type: 'close-case' } },
    );
    const { tracks } = await accessCase.detail();
    expect(tracks.application?.state).toBe('closed');
    expect(await accessCase.letters()).toEqual(expect.arrayContaining(['receipt', 'decision']));
    await expectReconciled(accessCase);
  });

  it('approval in part with conditions: one source refused, a condition followed up [law 16]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(...toAssessment('npr', 'dar'));
    await accessCase.play(...rekApproves(await tilgang.today()), ...exempted('npr', 'dar'));
    const today = await tilgang.pass(4);
    await accessCase.play(...proposed(today, ['npr', 'dar'], ['dar']));
    const grant = { type: 'sign-access-grant' } as const;
    expect(await accessCase.refusal('decisionMaker', grant)).toBe('proposal-says-otherwise');
    await accessCase.play(decisionSigned('sign-partial-access-grant'), {
      by: 'caseworker',
      command: { type: 'issue-permit' },
    });
    const { tracks } = await accessCase.detail();
    expect(tracks.access?.state).toBe('partly-granted');
    await followedUp(accessCase);
    const order = { type: 'order-delivery', registryId: registryIds.dar } as const;
    expect(await accessCase.refusal('caseworker', order)).toBe('source-not-granted');
    await expectReconciled(accessCase);
  });

  it('refusal, and reversed on appeal by the first instance [law 18] [R10.0.4]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(...toAssessment('npr'), ...rekApproves(await tilgang.today()));
    const today = await tilgang.pass(2);
    await accessCase.play(
      ...exempted('npr'),
      ...proposed(today, ['npr'], ['npr']),
      decisionSigned('sign-access-refusal'),
    );
    await tilgang.pass(10);
    await accessCase.play({
      by: 'applicant',
      command: { type: 'lodge-appeal', decision: 'access', grounds: 'Formålet er misforstått.' },
    });
    const appealId = await appealOf(accessCase);
    const same = { type: 'take-appeal', appealId } as const;
    expect(await accessCase.refusal('caseworker', same)).not.toBe('accepted');
    await accessCase.play(
      { by: 'leader', command: { type: 'declare-impartial' } },
      { by: 'leader', command: same },
    );
    await accessCase.play({
      by: 'leader',
      command: {
        type: 'propose-appeal-outcome',
        appealId,
        outcome: 'reverse',
        extent: 'fully',
        statement: 'Klagen tas til følge.',
      },
    });
    await accessCase.play({ by: 'both', command: { type: 'reverse-on-appeal', appealId } });
    const reopened = await accessCase.detail();
    expect(reopened.tracks.application?.state).toBe('in-assessment');
    await accessCase.play(
      { by: 'caseworker', command: proposal(await tilgang.today(), ['npr']) },
      decisionSigned('sign-access-grant'),
    );
    expect((await accessCase.detail()).tracks.access?.state).toBe('granted');
    await expectReconciled(accessCase);
  });

  it('refusal, upheld and settled by Helseklage [law 18] [R10.0.6]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(...toAssessment('npr'), ...rekApproves(await tilgang.today()));
    await accessCase.play(
      ...exempted('npr'),
      ...proposed(await tilgang.today(), ['npr'], ['npr']),
      decisionSigned('sign-access-refusal'),
    );
    await tilgang.pass(5);
    await accessCase.play({
      by: 'applicant',
      command: { type: 'lodge-appeal', decision: 'access', grounds: 'Vi er uenige.' },
    });
    const appealId = await appealOf(accessCase);
    await accessCase.play(
      { by: 'leader', command: { type: 'declare-impartial' } },
      { by: 'leader', command: { type: 'take-appeal', appealId } },
    );
    await accessCase.play({
      by: 'leader',
      command: {
        type: 'propose-appeal-outcome',
        appealId,
        outcome: 'uphold',
        statement: 'Vedtaket står seg.',
      },
    });
    await accessCase.play({ by: 'both', command: { type: 'forward-appeal', appealId } });
    expect((await accessCase.detail()).waitingFor).toBe('appeals-body');
    const decidedOn = await tilgang.pass(60);
    await accessCase.play({
      by: 'caseworker',
      command: {
        type: 'settle-appeal',
        appealId,
        outcome: 'upheld',
        decidedOn,
        sender: 'Nasjonalt klageorgan for helsetjenesten',
        externalReference: '2027/17',
        documentSha256: 'b'.repeat(64),
        summary: 'Klagen ble ikke tatt til følge.',
      },
    });
    const { tracks } = await accessCase.detail();
    expect([tracks.appeal?.[appealId]?.state, tracks.access?.state]).toEqual([
      'settled',
      'refused',
    ]);
    await expectReconciled(accessCase);
  });

  it('dismissed as incomplete after the deadline has passed in silence [R7.2.5] [R7.2.6]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    const application = applicationFor('npr');
    await accessCase.play(
      { by: 'applicant', command: { type: 'edit-draft', application } },
      { by: 'applicant', command: { type: 'submit' } },
      { by: 'caseworker', command: { type: 'take-case', isImpartial: true } },
      {
        by: 'caseworker',
        command: {
          type: 'request-information',
          fields: [{ field: 'protocolReference', comment: 'Protokollen mangler.' }],
          answerDueOn: addDays(await tilgang.today(), 14),
        },
      },
    );
    expect((await accessCase.detail()).tracks.application?.state).toBe('awaiting-information');
    await tilgang.pass(15);
    await accessCase.until('the applicant has been reminded', ({ letters }) =>
      letters.some(({ kind }) => kind === 'information-reminder'),
    );
    await tilgang.pass(45);
    const lapsed = await accessCase.until('the request has lapsed', ({ tracks }) =>
      Object.values(tracks.information ?? {}).some(({ state }) => state === 'lapsed'),
    );
    expect(lapsed.waitingFor).toBe('helsedataservice');
    await accessCase.play(
      {
        by: 'caseworker',
        command: {
          type: 'propose-dismissal',
          ground: 'incomplete',
          missing: [{ item: 'required-answers', what: 'Protokollen' }],
          reason: 'Søknaden kan ikke behandles uten protokoll.',
        },
      },
      { by: 'decisionMaker', command: { type: 'declare-impartial' } },
      { by: 'decisionMaker', command: { type: 'sign-dismissal' } },
    );
    expect((await accessCase.detail()).tracks.application?.state).toBe('dismissed');
    expect(await accessCase.letters()).toEqual(expect.arrayContaining(['dismissal']));
    await expectReconciled(accessCase);
  });

  it('REK rejects, so that only a refusal is left [law 7]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(
      ...toAssessment('npr'),
      { by: 'caseworker', command: { type: 'require-rek', reason: 'Medisinsk forskning' } },
      { by: 'caseworker', command: { type: 'forward-to-rek' } },
    );
    const decidedOn = await tilgang.pass(21);
    await accessCase.play({
      by: 'rek',
      command: {
        type: 'record-rek-rejection',
        rekReference: '812346',
        decidedOn,
        reason: 'Ulempen er større enn nytten.',
      },
    });
    await accessCase.play(...assessmentOf('access'));
    const grant = proposal(decidedOn, ['npr']);
    expect(await accessCase.refusal('caseworker', grant)).toMatch(/^rek-/);
    await accessCase.play(
      { by: 'caseworker', command: proposal(decidedOn, ['npr'], ['npr']) },
      decisionSigned('sign-access-refusal'),
    );
    expect((await accessCase.detail()).tracks.access?.state).toBe('refused');
    await expectReconciled(accessCase);
  });

  it('withdrawn after the estimate, paying what has been worked [law 31] [R6.3.8] [R6.3.10]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(...toAssessment('npr'));
    const today = await tilgang.today();
    await accessCase.play(
      {
        by: 'caseworker',
        command: { type: 'estimate-fee', hours: 10, basis: 'Saksbehandling og tilrettelegging' },
      },
      {
        by: 'caseworker',
        command: {
          type: 'register-hours',
          activity: 'case-handling',
          minutes: 90,
          workedOn: today,
        },
      },
      { by: 'applicant', command: { type: 'withdraw', reason: 'For dyrt' } },
      { by: 'caseworker', command: { type: 'issue-invoice-basis' } },
    );
    const { tracks } = await accessCase.detail();
    expect([tracks.application?.state, tracks.fee?.state]).toEqual(['withdrawn', 'invoiced']);
    expect(await accessCase.letters()).toEqual(expect.arrayContaining(['fee-estimate']));
    await expectReconciled(accessCase);
  });

  it('REK is only sent the protocol, where the rule is in force [law 7] [law 1]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    await accessCase.play(...toAssessment('npr'));
    const noticeOnly = { type: 'find-rek-notice-only', reason: 'Bare registerdata' } as const;
    const early = await accessCase.refusal('caseworker', noticeOnly);
    expect(early).not.toBe('accepted');
    const { status } = await tilgang.send('administrator', 'PUT', '/rule-dates/rek-notice-only', {
      validFrom: await tilgang.today(),
      source: 'Kongelig resolusjon',
    });
    expect(status).toBe(204);
    await accessCase.play(
      { by: 'caseworker', command: noticeOnly },
      { by: 'caseworker', command: { type: 'send-protocol-notice' } },
      { by: 'caseworker', command: rekComparison() },
      ...exempted('npr'),
      ...proposed(await tilgang.today(), ['npr']),
      decisionSigned('sign-access-grant'),
    );
    const { tracks, letters } = await accessCase.detail('caseworker');
    expect(tracks.access?.state).toBe('granted');
    expect(letters.map(({ kind }) => kind)).toContain('protocol-notice');
    await expectReconciled(accessCase);
  });

  it('a registry that never answers holds nothing up, and the decision says why it went without [law 13]', async () => {
    const accessCase = await HttpCase.open(tilgang);
    const registryId = registryIds.npr;
    await accessCase.play(...toAssessment('npr'), ...rekApproves(await tilgang.today()));
    await accessCase.play(...exempted('npr'), ...assessmentOf('access'), {
      by: 'caseworker',
      command: {
        type: 'consult-registry',
        registryId,
        question: 'Er variablene egnet?',
        answerDueOn: addDays(await tilgang.today(), 14),
      },
    });
    await tilgang.pass(16);
    await accessCase.until(
      'the consultation is overdue',
      ({ tracks }) => tracks.consultation?.[registryId]?.state === 'overdue',
      'caseworker',
    );
    const reason = 'Registeret har ikke svart på to påminnelser.';
    const giveUp = { type: 'mark-registry-unreachable', registryId, reason } as const;
    expect(await accessCase.refusal('caseworker', giveUp)).toBe('registry-not-reminded');
    await tilgang.pass(15);
    await accessCase.until(
      'the registry has been reminded a second time',
      ({ letters }) => letters.filter(({ kind }) => kind === 'consultation-reminder').length === 2,
      'caseworker',
    );
    await accessCase.play(
      { by: 'caseworker', command: giveUp },
      {
        by: 'caseworker',
        command: {
          ...proposal(await tilgang.today(), ['npr']),
          departureReasons: { [registryId]: reason },
        } as never,
      },
      decisionSigned('sign-access-grant'),
    );
    expect((await accessCase.detail()).tracks.access?.state).toBe('granted');
    const { ledger } = await tilgang.get<{
      ledger: { perParty: { party: string; days: number }[] };
    }>('auditor', `/cases/${accessCase.id}/timeline`);
    const npr = ledger.perParty.find(({ party }) => party === `registry:${registryId}`);
    expect(npr?.days).toBeGreaterThan(14);
    await expectReconciled(accessCase);
  });

  it('statistics, without GDPR basis, REK or exemption [law 32] [R7.2.7]', async () => {
    const accessCase = await HttpCase.open(tilgang, { kind: 'statistics' });
    const application = { ...wholeStatisticsRequest, ...applicationFor('npr') };
    await accessCase.play(
      { by: 'applicant', command: { type: 'edit-draft', application } },
      { by: 'applicant', command: { type: 'submit' } },
      { by: 'caseworker', command: { type: 'take-case', isImpartial: true } },
      { by: 'decisionMaker', command: { type: 'declare-impartial' } },
      { by: 'caseworker', command: screenedAs('statistics') },
      { by: 'caseworker', command: { type: 'find-complete' } },
      ...assessmentOf('access', [], 'hrl-19'),
      {
        by: 'caseworker',
        command: {
          ...proposal(await tilgang.today(), ['npr']),
          statistics: {
            minimumCellSize: 5,
            deliveryRoute: 'Portalen',
            safeguards: 'Tall under fem vises ikke.',
          },
        } as never,
      },
      decisionSigned('sign-access-grant'),
    );
    const { tracks, kind } = await accessCase.detail();
    expect([kind, tracks.access?.state]).toEqual(['statistics', 'granted']);
    await expectReconciled(accessCase);
  });

  it('extension: the same permit in a version of its own with a later end [law 30] [R9.4.5] [R9.4.7]', async () => {
    const parent = await HttpCase.open(tilgang);
    const today = await tilgang.today();
    await parent.play(...permitted(today, 'npr'));
    await tilgang.pass(100);
    const opening = { kind: 'extension', parentCaseId: parent.id };
    const extension = await HttpCase.open(tilgang, opening);
    await extension.play(
      changeOf(['npr']),
      ...submittedToAssessment('extension'),
      ...rekApproves(await tilgang.today()),
      ...exempted('npr'),
      ...proposed(await tilgang.today(), ['npr'], [], 1_000),
      decisionSigned('sign-access-grant'),
    );
    const { tracks } = await parent.until(
      'the permit is extended',
      (detail) => detail.tracks.permit?.state === 'extended',
    );
    expect(tracks.permit?.endsOn).toBe(addDays(await tilgang.today(), 1_000));
    expect(tracks.permit?.versions).toHaveLength(2);
    await expectReconciled(extension);
  });

  it('change with one new registry: only that one is consulted, and the permit says both [law 30] [R9.4.1] [R9.4.4]', async () => {
    const parent = await HttpCase.open(tilgang);
    await parent.play(...permitted(await tilgang.today(), 'dar'));
    await tilgang.pass(40);
    const change = await HttpCase.open(tilgang, { kind: 'change', parentCaseId: parent.id });
    const why = { changeKinds: ['sources'], changeSameSerialNumbers: true };
    await change.play(
      changeOf(['npr', 'dar'], why),
      ...submittedToAssessment('change'),
      ...rekApproves(await tilgang.today()),
    );
    const { differences, affectedRegistryIds } = await tilgang.get<{
      differences: object[];
      affectedRegistryIds: string[];
    }>('caseworker', `/cases/${change.id}/difference`);
    expect(affectedRegistryIds).toEqual([registryIds.npr]);
    expect(differences.length).toBeGreaterThan(0);
    const asked = { type: 'consult-registry', question: 'Er variablene egnet?' } as const;
    const unaffected = { ...asked, registryId: registryIds.dar };
    expect(await change.refusal('caseworker', unaffected)).not.toBe('accepted');
    await change.play(
      { by: 'caseworker', command: { ...asked, registryId: registryIds.npr } },
      { by: 'adviserNpr', command: { type: 'declare-impartial' } },
      {
        by: 'adviserNpr',
        command: {
          type: 'give-advice',
          registryId: registryIds.npr,
          advice: 'for',
          reason: 'Egnet til formålet',
        },
      },
      ...exempted('npr', 'dar'),
      // A change lasts no longer than its permit.
      ...proposed(await tilgang.today(), ['npr', 'dar'], [], 600),
      decisionSigned('sign-access-grant'),
    );
    const { tracks } = await parent.until(
      'the permit is amended',
      (detail) => detail.tracks.permit?.state === 'amended',
    );
    expect(tracks.permit?.versions).toHaveLength(2);
    await expectReconciled(change);
  });
});

it('has answered each request of these journeys as the document describes it', () => {
  const { answers, refusals } = watch.described.held;
  process.stdout.write(
    `held against the document: ${answers} answers in JSON and ${refusals} refusals, ` +
      `of ${watch.described.kinds} kinds\n`,
  );
  expect([...new Set(watch.faults)]).toEqual([]);
  expect(answers).toBeGreaterThan(200);
});

async function appealOf(accessCase: HttpCase): Promise<string> {
  const { tracks } = await accessCase.detail();
  return Object.keys(tracks.appeal ?? {})[0] ?? '';
}
