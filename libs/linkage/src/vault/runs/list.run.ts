import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { KeyFileWriter } from '../key-files/key-file.writer.js';
import { SerialFileWriter } from '../key-files/serial-file.writer.js';
import { BranchMap } from '../map/branch.map.js';
import { MapStore } from '../map/map.store.js';
import { WritesInFlight } from '../map/writes.in-flight.js';
import { SerialFormat, type SerialShape } from '../numbers/serial.rules.js';
import { type IdentityKind, identityKinds, reasonCode } from '../people/identity.rules.js';
import {
  blocksOf,
  datePart,
  individualPart,
  lineOf,
  partCount,
  type PersonIntake,
  WordScratch,
} from '../people/person.intake.js';
import { TagCipher } from '../people/tag.cipher.js';
import { orderByTag, OrderScratch } from '../people/tag.order.js';
import { writeReport } from './report.writer.js';
import { type RunFileKind, RunFileWriter, type WrittenFile } from './run.file.js';
import type { Admission, ListedPart } from '../orders/admission.js';
import type { StepWork } from '../orders/step.work.js';

const mostWritesInFlight = 3;

export interface ListRun {
  tx: Tx;
  runId: string;
  domainId: string;
  serialShape: SerialShape;
  ageRecipient: string;
  /** The registry's own numbers, and who may link them to the project's; null without. */
  child: { registryId: string; serialShape: SerialShape; linkerRecipient: string } | null;
  keys: DomainKeys;
  intake: PersonIntake;
  /** The step of a plan that it is: told of each part, and may hold the work up. */
  work?: StepWork | null;
  /** Who of the list is given a number; left out: everybody. */
  admission?: Admission | null;
}

export interface ListRunResult {
  accepted: number;
  repeated: number;
  /** People the domain did not know before. */
  fresh: number;
  /** How many of those accepted have a number of each kind; kinds nobody has are left out. */
  kinds: Partial<Record<IdentityKind, number>>;
  keyFile: WrittenFile;
  /** What the key file is, and whom it is encrypted to. */
  aboutKeyFile: KeyFileWriter['about'];
  /** What leads from the registry's numbers to the project's; null where they are the same. */
  bridge: (WrittenFile & { rows: number }) | null;
  report: WrittenFile & { rows: number };
}

/**
 * Gives every accepted person of one list their serial number: those the domain knows keep theirs.
 * Goes through the domain's map once, and in the same pass through the map of the registry's child
 * domain where there is one; all of it in the transaction it is given.
 */
export async function runList(run: ListRun): Promise<ListRunResult> {
  const writes = new WritesInFlight(mostWritesInFlight);
  const cipher = new TagCipher(run.keys.tag);
  const fileOf = (kind: RunFileKind): RunFileWriter =>
    new RunFileWriter(run.tx, run.runId, kind, run.keys.files, writes);
  const format = new SerialFormat(run.serialShape);
  const project = await BranchMap.open(
    new MapStore(run.tx, run.domainId, run.keys.map, writes),
    run.runId,
    format,
  );
  const child = run.child && (await openChild(run, run.child, format, fileOf, writes));
  const keyFile = await KeyFileWriter.to(
    run.ageRecipient,
    fileOf('key-file'),
    child?.format ?? format,
    run.admission?.marks ? ['role', 'set'] : [],
  );

  const marks = run.admission?.marks ?? null;
  const blocks = new WordScratch();
  const order = new OrderScratch();
  const serials = new WordScratch();
  const kinds = new Uint32Array(identityKinds.length);
  let accepted = 0;
  let repeated = 0;
  for (let part = 0; part < partCount; part++) {
    const listed = listedPart(run.intake.takePart(part), cipher, blocks);
    const { rows, tags } = (await run.admission?.admit(part, listed)) ?? listed;
    const list = { tags, order: orderByTag(tags, order), serialElsewhere: () => 0 };
    const give = (row: number, serial: number): void => {
      const date = datePart(rows, row);
      kinds[run.intake.kindOf(date)]!++;
      keyFile.add(date, individualPart(rows, row), serial, marks?.(row));
    };
    // People of the project by place in this part's order, for the registry's own numbers.
    const ofProject = child && serials.words(list.order.length);
    let next = 0;
    await project.take(part, {
      ...list,
      accepted: (row, serial) => {
        if (ofProject) ofProject[next++] = serial;
        else give(row, serial);
        accepted++;
      },
      repeated: (row) => {
        run.intake.reported.add(lineOf(rows, row), reasonCode('repeated'));
        repeated++;
      },
    });
    if (child && ofProject) {
      next = 0;
      await child.map.take(part, {
        ...list,
        accepted: (row, serial) => {
          give(row, serial);
          child.bridge.add(ofProject[next++]!, serial);
        },
        repeated: () => undefined,
      });
      await child.bridge.flush();
    }
    await keyFile.flush();
    await run.work?.partDone(part);
  }
  await project.end();
  await child?.map.end();

  const written = await keyFile.end();
  const bridge = child && { ...(await child.bridge.end()), rows: child.bridge.rows };
  const report = await writeReport(run.intake.reported, fileOf('report'));
  await writes.settled();
  return {
    accepted,
    repeated,
    fresh: project.drawn,
    kinds: counted(kinds),
    keyFile: written,
    aboutKeyFile: keyFile.about,
    bridge,
    report: { ...report, rows: run.intake.reported.count },
  };
}

async function openChild(
  run: ListRun,
  { registryId, serialShape, linkerRecipient }: NonNullable<ListRun['child']>,
  ofProject: SerialFormat,
  fileOf: (kind: RunFileKind) => RunFileWriter,
  writes: WritesInFlight,
): Promise<{ map: BranchMap; format: SerialFormat; bridge: SerialFileWriter }> {
  const format = new SerialFormat(serialShape);
  const store = new MapStore(run.tx, run.domainId, run.keys.map, writes, registryId);
  const bridge = await SerialFileWriter.to(linkerRecipient, fileOf('bridge'), [
    ['serial_number', ofProject],
    ['registry_serial_number', format],
  ]);
  return { map: await BranchMap.open(store, run.runId, format), format, bridge };
}

function listedPart(rows: Uint32Array, cipher: TagCipher, blocks: WordScratch): ListedPart {
  const tags = rows.length > 0 ? cipher.tagsOf(blocksOf(rows, blocks)) : new Uint32Array(0);
  return { rows, tags };
}

function counted(kinds: Uint32Array): ListRunResult['kinds'] {
  const found = identityKinds.map((kind, place) => [kind, kinds[place]!] as const);
  return Object.fromEntries(found.filter(([, count]) => count > 0));
}
