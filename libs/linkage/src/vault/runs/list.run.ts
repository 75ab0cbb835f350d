import type { Tx } from '#platform';
import { ListPeople } from '../aliases/list.people.js';
import type { DomainKeys } from '../keys/domain.keys.js';
import { openKeyFile } from '../key-files/key-file.store.js';
import type { KeyFileWriter } from '../key-files/key-file.writer.js';
import { SerialFileWriter } from '../key-files/serial-file.writer.js';
import { BranchMap } from '../map/branch.map.js';
import { repeated } from '../map/map.merge.js';
import { mainBranch, MapStore } from '../map/map.store.js';
import { WritesInFlight } from '../map/writes.in-flight.js';
import { SerialFormat, type SerialShape } from '../numbers/serial.rules.js';
import { rowReasons } from '../people/identity.rules.js';
import { blocksOf, partCount, type PersonIntake, WordScratch } from '../people/person.intake.js';
import { TagCipher } from '../people/tag.cipher.js';
import { orderByTag, OrderScratch } from '../people/tag.order.js';
import { type CountsGiven, NumbersGiven } from './numbers.given.js';
import { writeReport } from './report.writer.js';
import { RunFileWriter, type StoredKind, type WrittenFile } from './run.file.js';
import type { Admission, ListedPart } from '../orders/admission.js';
import type { StepWork } from '../orders/step.work.js';

const mostWritesInFlight = 8;

export interface ListRun {
  tx: Tx;
  runId: string;
  domainId: string;
  registryId: string;
  serialShape: SerialShape;
  ageRecipient: string;
  /** The registry's own numbers, and who may link them to the project's; null without. */
  child: { serialShape: SerialShape; linkerRecipient: string } | null;
  keys: DomainKeys;
  intake: PersonIntake;
  /** The step of a plan that it is: told of each part, and may hold the work up. */
  work?: StepWork | null;
  /** Who of the list is given a number; left out: everybody. */
  admission?: Admission | null;
}

export interface ListRunResult extends CountsGiven {
  /** People the domain did not know before. */
  fresh: number;
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
  const fileOf = (kind: StoredKind): RunFileWriter =>
    new RunFileWriter(run.tx, run.runId, kind, run.keys.files, writes);
  const format = new SerialFormat(run.serialShape);
  const people = await ListPeople.open(run.tx, run.domainId, run.keys, run.registryId);
  const project = await openBranch(run, people, writes, mainBranch, format);
  const child = run.child && (await openChild(run, run.child, people, format, fileOf, writes));
  const keyFile = await openKeyFile(
    run.ageRecipient,
    fileOf,
    child?.format ?? format,
    run.admission?.marks ? ['role', 'set'] : [],
  );

  const blocks = new WordScratch();
  const order = new OrderScratch();
  const given = new NumbersGiven(run.intake, keyFile, run.admission?.marks ?? null);
  const reserve = (rows: Uint32Array, row: number): void => given.reserve(rows, row);
  for (let part = 0; part < partCount; part++) {
    const listed = await people.withoutReserved(
      part,
      listedPart(run.intake.takePart(part), cipher, blocks),
      ({ rows }, row) => reserve(rows, row),
    );
    const { rows, tags } = (await run.admission?.admit(part, listed)) ?? listed;
    const known = await people.rowsOf(part, tags, orderByTag(tags, order), (row) =>
      reserve(rows, row),
    );
    const list = { tags, order: known.order, personOf: known.personOf };
    const ofProject = await project.take(part, list);
    given.count(rows, list, ofProject);
    const ofRegistry = child ? await child.map.take(part, list) : ofProject;
    given.write(rows, list.order, ofRegistry);
    if (child) {
      for (let i = 0; i < ofProject.length; i++) {
        if (ofProject[i] !== repeated) child.bridge.add(ofProject[i]!, ofRegistry[i]!);
      }
      await child.bridge.flush();
    }
    await keyFile.flush();
    await run.work?.partDone(part);
  }
  await project.end();
  await child?.map.end();

  const keys = await keyFile.end();
  const bridge = child && { ...(await child.bridge.end()), rows: child.bridge.rows };
  const reportFile = await writeReport(run.intake.reported, fileOf('report'), rowReasons);
  await writes.settled();
  return {
    ...given.counts,
    fresh: project.drawn,
    keyFile: keys,
    aboutKeyFile: keyFile.about,
    bridge,
    report: { ...reportFile, rows: run.intake.reported.count },
  };
}

/** The map of a project or of one registry's own numbers, for one list. */
async function openBranch(
  run: ListRun,
  people: ListPeople,
  writes: WritesInFlight,
  branch: string,
  format: SerialFormat,
): Promise<BranchMap> {
  const store = new MapStore(run.tx, run.domainId, run.keys, writes, branch);
  const spent = await people.retired(branch);
  return BranchMap.open(store, run.runId, { format, spent, aliases: await people.serials(branch) });
}

async function openChild(
  run: ListRun,
  { serialShape, linkerRecipient }: NonNullable<ListRun['child']>,
  people: ListPeople,
  ofProject: SerialFormat,
  fileOf: (kind: StoredKind) => RunFileWriter,
  writes: WritesInFlight,
): Promise<{ map: BranchMap; format: SerialFormat; bridge: SerialFileWriter }> {
  const format = new SerialFormat(serialShape);
  const bridge = await SerialFileWriter.to(linkerRecipient, fileOf('bridge'), [
    ['serial_number', ofProject],
    ['registry_serial_number', format],
  ]);
  return { map: await openBranch(run, people, writes, run.registryId, format), format, bridge };
}

function listedPart(rows: Uint32Array, cipher: TagCipher, blocks: WordScratch): ListedPart {
  const tags = rows.length > 0 ? cipher.tagsOf(blocksOf(rows, blocks)) : new Uint32Array(0);
  return { rows, tags };
}
