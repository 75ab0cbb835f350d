import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CommandName } from '../../libs/cases/src/case.commands.js';
import { transitions } from '../../libs/cases/src/case.workflow.machine.js';
import { demoUsers } from '#parties';
import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import { wholeApplication } from '../support/journey.js';
import { freePort } from '../support/ports.js';
import {
  lives,
  type RunningPrograms,
  type Start,
  startTilgang,
  temporaryDataFolder,
} from '../support/tilgang.js';
import { until } from '../support/until.js';

type Program = 'api' | 'worker';

/**
 * Which program is killed as soon as the walkthrough prints what: where a command is about to come
 * or its letters and jobs are under way.
 */
const kills: { program: Program; at: RegExp }[] = [
  { program: 'api', at: /\d\. .* submit / },
  { program: 'worker', at: /\d\. .* forward-to-rek / },
  { program: 'api', at: /beslutter2: sign-access-refusal/ },
  { program: 'worker', at: /\d\. .* sign-access-grant / },
  { program: 'worker', at: /\d\. .* create-linkage-domain / },
  { program: 'api', at: /\d\. .* hand-in-list / },
  { program: 'worker', at: /648 days pass/ },
  { program: 'api', at: /\d\. .* confirm-deletion / },
  { program: 'worker', at: /\d\. .* order-key-destruction / },
];

/** What the system does by itself between two steps: its day has come, or the vault has got further. */
const byItself = [
  'due-date-reminded',
  'due-date-escalated',
  'automatic-preliminary-reply-sent',
  'linkage-step-recorded',
];

describe('the walkthrough, while programs are killed under it', () => {
  const { folder, remove } = temporaryDataFolder();
  const data = join(folder, 'data');
  const out = mkdtempSync(join(tmpdir(), 'tilgang-walkthrough-'));
  const killed: { program: Program; pid: number }[] = [];
  let start: Start;
  let walk: { code: number | null; output: string };
  let caseId: string;
  let auditor: (path: string) => Promise<Read>;

  beforeAll(async () => {
    start = startTilgang(data, await freePort(), { LOG_LEVEL: 'debug' });
    await start.ready();
    walk = await walkThrough(start, data, out, killed);
    caseId = / \(([0-9a-f-]{36})\), \d+ checks held/.exec(walk.output)?.[1] ?? '';
    const { accessToken } = await signInAsDemoUser(start.url, 'revisor');
    auditor = async (path) => (await ask(`${start.url}/api/v1${path}`, accessToken)).json;
  }, 480_000);

  afterAll(async () => {
    if (start?.supervisor.exitCode === null) {
      process.kill(-start.supervisor.pid!, 'SIGINT');
      await start.ended;
    }
    remove();
    rmSync(out, { recursive: true, force: true });
  }, 60_000);

  it('goes on to its end and finds everything as it must be', () => {
    expect(walk.output).toContain('Walkthrough done');
    expect(walk.output).toMatch(/, \d{3,} checks held, 0 failed/);
    expect(walk.code).toBe(0);
  });

  it('had each program killed where it was meant to be, and started again', () => {
    expect(killed.map(({ program }) => program)).toEqual(kills.map(({ program }) => program));
    expect(new Set(killed.map(({ pid }) => pid)).size).toBe(kills.length);
    const running = start.running() as RunningPrograms;
    for (const { program, pid } of killed) {
      expect(lives(pid)).toBe(false);
      expect(running[program].pid).not.toBe(pid);
    }
  });

  it('closes the case, with exactly one decision letter, dispatched', async () => {
    const detail = await auditor(`/cases/${caseId}`);
    expect(detail.tracks['application']?.state).toBe('closed');
    expect(detail.tracks['linkage']?.state).toBe('destroyed');
    const statuses = detail.letters.map(({ kind, status }) => `${kind} ${status}`);
    expect(statuses.filter((status) => status.startsWith('decision'))).toEqual([
      'decision dispatched',
    ]);
    // More than these come only because a day came, as the walkthrough itself checks.
    expect(statuses.length).toBeGreaterThanOrEqual(9);
    // Who runs the environment has no digital way yet: those letters wait for the print room.
    expect(statuses.filter((status) => !status.endsWith(' dispatched'))).toEqual([
      'environment-notice produced',
      'environment-notice produced',
    ]);
  });

  it('has one event for each command that was accepted, in their order', async () => {
    const { events } = await auditor(`/cases/${caseId}/timeline`);
    const all = events.filter(({ outcome, track }) => outcome === 'accepted' && track !== null);
    const changes = all.filter(({ type }) => !byItself.includes(type));
    expect(changes.map(({ type }) => type)).toEqual([
      'draft-created',
      ...commandsIn(walk.output).map((name) => transitions[name].transition.event),
    ]);
    const { version } = await auditor(`/cases/${caseId}`);
    expect(version).toBe(all.length);
  });

  it('leaves a log that is whole', async () => {
    const { code, output } = await run(['scripts/audit-verify.mjs'], { TILGANG_DATA: data });
    expect(output).toMatch(/^\d+ events in \d+ cases, \d+ seals: the log is whole$/m);
    expect(code).toBe(0);
  });

  it('resolves no serial number any more', async () => {
    const { accessToken } = await signInAsDemoUser(start.url, 'kobling');
    const tickets = `${start.url}/api/v1/cases/${caseId}/linkage/tickets`;
    const { json } = await ask(tickets, accessToken, { scope: 'resolve' });
    const resolve = `${json.vaultUrl}/vault/v1/domains/${json.domainId}/resolvings`;
    const answer = await ask(resolve, json.ticket, {
      serialNumber: '123456789',
      legalGround: 'significant-finding',
      reason: 'x',
    });
    expect([answer.status, answer.json.code]).toEqual([410, 'keys-destroyed']);
  });

  it('leaves no number, name or word of anybody in a log, at its most talkative [R16.0.4]', () => {
    const folder = join(data, 'log');
    const logs = readdirSync(folder).filter((file) => /^(api|worker|vault)\.log/.test(file));
    expect(logs).toEqual(expect.arrayContaining(['api.log', 'worker.log', 'vault.log']));
    const lines = logs.flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n'));
    expect(lines.length).toBeGreaterThan(1_000);
    const all = lines.join('\n');
    const planted = [
      ...demoUsers.flatMap(({ name, email }) => [name, email]),
      ...textsIn(wholeApplication),
    ];
    expect(planted.length).toBeGreaterThan(80);
    expect(planted.filter((text) => all.includes(text))).toEqual([]);
    // Synthetic identity numbers have 80 added to their month.
    expect(all.match(/\b\d{2}(?:8[1-9]|9[0-2])\d{7}\b/g)).toBeNull();
    expect(all).not.toMatch(/eyJ[\w-]{20,}\.|Bearer |postgres:\/\/\w+:/);
    // Each line is one of ours, whatever was sent: nobody writes one for us.
    const odd = lines.filter((line) => line !== '' && !isLogLine(line));
    expect(odd.slice(0, 5)).toEqual([]);
  });

  it('leaves no process behind when it is interrupted at last', async () => {
    const running = start.running() as RunningPrograms;
    process.kill(-start.supervisor.pid!, 'SIGINT');
    expect(await start.ended).toBe(0);
    const left = Object.values(running).filter(({ pid }) => lives(pid));
    expect(left).toEqual([]);
    expect(start.running()).toEqual({});
  }, 60_000);
});

