import { createHash } from 'node:crypto';
import { constants, type Dirent, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, readdir, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Database, type Log, Refused } from '#platform';
import type { Requester } from '../access/access.log.js';
import type { RunService } from '../runs/run.service.js';
import { listPath } from '../vault.dto.js';
import { listRefused } from '../vault.refusals.js';
import { type ArrivingList, listColumns } from './incoming.list.js';
import type { IncomingStore } from './incoming.store.js';

export interface DropFolderSettings {
  folder: string;
  /** How long a file has to be left alone before it is taken for whole. */
  settledMs: number;
}

/** What an SFTP server gives one registry for one project. */
interface Place {
  domainId: string;
  registryId: string;
  folder: string;
}

const dropFolder: Requester = { kind: 'service', id: 'drop-folder' };
const mostFilesAtOnce = 100;
const mostDelivered = 10;
const longestBase = 120;

/** Names that senders give to files that are not whole yet. */
const unfinished = /^\.|\.(part|filepart|tmp|crdownload)$/i;

/**
 * Lists that a registry lays in a folder: `<folder>/<registryId>/<domainId>/in`. A file is taken when
 * it was left alone for a while; a sender that uploads it as `*.part` and then renames it is safe on
 * any line. It is sealed into the vault, taken away from the folder, and worked on as a list sent in
 * parts is; `out` beside it then holds the key file, the report and, written last, the manifest, or
 * `*.refused.json` with what is wrong and what to do. Nothing plain stays: refused lists go too.
 */
export class DropFolder {
  private readonly recipientsWritten = new Set<string>();

  constructor(
    private readonly settings: DropFolderSettings,
    private readonly db: Database,
    private readonly store: IncomingStore,
    private readonly runs: RunService,
    private readonly clock: Clock,
    private readonly log: Pick<Log, 'info' | 'warn'>,
  ) {}

  /** Takes in what lies there, and lays out what is done. */
  async look(): Promise<void> {
    await this.deliver();
    for (const place of await this.places()) {
      const incoming = join(place.folder, 'in');
      const files = await filesIn(incoming);
      if (files === null) continue;
      await this.layOutRecipient(place);
      for (const name of files.slice(0, mostFilesAtOnce)) {
        try {
          await this.take(place, incoming, name);
        } catch (error) {
          // The name may say who is in the list: it is in no log.
          this.log.warn({ err: (error as Error).name, domainId: place.domainId }, 'file left');
        }
      }
    }
  }

  private async places(): Promise<Place[]> {
    const places: Place[] = [];
    for (const registryId of await foldersIn(this.settings.folder)) {
      for (const domainId of await foldersIn(join(this.settings.folder, registryId))) {
        if (!listPath.safeParse({ registryId, domainId }).success) continue;
        places.push({
          registryId,
          domainId,
          folder: join(this.settings.folder, registryId, domainId),
        });
      }
    }
    return places;
  }

  private async take(place: Place, incoming: string, name: string): Promise<void> {
    const path = join(incoming, name);
    const about = await lstat(path);
    if (!about.isFile() || !this.isSettled(about)) return;
    const mark = markOf(place, name, about);
    if (await this.isHere(mark)) return unlink(path);
    let list: ArrivingList | null = null;
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
    try {
      const { domainId, registryId } = place;
      const coming = { domainId, registryId, source: 'drop-folder', sha256: null } as const;
      if (about.size === 0) throw empty();
      const sizeBytes = about.size;
      list = await this.store.begin({ ...coming, sizeBytes, name, mark }, dropFolder);
      const arrived = await this.store.append(list, 0, bytesOf(file));
      // Still growing after all: another time.
      if (arrived !== about.size) throw new Error('The file is not whole.');
      await this.store.received(list);
    } catch (error) {
      if (list) await this.store.end(list, { state: 'given-up' });
      if (!(error instanceof Refused) || error.refusal.kind === 'unavailable') throw error;
      await this.layOutRefusal(place, name, error.refusal.code, error.refusal.problems ?? []);
    } finally {
      await file.close();
    }
    await unlink(path);
  }

  /** The same file, taken before the vault was stopped between taking it and removing it. */
  private async isHere(mark: string): Promise<boolean> {
    const { rows } = await this.db.pool.query<{ id: string; state: string }>(
      `SELECT id, state FROM incoming_list WHERE drop_mark = $1 AND state <> 'given-up'`,
      [mark],
    );
    // Cut off while it was taken: from its beginning.
    for (const { id } of rows.filter(({ state }) => state === 'receiving')) {
      await this.store.end({ id }, { state: 'given-up' });
    }
    return rows.some(({ state }) => state !== 'receiving');
  }

