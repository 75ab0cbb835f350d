import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { explain } from './case-file.mjs';
import { ask, until } from './requests.mjs';

const LIST_WITHIN_MS = 600_000;
const PARTS_OF_A_LIST = 4;
const OVER = ['done', 'refused', 'given-up'];

/** A registry's key pair for key files; the secret half never leaves this process. */
export async function keyPair() {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The vault as registries and linkage custodians use it, with tickets from the case system. */
export class VaultVisits {
  /** Paths of what was fetched. */
  fetched = [];

  constructor({ file, checks, folder }) {
    Object.assign(this, { file, checks, folder });
  }

  /** @returns {Promise<{ vaultUrl: string, domainId: string, ticket: string }>} */
  async ticket(login, scope, registryId) {
    const answer = await this.askForTicket(login, scope, registryId);
    this.checks.equal(`${login} gets a ticket (${explain(answer)})`, answer.status, 201);
    return answer.json;
  }

  askForTicket(login, scope, registryId) {
    const path = `/cases/${this.file.id}/linkage/tickets`;
    return this.file.send(login, 'POST', path, {
      json: { scope, ...(registryId && { registryId }) },
    });
  }

  /** Streams a list to the vault; gives the answer and the SHA-256 of what was sent. */
  async sendList({ vaultUrl, domainId, ticket }, registryId, list) {
    let opened;
    const answer = await ask(`${vaultUrl}/vault/v1/domains/${domainId}/lists/${registryId}`, {
      method: 'POST',
      bearer: ticket,
      type: 'text/csv',
      withinMs: LIST_WITHIN_MS,
      stream: () => (opened = list.open()).stream,
    });
    return { answer, sha256: opened.sha256() };
  }

  /**
   * Sends a list in parts by the tus protocol, and waits until the vault has worked on it.
   *
   * @param {(arrivedBytes: number) => Promise<void>} underway told once, after the first part
   * @returns the manifest of the run it became
   */
  async sendInParts(pass, registryId, bytes, underway) {
    const path = `/domains/${pass.domainId}/lists/${registryId}/uploads`;
    const metadata = `sha256 ${Buffer.from(sha256(bytes)).toString('base64')}`;
    const length = { 'upload-length': String(bytes.length), 'upload-metadata': metadata };
    const begun = await this.#inParts(pass, 'POST', path, { headers: length });
    this.checks.equal(`a list in parts begins (${explain(begun)})`, begun.status, 201);
    const own = `${path}/${begun.json.listId}`;
    const size = Math.ceil(bytes.length / PARTS_OF_A_LIST);
    for (let from = 0; from < bytes.length; from += size) {
      const part = bytes.subarray(from, from + size);
      const headers = { 'upload-offset': String(from) };
      const type = 'application/offset+octet-stream';
      const sent = await this.#inParts(pass, 'PATCH', own, { headers, type, body: part });
      this.checks.equal(`a part at ${from} is taken in (${explain(sent)})`, sent.status, 204);
      if (from === 0) await underway(part.length);
    }
    const { state, runId } = await until('the list in parts is worked on', async () => {
      const { json } = await this.#inParts(pass, 'GET', own);
      return OVER.includes(json.state) && json;
    });
    this.checks.equal('how the list in parts ended', state, 'done');
    const manifest = await ask(`${pass.vaultUrl}/vault/v1/runs/${runId}/manifest`, {
      bearer: pass.ticket,
    });
    return manifest.json;
  }

  #inParts({ vaultUrl, ticket }, method, path, { headers, ...rest } = {}) {
    return ask(`${vaultUrl}/vault/v1${path}`, {
      ...rest,
      method,
      bearer: ticket,
      headers: { 'tus-resumable': '1.0.0', ...headers },
    });
  }

  /** Sends a file about people for the whole project. @param {'aliases' | 'reservations'} what */
  sendPeople({ vaultUrl, domainId, ticket }, what, text) {
    const url = `${vaultUrl}/vault/v1/domains/${domainId}/${what}`;
    return ask(url, { method: 'POST', bearer: ticket, type: 'text/csv', body: text });
  }

  /** What a registry must change in numbers it was handed; encrypted to its key. */
  askForCorrection({ vaultUrl, ticket }, correctionId) {
    return ask(`${vaultUrl}/vault/v1/corrections/${correctionId}`, { bearer: ticket });
  }

  /** Fetches the key file of a run, still encrypted, and its report. */
  async fetchFiles(pass, runId, name) {
    const keyFile = await this.askForFile(pass, runId, 'key-file');
    this.checks.equal(`the key file of ${name} is handed out`, keyFile.status, 200);
    const report = await this.askForFile(pass, runId, 'report');
    this.checks.equal(`the report of ${name} is handed out`, report.status, 200);
    await mkdir(this.folder, { recursive: true });
    const paths = [join(this.folder, `${name}.csv.age`), join(this.folder, `${name}-report.csv`)];
    await writeFile(paths[0], keyFile.bytes);
    await writeFile(paths[1], report.bytes);
    this.fetched.push(...paths);
    return { keyFile: keyFile.bytes, report: report.bytes, paths };
  }

  /** @param {'key-file' | 'report'} kind */
  askForFile({ vaultUrl, ticket }, runId, kind) {
    return ask(`${vaultUrl}/vault/v1/runs/${runId}/${kind}`, { bearer: ticket });
  }

  /** Asks whose serial number it is; another custodian must approve it. */
  askWhose(pass, serialNumber) {
    return this.atResolvings(pass, '', {
      serialNumber,
      legalGround: 'significant-finding',
      reason: 'Demonstration with made-up people',
    });
  }

  /** @param {'approve' | 'identity'} what */
  goOnResolving(pass, orderId, what) {
    return this.atResolvings(pass, `/${orderId}/${what}`, {});
  }

  atResolvings({ vaultUrl, domainId, ticket }, path, json) {
    return ask(`${vaultUrl}/vault/v1/domains/${domainId}/resolvings${path}`, {
      method: 'POST',
      bearer: ticket,
      json,
    });
  }
}

/**
 * Opens a key file.
 *
 * @param {Uint8Array} bytes as they came from the vault
 * @param {string} identity the registry's secret key
 * @param {readonly string[]} more columns it must have besides
 * @returns {Promise<{ number: string, serial: string, more: string[] }[]>}
 */
export async function openKeyFile(bytes, identity, more = []) {
  const [header, ...lines] = await openedLines(bytes, identity);
  const columns = ['identity_number', 'serial_number', ...more].join(';');
  if (header !== columns) throw new Error('The key file has other columns.');
  const rows = lines.map((line) => {
    const [number, serial, ...rest] = line.split(';');
    return { number, serial, more: rest };
  });
  if (new Set(rows.map(({ number }) => number)).size !== rows.length) {
    throw new Error('Somebody is twice in the key file.');
  }
  return rows;
}

/** The lines of any file that the vault encrypted to a registry. */
export async function openedLines(bytes, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return (await decrypter.decrypt(bytes, 'text')).trimEnd().split('\n');
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
