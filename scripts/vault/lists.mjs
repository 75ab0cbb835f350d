import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, openSync, statSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { NotDone, NotUnderstood, ProgressLine } from './outcome.mjs';

const PART_BYTES = 4 * 1024 * 1024;
const EVERY_MS = 250;
const OVER = ['done', 'refused', 'given-up'];

/** Lists to the vault, and the files it makes of them. */
export const listCommands = {
  run: {
    usage: 'run DOMAIN REGISTRY FILE [--key-file-to FILE] [--report-to FILE]',
    needs: ['DOMAIN', 'REGISTRY', 'FILE'],
    async run(visit, [domain, registry, file], values) {
      const found = statSync(file, { throwIfNoEntry: false });
      if (!found?.isFile()) throw new NotUnderstood(`${file} is not a file.`);
      const line = new ProgressLine(values.json);
      const claims = { scope: 'list:write', domain, registry };
      const list = new Sending(visit, claims, file, found.size, line);
      await list.send();
      const progress = await list.untilOver();
      line.end();
      if (!progress.runId) {
        const { code = progress.state, problems = [] } = progress.refusal ?? {};
        const lines = problems.map(({ rule, todo }) => `  ${rule} (${todo})`);
        throw new NotDone([`The list was not taken in: ${code}`, ...lines].join('\n'));
      }
      const { runId } = progress;
      for (const [kind, to] of [
        ['key-file', values['key-file-to']],
        ['report', values['report-to']],
      ]) {
        if (to) await fetchTo(visit, claims, `/runs/${runId}/${kind}`, to);
      }
      return { runId, rows: progress.readRows, state: progress.state };
    },
    say: ({ runId, rows }) => `Taken in: ${rows} rows, run ${runId}.`,
  },
};

/** A list on its way in parts: what came through before a break is not sent again. */
class Sending {
  constructor(visit, claims, file, size, line) {
    Object.assign(this, { visit, claims, file, size, line });
    this.path = `/domains/${claims.domain}/lists/${claims.registry}/uploads`;
  }

  async send() {
    const sha256 = await hashOf(this.file);
    const headers = {
      'upload-length': String(this.size),
      'upload-metadata': `sha256 ${Buffer.from(sha256).toString('base64')}`,
    };
    const { listId } = await this.visit.must(await this.request('POST', this.path, { headers }));
    this.path += `/${listId}`;
    for (let offset = 0; offset < this.size;) {
      offset = await this.part(offset);
      this.line.show('sending', offset, this.size);
    }
  }

  /** Sends a part; where the line broke, finds out how far it came. */
  async part(offset) {
    const end = Math.min(offset + PART_BYTES, this.size);
    const pieces = [];
    for await (const piece of createReadStream(this.file, { start: offset, end: end - 1 })) {
      pieces.push(piece);
    }
    const headers = {
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    };
    const sent = { headers, body: Buffer.concat(pieces) };
    for (let tries = 0; ; tries++) {
      try {
        const response = await this.request('PATCH', this.path, sent);
        if (response.status === 204) return Number(response.headers.get('upload-offset'));
        if (response.status !== 409) await this.visit.must(response);
      } catch (error) {
        if (tries >= 4) throw error;
        await pause(EVERY_MS * 2 ** tries);
      }
      const head = await this.request('HEAD', this.path, {});
      if (head.ok) return Number(head.headers.get('upload-offset'));
    }
  }

  async untilOver() {
    for (;;) {
      const progress = await this.visit.must(await this.request('GET', this.path, {}));
      this.line.show('working', progress.readBytes, progress.sizeBytes);
      if (OVER.includes(progress.state)) return progress;
      await pause(EVERY_MS);
    }
  }

  request(method, path, { headers = {}, body } = {}) {
    const token = this.visit.token(this.claims);
    return this.visit.fetch(method, path, token, {
      headers: { 'tus-resumable': '1.0.0', ...headers },
      body,
    });
  }
}

async function hashOf(file) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece);
  return hash.digest('hex');
}

async function fetchTo(visit, claims, path, to) {
  const response = await visit.fetch('GET', path, visit.token(claims));
  if (!response.ok) await visit.must(response);
  const file = createWriteStream(to, { fd: openSync(to, 'wx', 0o600) });
  await pipeline(Readable.fromWeb(response.body), file);
}
