import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readJson } from '../supervisor/files.mjs';
import { dataFolderHere } from '../supervisor/running.mjs';
import { NotDone, NotUnderstood } from './outcome.mjs';

const TOKEN_SECONDS = 120;
const TIMEOUT_MS = 60_000;

/** A custodian at the vault: every request is signed anew, for one use and one domain. */
export class VaultVisit {
  constructor({ vault, key }) {
    this.givenUrl = vault ?? process.env.VAULT_URL;
    this.keyFile =
      key ?? process.env.VAULT_CUSTODIAN_KEY ?? join(homedir(), '.tilgang', 'custodian.json');
  }

  get url() {
    if (this.givenUrl) return this.givenUrl.replace(/\/+$/, '');
    const run = readJson(join(dataFolderHere(), 'run.json'));
    if (run?.vault?.url) return run.vault.url;
    throw new NotUnderstood('Which vault? Give its address by --vault or VAULT_URL.');
  }

  /** Asks the vault for something a custodian may; throws NotDone with what it refused. */
  async ask(scope, method, path, { json, domain, registry } = {}) {
    const claims = { scope, ...(domain && { domain }), ...(registry && { registry }) };
    return this.must(await this.fetch(method, path, this.token(claims), { json }));
  }

  /** The answer's JSON, or a NotDone with the refusal. */
  async must(response) {
    const text = await response.text();
    if (response.ok) return text === '' ? null : JSON.parse(text);
    throw new NotDone(refusalIn(response.status, text));
  }

  async fetch(method, path, bearer, { json, body, headers = {} } = {}) {
    try {
      return await fetch(`${this.url}/vault/v1${path}`, {
        method,
        headers: {
          ...(bearer && { authorization: `Bearer ${bearer}` }),
          ...(json && { 'content-type': 'application/json' }),
          ...headers,
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...((json || body) && { body: json ? JSON.stringify(json) : body }),
      });
    } catch {
      throw new NotDone(`No vault answers at ${this.url}.`);
    }
  }

  /** A token for one use, two minutes long (docs/vault.md says what is in it). */
  token(claims) {
    const { id, privateKey } = this.custodian();
    const iat = Math.floor(Date.now() / 1000);
    const body = {
      aud: 'tilgang-vault',
      iat,
      exp: iat + TOKEN_SECONDS,
      jti: randomUUID(),
      ...claims,
    };
    const content = [{ alg: 'EdDSA', kid: id }, body]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign(null, Buffer.from(content), privateKey).toString('base64url');
    return `${content}.${signature}`;
  }

  custodian() {
    const found = statSync(this.keyFile, { throwIfNoEntry: false });
    if (!found) {
      throw new NotUnderstood(
        `No custodian's key at ${this.keyFile}: make one by custodian new, or name it by --key.`,
      );
    }
    if ((found.mode & 0o077) !== 0) {
      throw new NotUnderstood(`${this.keyFile} can be read by others: set mode 0600.`);
    }
    try {
      const { id, privateKey } = JSON.parse(readFileSync(this.keyFile, 'utf8'));
      const key = createPrivateKey({ key: privateKey, format: 'jwk' });
      if (!id) throw new NotUnderstood(`${this.keyFile} has no id yet: see custodian add.`);
      return { id, privateKey: key };
    } catch (error) {
      if (error instanceof NotUnderstood) throw error;
      throw new NotUnderstood(`${this.keyFile} is no key of a custodian.`);
    }
  }
}

function refusalIn(status, text) {
  try {
    const { code, problems = [] } = JSON.parse(text);
    const lines = problems.map(({ field, rule, todo }) => `  ${field}: ${rule} (${todo})`);
    return [`Refused: ${code}`, ...lines].join('\n');
  } catch {
    return `The vault answered ${status}.`;
  }
}
