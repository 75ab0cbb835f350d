import { forgetBegun, takeBegun } from './begun';

/** A field of the request that the server turned down, with the rule and what to do about it. */
export interface FieldProblem {
  field: string;
  rule: string;
  todo: string;
  /** In the application form: what is wrong, and what its words need. */
  code?: string;
  params?: Record<string, string | number>;
}

/** Every answer that is not a success: `status` 0 means that no answer came at all. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly problems: readonly FieldProblem[] = [],
  ) {
    super(code);
  }
}

/** Signed in, but too long ago for what was asked: the person signs in anew and asks again. */
export const signInTooOld = 'sign-in-too-old';

interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  /** A table, sent as it is written, in place of a body. */
  csv?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
  /** `reload` asks the server anew for what a browser may keep for a while. */
  cache?: RequestCache;
  /** The page asks by itself: it keeps nobody signed in who has left. */
  isBackground?: boolean;
}

/**
 * The one way to the server. `path` is relative to `/api/v1`. Throws {@link Problem}, never
 * anything else, except when the caller aborts.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const response = await send(path, options);
  if (!response.ok) throw await problemOf(response);
  if (response.status === 204) return undefined as T;
  return (await response.json().catch(() => {
    throw new Problem(502, 'answer-not-understood');
  })) as T;
}

/**
 * Asks for a file, by a body where there is one, and has the browser save it; so a refusal can be
 * told in words. Throws {@link Problem}.
 *
 * @param fileName what it is saved as; else the name that the server gives.
 */
export async function download(path: string, body?: unknown, fileName?: string): Promise<void> {
  const response = await send(path, body === undefined ? {} : { method: 'POST', body });
  if (!response.ok) throw await problemOf(response);
  const given = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const file = await response.blob().catch(() => {
    throw new Problem(0, 'no-answer');
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName ?? given ?? '';
  link.click();
  // The browser may still be reading it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Names one click, so that a repeat of it makes no second case. Works over plain http too. */
export function freshKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send(
  path: string,
  { method = 'GET', body, csv, headers, signal, cache, isBackground }: RequestOptions,
) {
  const isPlain = method === 'GET' && cache === undefined && headers === undefined;
  if (method !== 'GET') forgetBegun();
  const begun = isPlain ? takeBegun(path) : undefined;
  try {
    if (begun) return await begun;
    return await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      cache,
      signal,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(csv === undefined ? {} : { 'content-type': 'text/csv' }),
        ...(isBackground ? { 'tilgang-background': 'yes' } : {}),
        ...headers,
      },
      body: body === undefined ? csv : JSON.stringify(body),
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Problem(0, 'no-answer');
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null);
  const { code, problems } = (typeof body === 'object' && body !== null ? body : {}) as {
    code?: string;
    problems?: FieldProblem[];
  };
  return new Problem(response.status, code ?? 'unknown', problems ?? []);
}
