import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../supervisor/programs.mjs';
import { dataFolderHere } from '../supervisor/running.mjs';
import { sealCertificateFile } from '../supervisor/test-seal.mjs';
import { explain } from './case-file.mjs';
import { until } from './requests.mjs';

const run = promisify(execFile);

/** Fetches letters and reads them as their recipients do. */
export class Paper {
  /** Paths of what was fetched. */
  fetched = [];

  constructor({ file, checks, folder, say }) {
    Object.assign(this, { file, checks, folder, say });
  }

  /** Says which tools read the letters; without them less is checked, and it is said. */
  async open() {
    this.qpdf = await isThere('qpdf', ['--version']);
    this.pdftotext = await isThere('pdftotext', ['-v']);
    for (const tool of ['qpdf', 'pdftotext']) {
      if (!this[tool]) this.say(`${tool} is not on the PATH: letters are checked less thoroughly.`);
    }
  }

  /**
   * Waits until letters of a kind are dispatched, fetches them and reads them.
   *
   * @param {string} login who reads
   * @param {{ count?: number, registryId?: string, mustSay?: string[] }} expected
   * @returns {Promise<void>}
   */
  async read(login, kind, { count = 1, registryId, mustSay = [] } = {}) {
    const { checks, file } = this;
    const letters = await until(`the letter ${kind} is dispatched`, async () => {
      const found = (await file.detail(login)).letters.filter(
        (letter) => letter.kind === kind && (!registryId || letter.recipientId === registryId),
      );
      return found.length > 0 && found.every(({ status }) => status === 'dispatched') && found;
    });
    checks.equal(`number of letters ${kind} that ${login} sees`, letters.length, count);
    for (const letter of letters) {
      const answer = await file.send(login, 'GET', `/letters/${letter.id}/pdf`);
      checks.equal(`${login} reads the letter ${kind} (${explain(answer)})`, answer.status, 200);
      checks.equal('type of the letter', answer.headers.get('content-type'), 'application/pdf');
      await this.#readOne(kind, letter, answer.bytes, mustSay);
    }
  }

  async #readOne(kind, { id, dispatchedAt }, bytes, mustSay) {
    const path = join(this.folder, `${kind}-${id.slice(0, 8)}.pdf`);
    await mkdir(this.folder, { recursive: true });
    await writeFile(path, bytes);
    this.fetched.push(path);
    this.checks.holds(`${path} is a PDF`, bytes.subarray(0, 5).toString() === '%PDF-');
    if (this.qpdf) {
      const fault = await run('qpdf', ['--check', path]).catch(({ stdout, stderr }) => ({
        stderr: stdout + stderr,
      }));
      this.checks.holds(`qpdf finds no fault in ${path}`, !fault.stderr, fault.stderr);
    }
    if (this.pdftotext) {
      const { stdout } = await run('pdftotext', ['-enc', 'UTF-8', path, '-']);
      const text = plain(stdout);
      for (const words of mustSay) {
        this.checks.holds(`the letter ${kind} says "${words}"`, text.includes(plain(words)), path);
      }
    }
    if (kind === 'decision') await this.#verify(path);
    const quoted = this.pdftotext && mustSay.length > 0 ? `, says ${mustSay.join(' | ')}` : '';
    this.say(`letter ${kind}, dispatched ${dispatchedAt.slice(0, 10)}${quoted}: ${path}`);
  }

  /** The seal holds, and the file is the one that its row says: what anybody can find out later. */
  async #verify(path) {
    if (!isSealKnown()) return;
    const verify = join(root, 'scripts', 'letter-verify.mjs');
    const { stdout, stderr } = await run(process.execPath, [verify, path]).catch((fault) => fault);
    const isGenuine = stdout.includes('The letter is genuine and whole.');
    this.checks.holds(`npm run letter:verify finds ${path} genuine`, isGenuine, stdout + stderr);
  }
}

/** Where the seal that a demonstration makes for itself can be had: elsewhere its agency has it. */
const isSealKnown = () =>
  Boolean(process.env.SEAL_CERTIFICATE_FILE) || existsSync(sealCertificateFile(dataFolderHere()));

/** Line breaks and blanks are the layout's, also within a long hash; the letters are what counts. */
function plain(text) {
  return text.normalize('NFC').replace(/\s+/gu, '');
}

async function isThere(command, args) {
  return run(command, args).then(
    () => true,
    ({ code }) => code !== 'ENOENT',
  );
}
