import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { explain } from './case-file.mjs';
import { ask } from './requests.mjs';

const LIST_WITHIN_MS = 600_000;

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
 * @returns {Promise<Map<string, string>>} identity number to serial number
 */
export async function openKeyFile(bytes, identity) {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const text = await decrypter.decrypt(bytes, 'text');
  const [header, ...lines] = text.trimEnd().split('\n');
  if (header !== 'identity_number;serial_number') throw new Error('The key file has no header.');
  const numbers = new Map(lines.map((line) => line.split(';')));
  if (numbers.size !== lines.length) throw new Error('Somebody is twice in the key file.');
  return numbers;
}

export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
