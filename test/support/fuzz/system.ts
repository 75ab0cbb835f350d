import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { signInAsDemoUser } from '../../../scripts/demo-sign-in.mjs';
import { type CasesUnderTest, givenCases } from '../given.js';
import { people, type Stage } from '../journey.js';
import { freePort } from '../ports.js';
import { until } from '../until.js';

/** The people of the journey, and as whom of the demonstration each signs in. */
export const logins = {
  applicant: 'soker',
  otherApplicant: 'soker2',
  caseworker: 'saksbehandler',
  decisionMaker: 'beslutter',
  leader: 'leder',
  adviserNpr: 'radgiver-npr',
  deliveryDar: 'levering-dar',
  rek: 'rek',
  custodian: 'kobling',
  auditor: 'revisor',
  administrator: 'forvalter',
} as const satisfies Partial<Record<keyof typeof people, string>>;
export type SignedIn = keyof typeof logins;

export interface SystemUnderFire {
  url: string;
  pid: number;
  given: CasesUnderTest;
  /** A case at each stage. */
  caseIds: string[];
  /** Access tokens of the people of the journey. */
  tokens: Record<SignedIn, string>;
  /** All that the program has logged, at its lowest level. */
  log(): string;
  /** Null while it runs. */
  exitCode(): number | null;
  stop(): Promise<void>;
}

/**
 * The built API in a process of its own, with cases made by the commands of their people, and those
 * people signed in.
 */
export async function systemUnderFire(
  stages: readonly (Stage | undefined)[],
  settings: NodeJS.ProcessEnv = {},
): Promise<SystemUnderFire> {
  const program = resolve('dist/apps/api/src/main.js');
  if (!existsSync(program)) throw new Error('Run npm run build first.');
  const given = await givenCases();
  const caseIds: string[] = [];
  for (const stage of stages) caseIds.push((await given.givenCase(stage)).id);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  for (const [key, login] of Object.entries(logins)) {
    await given.owner.pool.query('UPDATE person SET issuer = $1, subject = $2 WHERE id = $3', [
      ...[`${url}/idp`, login, people[key as SignedIn].personId],
    ]);
  }
  const { api, log } = startApi(program, {
    ...{ TILGANG_MODE: 'test', LOG_LEVEL: 'debug', DATABASE_URL: given.databaseUrl },
    ...{ VAULT_URL: 'http://127.0.0.1:9', VAULT_PUBLIC_URL: 'http://127.0.0.1:9' },
    ...{ VAULT_TICKET_KEY: randomBytes(24).toString('hex'), PORT: String(port), PUBLIC_URL: url },
    ...{ OIDC_ISSUER: `${url}/idp`, OIDC_CLIENT_ID: 'tilgang-web' },
    OIDC_CLIENT_SECRET: randomBytes(24).toString('hex'),
    ...(existsSync('dist/web') ? { WEB_ROOT: resolve('dist/web') } : {}),
    ...settings,
  });
  const ended = new Promise((settle) => api.once('exit', settle));
  await until(
    'the API answers',
    () => {
      if (api.exitCode !== null) throw new Error(`The API ended:\n${log()}`);
      return fetch(`${url}/api/v1/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    },
    60_000,
  );
  const tokens = {} as Record<SignedIn, string>;
  for (const [key, login] of Object.entries(logins)) {
    tokens[key as SignedIn] = (await signInAsDemoUser(url, login)).accessToken;
  }
  return {
    ...{ url, pid: api.pid!, given, caseIds, tokens, log },
    exitCode: () => api.exitCode,
    stop: async () => {
      api.kill('SIGTERM');
      await ended;
      await given.close();
    },
  };
}

function startApi(
  program: string,
  settings: NodeJS.ProcessEnv,
): { api: ChildProcess; log: () => string } {
  // A heap this small is collected often: what grows all the same is kept by somebody.
  const api = spawn(process.execPath, ['--max-old-space-size=192', program], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...settings },
  });
  let output = '';
  for (const stream of [api.stdout!, api.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  return { api, log: () => output };
}
