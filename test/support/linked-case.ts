import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { HttpCase, HttpTilgang } from './http-case.js';
import { registryIds, type Step } from './journey.js';

/** Each registry's secret key, and who delivers for it. */
export type TestRegistries = Record<string, { identity: string; by: Step['by'] }>;

interface Pass {
  vaultUrl: string;
  domainId: string;
  ticket: string;
}

interface VaultAnswer {
  status: number;
  json: Record<string, unknown>;
  bytes: Uint8Array;
}

const deliverers = [
  [registryIds.npr, 'deliveryNpr'],
  [registryIds.dar, 'deliveryDar'],
  [registryIds.stroke, 'deliveryStroke'],
] as const;

/** Every registry has a new key, registered by itself. */
export async function testRegistries(tilgang: HttpTilgang): Promise<TestRegistries> {
  const registries: TestRegistries = {};
  for (const [id, by] of deliverers) {
    const identity = await generateX25519Identity();
    const key = { publicKey: await identityToRecipient(identity) };
    const { status } = await tilgang.send(by, 'PUT', `/registries/${id}/recipient-key`, key);
    if (status !== 200) throw new Error(`The key of ${id} was not taken: ${status}`);
    registries[id] = { identity, by };
  }
  return registries;
}

/** A case whose linkage is carried out by a real vault, as registries and custodians use it. */
export class LinkedCase {
  /** The last run of each registry. */
  readonly runs = new Map<string, string>();

  private constructor(
    private readonly accessCase: HttpCase,
    private readonly registries: TestRegistries,
  ) {}

  static open(accessCase: HttpCase, registries: TestRegistries): LinkedCase {
    return new LinkedCase(accessCase, registries);
  }

  async createDomain(): Promise<void> {
    await this.accessCase.play({ by: 'custodian', command: { type: 'create-linkage-domain' } });
    await this.accessCase.until(
      'the vault has the domain',
      ({ tracks }) => tracks.linkage?.state === 'domain-created',
      'custodian',
    );
  }

  /** Hands a list in; gives the numbers of the key file that comes of it. */
  async handIn(registryId: string, list: string): Promise<Map<string, string>> {
    const { runId } = await this.send(registryId, list);
    this.runs.set(registryId, String(runId));
    const pass = await this.registryPass(registryId);
    const { bytes } = await at(pass, 'GET', `/runs/${String(runId)}/key-file`);
    await this.accessCase.until(
      'the case knows the run',
      ({ tracks }) => tracks['key-file']?.[registryId]?.runId === runId,
      'custodian',
    );
    return new Map((await this.opened(registryId, bytes)).slice(1).map(pairOf));
  }

  /** Sends a list that must be accepted. */
  async send(registryId: string, list: string): Promise<Record<string, unknown>> {
    const pass = await this.registryPass(registryId);
    const answer = await at(pass, 'POST', `/domains/${pass.domainId}/lists/${registryId}`, list);
    if (answer.status !== 201) throw new Error(`The list: ${JSON.stringify(answer.json)}`);
    return answer.json;
  }

  async stepIs(id: string, state: string, counts: object): Promise<void> {
    const wanted = Object.entries({ state, ...counts });
    await this.accessCase.until(
      `step ${id} is ${state} ${JSON.stringify(counts)}`,
      ({ tracks }) => {
        const step = (tracks.linkage?.steps as Record<string, object> | undefined)?.[id] ?? {};
        return wanted.every(([name, value]) => step[name as never] === value);
      },
      'custodian',
    );
  }

  async sendPeople(what: 'aliases' | 'reservations', file: string) {
    const { status, json } = await this.trySendPeople(what, file);
    if (status !== 201) throw new Error(`The ${what}: ${JSON.stringify(json)}`);
    return json;
  }

  /** The answer of the vault, or of the case system where it gives no ticket. */
  async trySendPeople(what: 'aliases' | 'reservations', file: string) {
    const { status, body } = await this.ticket('custodian', { scope: 'people:write' });
    if (status !== 201) return { status, json: body as Record<string, unknown> };
    const pass = body as unknown as Pass;
    return at(pass, 'POST', `/domains/${pass.domainId}/${what}`, file);
  }

  /** What a registry must correct, from the first event in its case to the opened file. */
  async correction(registryId: string, kind: string): Promise<string[]> {
    const { by } = this.registries[registryId]!;
    const { tracks } = await this.accessCase.until(
      `the case knows that ${registryId} must correct`,
      (detail) => detail.tracks['key-file']?.[registryId]?.correctionKind === kind,
      by,
    );
    const id = tracks['key-file']![registryId]!.correctionId!;
    const pass = await this.registryPass(registryId);
    return this.opened(registryId, (await at(pass, 'GET', `/corrections/${id}`)).bytes);
  }

  /** What the linker must correct in the numbers of the whole project. */
  async bridgeCorrection(linkerId: string): Promise<string[]> {
    const { by } = this.registries[linkerId]!;
    const { tracks } = await this.accessCase.until(
      'the linker sees that it must correct',
      (detail) => detail.tracks.linkage?.bridgeCorrectionId !== undefined,
      by,
    );
    const pass = await this.bridgePass(linkerId);
    const path = `/corrections/${tracks.linkage!.bridgeCorrectionId!}`;
    return this.opened(linkerId, (await at(pass, 'GET', path)).bytes);
  }

  /** From the pseudonyms of a registry to the project's numbers: the linker alone reads it. */
  async bridge(runId: string, linkerId: string): Promise<Map<string, string>> {
    const pass = await this.bridgePass(linkerId);
    const { bytes } = await at(pass, 'GET', `/runs/${runId}/bridge`);
    const lines = (await this.opened(linkerId, bytes)).slice(1);
    return new Map(lines.map(pairOf).map(([project, own]) => [own, project]));
  }

  private registryPass(registryId: string): Promise<Pass> {
    return this.pass(this.registries[registryId]!.by, { scope: 'list:write', registryId });
  }

  private bridgePass(linkerId: string): Promise<Pass> {
    return this.pass(this.registries[linkerId]!.by, { scope: 'bridge:read' });
  }

  private async pass(by: Step['by'], request: object): Promise<Pass> {
    const { status, body } = await this.ticket(by, request);
    if (status !== 201) throw new Error(`No ticket for ${by}: ${JSON.stringify(body)}`);
    return body as unknown as Pass;
  }

  private ticket(by: Step['by'], request: object) {
    const { tilgang, id } = this.accessCase;
    return tilgang.send(by, 'POST', `/cases/${id}/linkage/tickets`, request);
  }

  private async opened(registryId: string, bytes: Uint8Array): Promise<string[]> {
    const decrypter = new Decrypter();
    decrypter.addIdentity(this.registries[registryId]!.identity);
    return (await decrypter.decrypt(bytes, 'text')).trimEnd().split('\n');
  }
}

async function at(
  { vaultUrl, ticket }: Pass,
  method: string,
  path: string,
  body?: string,
): Promise<VaultAnswer> {
  const response = await fetch(`${vaultUrl}/vault/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${ticket}`, 'content-type': 'text/csv' },
    ...(body !== undefined && { body }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const json = isJson ? (JSON.parse(Buffer.from(bytes).toString()) as VaultAnswer['json']) : {};
  if (method === 'GET' && response.status !== 200) {
    throw new Error(`GET ${path}: ${response.status} ${JSON.stringify(json)}`);
  }
  return { status: response.status, json, bytes };
}

function pairOf(line: string): [string, string] {
  const [first, second] = line.split(';');
  return [first!, second!];
}