/** What is read of a case, its timeline, a ticket or a problem. */
interface Read {
  code: string;
  version: number;
  tracks: Record<string, { state: string }>;
  letters: { kind: string; status: string }[];
  events: { type: string; outcome: string; track: string | null }[];
  vaultUrl: string;
  domainId: string;
  ticket: string;
}

/** The sentences and names that somebody wrote; a single word may be a word of ours as well. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 12 && value.includes(' ') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/** A line of JSON with the program it is of; Node's own warnings are none of anybody's content. */
function isLogLine(line: string): boolean {
  if (/^\(node:\d+\)|^\(Use `node|^oidc-provider WARNING/.test(line)) return true;
  try {
    const { app, level } = JSON.parse(line) as { app?: unknown; level?: unknown };
    return typeof app === 'string' && typeof level === 'number';
  } catch {
    return false;
  }
}

/** Runs the walkthrough on small lists, killing programs at its lines; notes what was killed. */
async function walkThrough(
  start: Start,
  data: string,
  out: string,
  killed: { program: Program; pid: number }[],
): Promise<{ code: number | null; output: string }> {
  const walkthrough = program(['scripts/walkthrough.mjs'], {
    TILGANG_URL: start.url,
    TILGANG_DATA: data,
    DATABASE_URL: '',
    TILGANG_OUT: out,
    TILGANG_WALKTHROUGH_SCALE: '0.05',
  });
  const lines: string[] = [];
  const waiting = [...kills];
  let killing: Promise<void> = Promise.resolve();
  createInterface({ input: walkthrough.stdout! }).on('line', (line) => {
    lines.push(line);
    const next = waiting[0];
    if (!next?.at.test(line)) return;
    waiting.shift();
    killing = killing.then(async () => {
      const pid = await until(`${next.program} runs`, () => start.running()[next.program]?.pid);
      process.kill(pid, 'SIGKILL');
      killed.push({ program: next.program, pid });
    });
  });
  walkthrough.stderr!.setEncoding('utf8').on('data', (text: string) => lines.push(text));
  const code = await new Promise<number | null>((resolve) => walkthrough.once('close', resolve));
  await killing;
  return { code, output: lines.join('\n') };
}

/** The commands that were accepted, people's and the system's, as the walkthrough printed them. */
function commandsIn(output: string): CommandName[] {
  const steps = output.matchAll(/^ *\d+\. [\d-]{10} [\d:]{5} {2}([a-z-]+) /gm);
  return [...steps].map(([, name]) => name as CommandName).filter((name) => name in transitions);
}

async function ask(url: string, bearer: string, json?: object) {
  const response = await fetch(url, {
    method: json ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
    ...(json && { body: JSON.stringify(json) }),
  });
  return { status: response.status, json: (await response.json()) as Read };
}

function program(args: string[], settings: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, {
    env: { ...process.env, NODE_OPTIONS: '', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function run(args: string[], settings: NodeJS.ProcessEnv) {
  return new Promise<{ code: number; output: string }>((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '', DATABASE_URL: '', ...settings };
    const child = execFile(process.execPath, args, { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
}
