import { signInAsDemoUser } from '../../scripts/demo-sign-in.mjs';
import type { CaseDetail } from '../../libs/cases/src/case.queries.js';
import type { Step } from './journey.js';
import { until } from './until.js';

/** The demo users that play the people of the journey. */
export const logins: Partial<Record<Step['by'], string>> = {
  applicant: 'soker',
  otherApplicant: 'soker2',
  caseworker: 'saksbehandler',
  decisionMaker: 'beslutter',
  both: 'begge',
  leader: 'leder',
  otherUnit: 'saksbehandler2',
  adviserNpr: 'radgiver-npr',
  adviserStroke: 'radgiver-hjerneslag',
  deliveryNpr: 'levering-npr',
  deliveryDar: 'levering-dar',
  deliveryStroke: 'levering-hjerneslag',
  rek: 'rek',
  custodian: 'kobling',
  otherCustodian: 'kobling2',
  auditor: 'revisor',
  administrator: 'forvalter',
};

export interface Answer {
  status: number;
  /** As it came, before it was read as JSON. */
  type: string;
  text: string;
  body: { code?: string; problems?: { field: string }[]; version?: number; id?: string };
}

/** How a request is put and its answer read, whole. */
export type Exchange = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<{ status: number; type: string; text: string }>;

export const overHttp: Exchange = async (url, init) => {
  const response = await fetch(url, init);
  const type = response.headers.get('content-type') ?? '';
  return { status: response.status, type, text: await response.text() };
};

/** A running Tilgang over HTTP, and the time there, which is only ever set forwards. */
export class HttpTilgang {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    private readonly url: string,
    private readonly exchange: Exchange = overHttp,
  ) {}

  async send(by: Step['by'], method: string, path: string, body?: unknown): Promise<Answer> {
    const { status, type, text } = await this.exchange(`${this.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await this.tokenOf(by)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const isJson = /json/.test(type);
    return {
      status,
      type,
      text,
      body: (isJson && text !== '' ? JSON.parse(text) : {}) as Answer['body'],
    };
  }

  async get<T>(by: Step['by'], path: string): Promise<T> {
    const { status, body } = await this.send(by, 'GET', path);
    if (status !== 200) throw new Error(`GET ${path} as ${by}: ${status} ${body.code}`);
    return body as T;
  }

  async today(): Promise<string> {
    return (await this.get<{ at: string }>('applicant', '/demo/clock')).at.slice(0, 10);
  }

  /** Sets the clock to noon of a later day. */
  async pass(days: number): Promise<string> {
    const on = addDays(await this.today(), days);
    const { status } = await this.send('applicant', 'POST', '/demo/clock', {
      at: `${on}T11:00:00.000Z`,
    });
    if (status !== 200) throw new Error(`The clock cannot be set to ${on}: ${status}`);
    return on;
  }

  private tokenOf(by: Step['by']): Promise<string> {
    const login = logins[by];
    if (login === undefined) throw new Error(`Nobody plays ${by}`);
    const token =
      this.tokens.get(login) ??
      signInAsDemoUser(this.url, login).then(({ accessToken }) => accessToken);
    this.tokens.set(login, token);
    return token;
  }
}

/** One case, given commands by its people as the web and other systems give them. */
export class HttpCase {
  private constructor(
    readonly tilgang: HttpTilgang,
    readonly id: string,
    private version: number,
  ) {}

  static async open(
    tilgang: HttpTilgang,
    opening: Record<string, unknown> = {},
  ): Promise<HttpCase> {
    const body = { language: 'nb', ...opening };
    const answer = await tilgang.send('applicant', 'POST', '/cases', body);
    if (answer.status !== 201) throw new Error(`opening a case: ${explain(answer)}`);
    return new HttpCase(tilgang, answer.body.id ?? '', answer.body.version ?? 1);
  }

  /** Gives each command in turn; throws, naming the command, when one is refused. */
  async play(...steps: Step[]): Promise<void> {
    for (const { by, command } of steps) {
      const answer = await this.tryOut(by, command);
      if (answer.status >= 300) {
        throw new Error(`${by} may not ${command.type}: ${explain(answer)}`);
      }
    }
  }

  /** The code a command is refused with, or `accepted`. */
  async refusal(by: Step['by'], command: Step['command']): Promise<string> {
    const { status, body } = await this.tryOut(by, command);
    return status < 300 ? 'accepted' : (body.code ?? String(status));
  }

  detail(by: Step['by'] = 'applicant'): Promise<CaseDetail> {
    return this.tilgang.get(by, `/cases/${this.id}`);
  }

  /** Waits until the case is as said: what the system does by itself. */
  until(
    fact: string,
    holds: (detail: CaseDetail) => boolean,
    by?: Step['by'],
  ): Promise<CaseDetail> {
    return until(fact, async () => {
      const detail = await this.detail(by);
      return holds(detail) && detail;
    });
  }

  /** The kinds of the letters the applicant can read, oldest first. */
  async letters(by: Step['by'] = 'applicant'): Promise<string[]> {
    return (await this.detail(by)).letters.map(({ kind }) => kind);
  }

  private async tryOut(by: Step['by'], { type, ...body }: Step['command']): Promise<Answer> {
    for (;;) {
      const path = `/cases/${this.id}/commands/${type}`;
      const answer = await this.tilgang.send(by, 'POST', path, { ...body, version: this.version });
      if (answer.body.code === 'stale-version') {
        // The system has moved the case meanwhile: a reminder, a letter by itself.
        this.version = (await this.detail('applicant')).version;
        continue;
      }
      if (answer.status < 300) this.version = answer.body.version ?? this.version;
      return answer;
    }
  }
}

export function addDays(on: string, days: number): string {
  const at = new Date(`${on}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function explain({ status, body }: Answer): string {
  return `${status} ${body.code} ${JSON.stringify(body.problems ?? [])}`;
}
