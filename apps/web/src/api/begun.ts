/**
 * What the page has asked for before the code that wants it is here. Each answer is given once, to
 * whoever asks for the same first, and only while it is fresh.
 */
const begun = new Map<string, { at: number; answer: Promise<Response> }>();

/** Longer than the code of a page takes to come by a slow line; later, it is asked for anew. */
const freshMs = 15_000;

/** How every answer of the API is asked for. */
export const asking: RequestInit = {
  credentials: 'same-origin',
  headers: { accept: 'application/json' },
};

/** Asks at once, by `background` without keeping anybody signed in. */
export function begin(path: string, { isBackground = false } = {}): Promise<Response> {
  const headers = { ...asking.headers, ...(isBackground ? { 'tilgang-background': 'yes' } : {}) };
  const answer = fetch(`/api/v1${path}`, { ...asking, headers }).then(readWhole);
  begun.set(path, { at: performance.now(), answer });
  return answer;
}

/** Read whether or not anybody takes it: an answer that is left unread holds its line open. */
async function readWhole(answer: Response): Promise<Response> {
  const { status, statusText, headers } = answer;
  const body = await answer.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
}

/** What was asked for no longer holds: something is being changed. */
export function forgetBegun(): void {
  begun.clear();
}

/** The answer that is on its way, or undefined: then it is asked for as usual. */
export function takeBegun(path: string): Promise<Response> | undefined {
  const found = begun.get(path);
  begun.delete(path);
  return found && performance.now() - found.at < freshMs ? found.answer : undefined;
}
