import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { caseById, type CommandName } from '#cases';
import { isOfHouse, type RoleGrant } from '#parties';
import { type Rule, ruleOf, toldByWall } from '../../../apps/api/src/access/access.verdict.js';
import type { CaseDetail, Timeline } from '../../../libs/cases/src/case.queries.js';
import { type Part, partSight, trackSight } from '../../../libs/cases/src/case.sight.rules.js';
import type { TrackName } from '../../../libs/cases/src/case.model.js';
import { people } from '../../support/journey.js';
import { AnswersAsDescribed, type DescribedApi } from '../../support/answers.schema.js';
import { type Answer } from '../../support/http-case.js';
import { commandOf, toldByTable } from './walk.commands.js';
import { ask, type By, forEach, pathOf, startWalk, type Stop, type Walk, walkers } from './walk.js';

let walk: Walk;
let routes: string[];
let described: AnswersAsDescribed;

beforeAll(async () => {
  walk = await startWalk();
  const document = (await (await fetch(`${walk.url}/api/v1/openapi.json`)).json()) as DescribedApi;
  described = new AnswersAsDescribed(document);
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map(
      (method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`,
    ),
  );
}, 180_000);
afterAll(() => walk.close());

/** The route that the server has for an address of the document, and the command in it. */
function served(route: string): { rule: Rule | undefined; name: string | undefined; of: string } {
  const [, name] = /\/cases\/:id\/commands\/([\w-]+)$/.exec(route) ?? [];
  const of = name === undefined ? route : 'POST /api/v1/cases/:id/commands/:name';
  const [method = '', path = ''] = of.split(' ');
  return { rule: ruleOf(method, path), name, of };
}

/** Whoever asks it goes no further. */
const endsSessions: readonly string[] = ['DELETE /api/v1/me/sessions'];

interface Visit {
  route: string;
  of: string;
  rule: Rule;
  name: string | undefined;
  by: By;
  stop: Stop;
}

function visits(): Visit[] {
  return routes.flatMap((route) => {
    const { rule, name, of } = served(route);
    if (!rule || rule.for === 'everybody' || endsSessions.includes(route)) return [];
    const isAboutCase = ['case', 'command', 'part', 'house'].includes(rule.for);
    const stops = walk.stops.filter(({ stage }) => isAboutCase || stage === 'draft');
    return walkers.flatMap((by) => stops.map((stop) => ({ route, of, rule, name, by, stop })));
  });
}

/**
 * What is sent, and what the table of the workflow says of it. Whom the wall turns away sends nothing,
 * and so does whom the table lets on, to whom it is then told that something is missing: no case
 * leaves its state.
 */
interface Sent {
  body: object;
  code: string | null;
}

function sentBy({ rule, name, by, stop }: Visit): Sent {
  const nothing = { body: {}, code: null };
  if (rule.for !== 'command' || name === undefined) return nothing;
  const inCase = walk.rolesOf(by, stop);
  const { roles } = people[by];
  if (toldByWall(rule, { roles, inCase }, name) !== null) return nothing;
  const command = name as CommandName;
  const own = inCase.find(({ registryId }) => registryId !== null)?.registryId ?? null;
  const body = commandOf(command, stop.accessCase, own);
  if (body === null) {
    withoutBody.add(name);
    return nothing;
  }
  const code = toldByTable(command, body, stop.accessCase, people[by], inCase);
  return code === null ? nothing : { body, code };
}

/** Commands whose fields nobody made up: of these the roles alone are walked. */
const withoutBody = new Set<string>();

/** What the table says of this visit, where it is not kept; null where it is. */
function mismatch(
  { rule, name, by, stop }: Visit,
  { code }: Sent,
  { status, body }: Answer,
): string | null {
  const inCase = walk.rolesOf(by, stop);
  const { roles } = people[by];
  const told = toldByWall(rule, { roles, inCase }, name ?? 'assign-case');
  const got = `${status} ${body.code ?? ''}`;
  if (code !== null) return body.code === code ? null : `${code}, not ${got}`;
  if (status === 401 || status >= 500) return `anything but ${got}`;
  if (told === 404) return status === 404 ? null : `404, not ${got}`;
  if (told === 403) return status === 403 ? null : `403, not ${got}`;
  if (rule.for === 'house') {
    const isUnknown = stop.stage === 'draft' || !isOfHouse(people[by]);
    return isUnknown === (status === 404) ? null : `${isUnknown ? '404' : 'let in'}, not ${got}`;
  }
  if (rule.for === 'part' && inCase.length === 0) return status === 404 ? null : `404, not ${got}`;
  if (rule.for === 'part' || (rule.for === 'roles' && rule.ofOwn)) return null;
  const isTurnedAway =
    body.code === 'not-allowed-for-role' || (body.code === 'case-unknown' && status === 404);
  return isTurnedAway ? `let in, not ${got}` : null;
}

describe('every endpoint, with every role, as owner and as stranger, in every state', () => {
  it('is named in the table of access [R15.6.4]', () => {
    expect(routes.length).toBeGreaterThan(200);
    expect(routes.filter((route) => served(route).rule === undefined)).toEqual([]);
  });

  it('answers as the table says [R7.1.1] [R15.2.3] [R15.5.4]', async () => {
    const all = visits();
    const mismatches: string[] = [];
    const undescribed: string[] = [];
    let fields = 0;
    let byState = 0;
    await forEach(all, 8, async (visit) => {
      const { route, by, stop } = visit;
      const name = visit.name ?? 'assign-case';
      const sent = sentBy(visit);
      if (sent.code === 'not-allowed-in-state') byState++;
      const answer = await ask(walk, by, visit.of, pathOf(visit.of, stop, name), sent.body);
      const wrong = mismatch(visit, sent, answer);
      if (wrong) mismatches.push(`${route} as ${by} in ${stop.stage}: ${wrong}`);
      const otherwise = notAsDescribed(route, answer);
      if (otherwise) undescribed.push(`${route} as ${by} in ${stop.stage}: ${otherwise}`);
      if (answer.status !== 200) return;
      const seen = fieldsBeyondSight(route, answer.body, walk.rolesOf(by, stop));
      fields += seen.compared;
      mismatches.push(
        ...seen.beyond.map((field) => `${route} as ${by} in ${stop.stage}: ${field}`),
      );
    });
    process.stdout.write(
      `${routes.length} endpoints × ${walkers.length} people × ${walk.stops.length} states: ` +
        `${all.length} requests, ${byState} of them refused by the state of the case, ` +
        `${fields} fields held against the sight tables, ` +
        `${mismatches.length} mismatches\n`,
    );
    await forEach(routes.filter(isForEverybody), 4, async (route) => {
      const draft = walk.stops[0]!;
      const otherwise = notAsDescribed(
        route,
        await ask(walk, 'applicant', route, pathOf(route, draft)),
      );
      if (otherwise) undescribed.push(`${route} as anybody in ${draft.stage}: ${otherwise}`);
    });
    const { answers, refusals, files, empty } = described.held;
    process.stdout.write(
      `held against the document: ${answers} answers in JSON, ${refusals} refusals, ${files} files and ` +
        `${empty} without a body, of ${described.kinds} kinds; ${undescribed.length} not as described\n`,
    );
    expect(summed(mismatches)).toEqual([]);
    expect(summed(undescribed)).toEqual([]);
    expect([...described.unnamed]).toEqual([]);
    expect(answers).toBeGreaterThan(2_000);
    expect(refusals).toBeGreaterThan(10_000);
    expect(fields).toBeGreaterThan(1_000);
    expect(byState).toBeGreaterThan(1_000);
    expect([...withoutBody]).toEqual([]);
    expect(await moved()).toEqual([]);
  }, 900_000);

  it('lets who broke the glass read, and change nothing [R7.1.1]', async () => {
    const stops = walk.stops.filter(
      (stop) => stop.stage !== 'draft' && walk.rolesOf('otherUnit', stop).length === 0,
    );
    expect(stops.length).toBeGreaterThan(10);
    for (const stop of stops) await walk.breakGlass(stop);
    const inCases = visits().filter(
      ({ by, rule, stop }) =>
        by === 'otherUnit' &&
        stops.includes(stop) &&
        ['case', 'command', 'part'].includes(rule.for),
    );
    const mismatches: string[] = [];
    const written = new Set<string>();
    await forEach(inCases, 8, async (visit) => {
      const { route, by, stop } = visit;
      const path = pathOf(visit.of, stop, visit.name ?? 'assign-case');
      const answer = await ask(walk, by, visit.of, path);
      const wrong = mismatch(visit, { body: {}, code: null }, answer);
      if (wrong) mismatches.push(`${route} as ${by} in ${stop.stage}: ${wrong}`);
      const otherwise = notAsDescribed(route, answer);
      if (otherwise) mismatches.push(`${route} as ${by} in ${stop.stage}: ${otherwise}`);
      if (!/^(GET|HEAD|OPTIONS) /.test(route) && answer.status < 400) written.add(route);
    });
    expect(summed(mismatches)).toEqual([]);
    expect([...written]).toEqual([]);
    expect(await moved()).toEqual([]);
  }, 300_000);
});

/** The cases that something that was sent has moved. */
async function moved(): Promise<string[]> {
  const stages: string[] = [];
  for (const { stage, accessCase } of walk.stops) {
    const after = await caseById(walk.tilgang.db, accessCase.id);
    if (after?.version !== accessCase.version) stages.push(stage);
  }
  return stages;
}

/** How an answer differs from what the document says of it; null where it does not. */
function notAsDescribed(route: string, { status, type, text }: Answer): string | null {
  const [method = '', path = ''] = route.replace(/:(\w+)/g, '{$1}').split(' ');
  return described.faultOf({ method, path, status, type, text });
}

/** What anybody may ask, and is answered: without the ways to sign in and out. */
function isForEverybody(route: string): boolean {
  return served(route).rule?.for === 'everybody' && !/sign-|security\.txt/.test(route);
}

/** Alike but for the state told as one, so that a fault is read at a glance. */
function summed(mismatches: readonly string[]): string[] {
  const alike = new Map<string, string[]>();
  for (const line of mismatches) {
    const [, head = line, stage = '', rest = ''] = /^(.*) in ([\w-]+)(: .*)$/.exec(line) ?? [];
    alike.set(head + rest, [...(alike.get(head + rest) ?? []), stage]);
  }
  return [...alike].map(([line, stages]) => `${line} (${stages.join(', ')})`).sort();
}

/** What of a case is in the body though no role of the person sees it. */
function fieldsBeyondSight(route: string, body: unknown, here: readonly RoleGrant[]) {
  const beyond: string[] = [];
  let compared = 0;
  const hold = (field: string, isSeen: boolean) => {
    compared++;
    if (!isSeen) beyond.push(`${field} is beyond ${here.map(({ role }) => role).join(' and ')}`);
  };
  const seesPart = (part: Part) => here.some(({ role }) => sightIn(partSight[part], role));
  if (route === 'GET /api/v1/cases/:id') {
    const detail = body as CaseDetail;
    for (const [track, seen] of Object.entries(detail.tracks)) {
      const sights = here.map(({ role }) => sightIn(trackSight[track as TrackName], role));
      hold(track, sights.some(Boolean));
      if (sights.every((sight) => sight === 'state' || sight === undefined)) {
        hold(`${track} beyond its state`, Object.keys(seen).join() === 'state');
      }
    }
    for (const part of ['application', 'applicant', 'assignee'] as const) {
      if (detail[part] !== undefined) hold(part, seesPart(part));
    }
    const sight = here.map(({ role }) => sightIn(partSight.application, role));
    if (detail.application && !sight.includes('all')) {
      const own = here.map(({ registryId }) => registryId);
      for (const { registryId } of detail.application.sources ?? []) {
        hold(`source ${registryId}`, own.includes(registryId ?? null));
      }
    }
    for (const letter of detail.letters)
      hold(`way of ${letter.kind}`, !letter.trail || seesPart('refusals'));
  }
  if (route === 'GET /api/v1/cases/:id/timeline') {
    const { events, ledger } = body as Timeline;
    if (ledger) hold('ledger', seesPart('ledger'));
    for (const { track, outcome, type } of events) {
      if (outcome !== 'accepted' || track === null) hold(type, seesPart('refusals'));
      else
        hold(
          type,
          here.some(({ role }) => sightIn(trackSight[track as TrackName], role)),
        );
    }
  }
  return { compared, beyond };
}

/** As the tables are read: a unit leader sees what a caseworker does, and so does insight. */
function sightIn<S>(table: Partial<Record<RoleGrant['role'], S>>, role: RoleGrant['role']) {
  return table[role] ?? (['unit-leader', 'insight'].includes(role) ? table.caseworker : undefined);
}