  private isSettled({ mtimeMs, ctimeMs }: Stats): boolean {
    return Date.now() - Math.max(mtimeMs, ctimeMs) >= this.settings.settledMs;
  }

  private async deliver(): Promise<void> {
    const { rows } = await this.db.pool.query<ArrivingList>(
      `SELECT ${listColumns} FROM incoming_list
       WHERE source = 'drop-folder' AND ended_at <= $2 AND delivered_at IS NULL
       ORDER BY ended_at LIMIT $1`,
      [mostDelivered, await this.clock.now()],
    );
    for (const list of rows) {
      try {
        if (list.state !== 'given-up') await this.layOut(list);
      } catch (error) {
        // Destroyed in the meantime: there is nothing to lay out any more.
        if (!(error instanceof Refused) || error.refusal.kind !== 'gone') throw error;
      }
      await this.db.pool.query(
        'UPDATE incoming_list SET delivered_at = $2, sealed_name = NULL WHERE id = $1',
        [list.id, await this.clock.now()],
      );
    }
  }

  private async layOut(list: ArrivingList): Promise<void> {
    const { registryId, domainId, runId, refusal } = list;
    const place = {
      registryId,
      domainId,
      folder: join(this.settings.folder, registryId, domainId),
    };
    const name = await this.store.nameOf(list);
    if (refusal) return this.layOutRefusal(place, name, refusal.code, refusal.problems);
    if (!runId) return;
    const base = `${baseOf(name)}.${runId}`;
    const manifest = await this.runs.manifest(runId);
    if (manifest.keyFile) {
      const ending = manifest.keyFile.encryption === 'openpgp' ? 'gpg' : 'age';
      const keyFile = await this.runs.file(runId, 'key-file', dropFolder);
      await layDown(place, `${base}.key-file.csv.${ending}`, keyFile);
    }
    const report = await this.runs.file(runId, 'report', dropFolder);
    await layDown(place, `${base}.report.csv`, report);
    await layDown(place, `${base}.manifest.json`, json(manifest));
  }

  private async layOutRefusal(
    place: Place,
    name: string,
    code: string,
    problems: readonly object[],
  ): Promise<void> {
    const refusedAt = (await this.clock.now()).toISOString();
    await layDown(place, `${baseOf(name)}.refused.json`, json({ code, problems, refusedAt }));
  }

  /** The public key that lists of the project may be encrypted to, for those who have SFTP alone. */
  private async layOutRecipient(place: Place): Promise<void> {
    if (this.recipientsWritten.has(place.folder)) return;
    this.recipientsWritten.add(place.folder);
    try {
      const key = await this.runs.recipient(place.domainId, place.registryId, dropFolder);
      await layDown(place, 'age-recipient.txt', [Buffer.from(`${key}\n`)]);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
}

function empty(): Error {
  return listRefused('list-empty', 'at-least-one-row', 'Send a list with at least one person.');
}

async function layDown(
  { folder }: Place,
  name: string,
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const out = join(folder, 'out');
  await mkdir(out, { recursive: true, mode: 0o770 });
  const draft = join(out, `.${name}.part`);
  const file = await open(draft, 'w', 0o660);
  try {
    // Whatever mask the vault runs under, the group of the folder is who fetches the file.
    await file.chmod(0o660);
    for await (const chunk of bytes) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(out, name));
}

const json = (value: object): Buffer[] => [Buffer.from(`${JSON.stringify(value, null, 2)}\n`)];

/** A file's name without what says how it is packed. */
function baseOf(name: string): string {
  const base = name.replace(/\.(?:csv|tsv|txt|parquet|gz|age)$/i, '');
  return base === name ? name.slice(0, longestBase) || 'list' : baseOf(base);
}

function markOf({ registryId, domainId }: Place, name: string, about: Stats): string {
  const { ino, size, mtimeMs } = about;
  return createHash('sha256')
    .update(JSON.stringify([registryId, domainId, name, ino, size, mtimeMs]))
    .digest('hex');
}

async function* bytesOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const piece = Buffer.alloc(262_144);
  for (;;) {
    const { bytesRead } = await file.read(piece, 0, piece.length);
    if (bytesRead === 0) return void piece.fill(0);
    yield piece.subarray(0, bytesRead);
  }
}

/** Null where there is no such folder. */
async function filesIn(folder: string): Promise<string[] | null> {
  const entries = await entriesOf(folder);
  return (
    entries &&
    entries
      .filter((entry) => entry.isFile() && !unfinished.test(entry.name))
      .map(({ name }) => name)
  );
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = (await entriesOf(folder)) ?? [];
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function entriesOf(folder: string): Promise<Dirent[] | null> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
