import type { DetailedError, Upload, UrlStorage } from 'tus-js-client';
import { Problem, type FieldProblem, request } from './client';

/** A file on its way to a case; it can be paused, and goes on by itself when the network is back. */
export interface Sending {
  /** The file, when all of it has come and its scan found nothing. */
  readonly file: Promise<SentFile>;
  pause(): void;
  goOn(): void;
  giveUp(): void;
}

export interface SentFile {
  fileId: string;
  state: 'scanning' | 'clean' | 'infected' | 'unscannable';
}

export type Progress =
  | { stage: 'sending' | 'paused' | 'waiting'; percent: number }
  | { stage: 'checking'; percent: number };

/** Small enough for a slow line to bring one within the server's minute. */
const partBytes = 4 * 1024 * 1024;
const retryDelaysMs = [0, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

/** Sends a file in parts, from where it stopped if it stopped. `file` fails with {@link Problem}. */
export function sendInParts(
  caseId: string,
  file: File,
  onProgress: (progress: Progress) => void,
): Sending {
  let percent = 0;
  let isGivenUp = false;
  const tell = (stage: Progress['stage']) => onProgress({ stage, percent });
  let settle: (sent: SentFile) => void;
  let fail: (problem: Problem) => void;
  const done = new Promise<SentFile>((resolve, reject) => {
    settle = resolve;
    fail = reject;
  });
  let upload: Upload | undefined;
  let isPaused = false;
  const makeUpload = async () => {
    // Fetched when somebody sends a file: it is as large as all else on the page of a case.
    const tus = await import('tus-js-client');
    const made: Upload = new tus.Upload(file, {
      endpoint: `/api/v1/cases/${caseId}/uploads`,
      chunkSize: partBytes,
      retryDelays: retryDelaysMs,
      metadata: { filename: file.name },
      fingerprint: () => Promise.resolve(fingerprintOf(caseId, file)),
      urlStorage: places,
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => {
        tell('waiting');
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || status >= 500 || [409, 423, 429, 460].includes(status);
      },
      onProgress: (sent, total) => {
        percent = total === 0 ? 0 : Math.floor((100 * sent) / total);
        tell('sending');
      },
      onError: (error) => fail(problemOf(error)),
      onSuccess: () => {
        tell('checking');
        const fileId = made.url?.split('/').at(-1) ?? '';
        scanned(caseId, fileId, () => isGivenUp).then(settle, fail);
      },
    });
    const [earlier] = await made.findPreviousUploads();
    if (earlier) made.resumeFromPreviousUpload(earlier);
    return made;
  };
  const start = async () => {
    try {
      upload = await makeUpload();
    } catch {
      fail(new Problem(0, 'no-answer'));
    }
    if (!isGivenUp && !isPaused) upload?.start();
  };
  void start();
  return {
    file: done,
    pause: () => {
      isPaused = true;
      void upload?.abort();
      tell('paused');
    },
    goOn: () => {
      isPaused = false;
      tell('sending');
      upload?.start();
    },
    giveUp: () => {
      isGivenUp = true;
      void upload?.abort(true).catch(() => undefined);
    },
  };
}

/** How many files of a case stopped on their way in this browser. */
export function unfinishedUploads(caseId: string): number {
  return keys().filter((key) => key.startsWith(`${prefix}${caseId}:`)).length;
}

/** Asks until the scan is done; a scanner that is away for long makes it long. */
async function scanned(
  caseId: string,
  fileId: string,
  isGivenUp: () => boolean,
): Promise<SentFile> {
  for (let pauseMs = 250; !isGivenUp(); pauseMs = Math.min(pauseMs * 1.5, 5_000)) {
    const sent = await request<SentFile>(`/cases/${caseId}/attachments/files/${fileId}`).catch(
      (problem: unknown) => {
        if (problem instanceof Problem && problem.status === 0) return null;
        throw problem;
      },
    );
    if (sent?.state === 'clean') return sent;
    if (sent && sent.state !== 'scanning') throw new Problem(422, `file-${sent.state}`);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  throw new Problem(0, 'given-up');
}

function problemOf(error: Error): Problem {
  const answer = (error as Partial<DetailedError>).originalResponse;
  if (!answer) return new Problem(0, 'no-answer');
  try {
    const { code, problems } = JSON.parse(answer.getBody()) as {
      code?: string;
      problems?: FieldProblem[];
    };
    return new Problem(answer.getStatus(), code ?? 'unknown', problems);
  } catch {
    return new Problem(answer.getStatus(), 'unknown');
  }
}

const prefix = 'tilgang-upload:';

/** The same file again, without its name: what a browser keeps may be seen by others. */
function fingerprintOf(caseId: string, { lastModified, name, size }: File): string {
  const mark = [...name].reduce((sum, sign) => (sum * 31 + (sign.codePointAt(0) ?? 0)) >>> 0, 7);
  return `${prefix}${caseId}:${size}:${lastModified}:${mark}`;
}

/** Where the parts of a file went, so that it goes on there after the page was left. */
const places: UrlStorage = {
  findAllUploads: () => Promise.resolve([]),
  findUploadsByFingerprint: (fingerprint) => {
    const uploadUrl = localStorage.getItem(fingerprint);
    const found = { size: null, metadata: {}, creationTime: '', urlStorageKey: fingerprint };
    return Promise.resolve(uploadUrl ? [{ ...found, uploadUrl, parallelUploadUrls: null }] : []);
  },
  removeUpload: (key) => Promise.resolve(localStorage.removeItem(key)),
  addUpload: (fingerprint, { uploadUrl }) => {
    if (uploadUrl) localStorage.setItem(fingerprint, uploadUrl);
    return Promise.resolve(fingerprint);
  },
};

function keys(): string[] {
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '');
}
