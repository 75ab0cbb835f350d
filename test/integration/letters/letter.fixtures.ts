import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '#platform';
import {
  certificatesOf,
  makeTestSeal,
  openSealFile,
  type DispatchChannel,
  type Language,
  type DispatchRoutes,
  type LetterKind,
  type LetterOrder,
  letterRows,
  type LetterToDispatch,
} from '#letters';

const templates = join(process.cwd(), 'templates/letters');

/** The order that the sample of a kind stands for. */
export function sampleOf(kind: LetterKind): LetterOrder {
  const sample = JSON.parse(readFileSync(join(templates, kind, 'sample.json'), 'utf8')) as Omit<
    LetterOrder,
    'kind'
  >;
  return { kind, ...sample } as LetterOrder;
}

/** The frozen part of a row, made from the sample of a kind. */
export function rowOf(kind: LetterKind, language: Language = 'nb', change: object = {}) {
  const { recipient, data } = sampleOf(kind);
  return {
    kind,
    language,
    recipient,
    data: { ...data, ...change } as LetterOrder['data'],
    id: '018f3c1a-0000-7000-8000-000000000001',
    created_at: new Date('2026-04-29T08:00:00.000Z'),
  };
}

/** A test seal, and the certificates that it is trusted by. */
export async function newTestSeal() {
  const folder = mkdtempSync(join(tmpdir(), 'tilgang-seal-'));
  const { key, certificates } = await makeTestSeal();
  const files = { keyFile: join(folder, 'key'), certificateFile: join(folder, 'certificates') };
  writeFileSync(files.keyFile, key);
  writeFileSync(files.certificateFile, certificates);
  const seal = openSealFile(files);
  rmSync(folder, { recursive: true });
  return { seal, trusted: certificatesOf(certificates), files: { key, certificates } };
}

/** A case that letters can belong to; what else it holds does not matter to them. */
export async function givenCase(db: Database): Promise<string> {
  const [caseId, personId] = [randomUUID(), randomUUID()];
  await db.pool.query(
    `INSERT INTO person (id, issuer, subject, name, email, language, created_at)
     VALUES ($1, 'https://id.example', $2, 'Kari Nordmann', 'kari@example.org', 'nb', now())`,
    [personId, personId],
  );
  await db.pool.query(
    `INSERT INTO access_case (id, reference, version, applicant_id, language, application_state,
                              waiting_for, registry_ids, tracks, log_seq, log_hash, created_at, changed_at)
     VALUES ($1, $2, 1, $3, 'nb', 'submitted', 'helsedataservice', '{}', '{}', 1, '\\x00', now(), now())`,
    [caseId, caseId, personId],
  );
  return caseId;
}

/** A letter of the case, queued as a command would queue it. */
export async function givenLetter(
  db: Database,
  caseId: string,
  order: LetterOrder = sampleOf('receipt'),
  at: Date = new Date('2026-04-29T08:00:00.000Z'),
): Promise<string> {
  const { letters } = letterRows([order], { language: 'nb', newId: randomUUID });
  await db.pool.query(
    `INSERT INTO letter (id, case_id, event_seq, kind, language, template_version, recipient, data,
                         status, created_at)
     SELECT id, $2, (SELECT count(*) + 1 FROM letter), kind, language, "templateVersion", recipient,
            data, 'queued', $3
       FROM jsonb_to_recordset($1::jsonb) AS row (
            id uuid, kind text, language text, "templateVersion" text, recipient jsonb, data jsonb)`,
    [JSON.stringify(letters), caseId, at],
  );
  return letters[0]!.id;
}

/** Routes on which every letter goes by one channel. */
export function onlyBy(channel: DispatchChannel): DispatchRoutes {
  return {
    channels: [channel],
    choose: () => [{ channel: channel.name, reason: 'portal-user', isCopy: false }],
  };
}

/** A channel that recognises a reference it has taken, and can be told to fail. */
export class FakeChannel implements DispatchChannel {
  readonly name = 'portal';
  readonly taken = new Map<string, LetterToDispatch>();
  handedOver = 0;
  failure: Error | undefined;

  send(letter: LetterToDispatch): Promise<string> {
    this.handedOver += 1;
    if (this.failure) return Promise.reject(this.failure);
    if (!this.taken.has(letter.reference)) this.taken.set(letter.reference, letter);
    return Promise.resolve('taken');
  }
}
