import { Agent, request } from 'node:http';
import { caseById, rolesInCase } from '#cases';
import type { AccessCase } from '../../../libs/cases/src/case.model.js';
import type { Actor } from '#parties';
import { startApi } from '../../support/api.js';
import { type CasesUnderTest, givenCases } from '../../support/given.js';
import { type Answer, type Exchange, HttpTilgang, logins } from '../../support/http-case.js';
import { people, registryIds, type Stage, stages, type Step } from '../../support/journey.js';

export type By = Step['by'];

/** Who hold the same role as somebody else; and who holds two at once. */
const doubles: readonly By[] = ['both', 'otherCustodian', 'adviserStroke', 'deliveryStroke'];

/** One person per role, who can sign in at the demo provider; an applicant and a deliverer more. */
export const walkers = (Object.keys(people) as By[]).filter(
  (by) => logins[by] && !doubles.includes(by),
);

/** A case in one state, with the ids of what is in it. */
export interface Stop {
  stage: Stage | 'draft';
  accessCase: AccessCase;
  ids: Readonly<Record<string, string>>;
}

export interface Walk {
  tilgang: CasesUnderTest;
  url: string;
  http: HttpTilgang;
  stops: Stop[];
  rolesOf(by: By, stop: Stop): ReturnType<typeof rolesInCase>;
  /** Gives the caseworker of the other unit insight in the case of this stop. */
  breakGlass(stop: Stop): Promise<void>;
  close(): Promise<void>;
}

const nobodys = '99999999-9999-4999-8999-999999999999';

/** A running API, its people, and a case in every state. */
export async function startWalk(): Promise<Walk> {
  const tilgang = await givenCases();
  const api = await startApi(tilgang.databaseUrl);
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  for (const [by, login] of Object.entries(logins)) {
    // The people of the journey sign in as those of the demonstration do.
    await tilgang.owner.pool.query('UPDATE person SET issuer = $2, subject = $3 WHERE id = $1', [
      (people[by as By] as Actor).personId,
      `${api.url}/idp`,
      login,
    ]);
  }
  const stops: Stop[] = [];
  for (const stage of ['draft', ...Object.keys(stages)] as Stop['stage'][]) {
    const { id } = await tilgang.givenCase(stage === 'draft' ? undefined : stage);
    const accessCase = await caseById(tilgang.db, id);
    if (accessCase) stops.push({ stage, accessCase, ids: await idsIn(tilgang, accessCase) });
  }
  const http = new HttpTilgang(api.url, overKept(agent));
  const insights: string[] = [];
  return {
    tilgang,
    url: api.url,
    http,
    stops,
    rolesOf: (by, { accessCase }) =>
      rolesInCase(accessCase, by === 'otherUnit' ? { ...people[by], insights } : people[by]),
    breakGlass: async ({ accessCase: { id } }) => {
      const reason = 'Samme institusjon har søkt om en utvidelse.';
      const { status } = await http.send('otherUnit', 'POST', `/cases/${id}/insight`, { reason });
      if (status !== 201) throw new Error(`No insight was given: ${status}`);
      insights.push(id);
    },
    close: async () => {
      agent.destroy();
      await api.close();
      await tilgang.close();
    },
  };
}

/**
 * Over connections that are kept, by no more than Node needs: a walk is tens of thousands of requests,
 * and fetch takes longer over each than most answers do.
 */
function overKept(agent: Agent): Exchange {
  return (url, { method, headers, body }) =>
    new Promise((settle, fail) => {
      const outgoing = request(url, { method, headers, agent }, (answer) => {
        const type = answer.headers['content-type'] ?? '';
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.once('error', fail);
        answer.once('end', () => {
          const text = Buffer.concat(chunks).toString();
          settle({ status: answer.statusCode ?? 0, type, text });
        });
      });
      outgoing.once('error', fail);
      outgoing.end(body);
    });
}

async function idsIn(tilgang: CasesUnderTest, accessCase: AccessCase) {
  const one = async (table: string) => {
    const { rows } = await tilgang.db.pool.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE case_id = $1 ORDER BY id LIMIT 1`,
      [accessCase.id],
    );
    return rows[0]?.id ?? nobodys;
  };
  const { tracks } = accessCase;
  return {
    case: accessCase.id,
    letter: await one('letter'),
    decision: await one('decision'),
    permit: tracks.permit.permitReference ?? 'HDS-2026-0',
    delivery: Object.keys(tracks.delivery)[0] ?? `${registryIds.npr}.1`,
  };
}

/** The path of a route with the ids of a stop in the place of its parameters. */
export function pathOf(route: string, { ids }: Pick<Stop, 'ids'>, name = 'assign-case'): string {
  const path = route.replace(/^\S+ \/api\/v1/, '');
  return path
    .replace(/^\/cases\/:id/, `/cases/${ids['case']}`)
    .replace(/^\/letters\/:id/, `/letters/${ids['letter']}`)
    .replace(/^\/decisions\/:id/, `/decisions/${ids['decision']}`)
    .replace(/^\/permits\/:id/, `/permits/${encodeURIComponent(ids['permit'] ?? '')}`)
    .replace(/^\/audits\/:auditId\/cases\/:id/, `/audits/${nobodys}/cases/${ids['case']}`)
    .replace(':deliveryId', ids['delivery'] ?? '')
    .replace(/:registryId|\/registries\/:id/, (found) =>
      found.startsWith('/') ? `/registries/${registryIds.npr}` : registryIds.npr,
    )
    .replace(':unitId', 'individual-level')
    .replace(':version', '2026-1')
    .replace(':rule', 'rek-notice-only')
    .replace(':number', '1')
    .replace(/:name/, path.includes('/commands/') ? name : 'decisions')
    .replace(/:\w+/g, nobodys);
}

/** Sends what the route takes: a body where one is given, else as little as can be. */
export function ask(
  { http }: Walk,
  by: By,
  route: string,
  path: string,
  body: object = {},
): Promise<Answer> {
  const [method = 'GET'] = route.split(' ');
  const hasBody = ['POST', 'PUT', 'PATCH'].includes(method);
  return http.send(by, method, path, hasBody ? body : undefined);
}

/** Does the work for each, so many at once. */
export async function forEach<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const left = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
    }),
  );
}
