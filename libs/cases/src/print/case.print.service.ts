import { letterPdf } from '#letters';
import { type Actor, actorById } from '#parties';
import {
  type Clock,
  type Database,
  type FileStore,
  type Processor,
  processor,
  type Schedule,
  takeAwaySchedule,
} from '#platform';
import { letterTitles } from '../archive/document-kinds.rules.js';
import { printCase } from '../attachments/file.jobs.js';
import { drawFront } from './case.print.front.js';
import { casePrintWords } from './case.print.model.js';
import { drawApplication } from '../application/application.print.js';
import { dateOf, filePages, sheetFor } from './case.print.pages.js';
import { partsIn, type PrintPlan, printPlan } from './case.print.plan.js';
import { NotJoinable, PdfJoiner } from './pdf.joiner.js';

interface PrintParts {
  db: Database;
  store: FileStore;
  clock: Clock;
}

/** How long a finished print is kept. */
export const keptPrintHours = 24;

export function printProcessors(parts: PrintParts): Processor[] {
  return [processor(printCase, ({ printId }) => makePrint(parts, printId))];
}

export function printSchedules(parts: PrintParts): Schedule[] {
  return [
    takeAwaySchedule(parts, {
      name: 'take away cases as one file after a day',
      everyMs: 60_000,
      table: 'case_print',
      hours: keptPrintHours,
    }),
  ];
}

/**
 * Puts the whole case together as one file, as whoever ordered it may see it. Goes on as if nothing
 * was there after a kill; does nothing where it is done or the order is gone.
 */
export async function makePrint({ db, store, clock }: PrintParts, printId: string): Promise<void> {
  const { rows } = await db.pool.query<{ caseId: string; orderedBy: string }>(
    `UPDATE case_print SET state = 'running', parts_done = 0
      WHERE id = $1 AND state IN ('queued', 'running')
      RETURNING case_id AS "caseId", ordered_by AS "orderedBy"`,
    [printId],
  );
  const [order] = rows;
  const person = order && (await actorById(db.pool, order.orderedBy));
  if (!order || !person) return;
  await store.remove([printId]);
  const plan = await printPlan(db, order.caseId, person);
  const joiner = new PdfJoiner();
  const stored = await store.write(
    printId,
    printed({ db, store, clock }, plan, joiner, (done) =>
      db.pool.query('UPDATE case_print SET parts_done = $2, parts = $3 WHERE id = $1', [
        printId,
        done,
        partsIn(plan),
      ]),
    ),
  );
  await db.pool.query(
    `UPDATE case_print SET state = 'done', size_bytes = $2, sha256 = $3, page_count = $4,
            finished_at = $5, case_version = $6, fingerprint = $7
      WHERE id = $1`,
    [
      printId,
      stored.sizeBytes,
      stored.sha256,
      joiner.pageCount,
      await clock.now(),
      plan.detail.version,
      plan.fingerprint,
    ],
  );
}

/** The whole case as one file, as this person may see it, for whoever puts it into something else. */
export async function* casePdf(
  parts: PrintParts,
  caseId: string,
  person: Actor,
): AsyncGenerator<Buffer> {
  const plan = await printPlan(parts.db, caseId, person);
  yield* printed(parts, plan, new PdfJoiner(), () => Promise.resolve());
}

/** The bytes of the file as they are made: one document is in memory at a time. */
async function* printed(
  { db, store, clock }: PrintParts,
  plan: PrintPlan,
  joiner: PdfJoiner,
  onPart: (done: number) => Promise<unknown>,
): AsyncGenerator<Buffer> {
  const { detail, letters, attachments } = plan;
  const { language, reference } = detail;
  const words = casePrintWords[language];
  let done = 0;
  yield joiner.begin();
  if (detail.application) {
    yield await joiner.add(words.application, drawApplication(detail, detail.application ?? {}));
    await onPart((done += 1));
  }
  for (const { id, kind, recipientName, dispatchedAt } of letters) {
    const pdf = await letterPdf(db, id);
    const on = dispatchedAt ? `, ${dateOf(dispatchedAt, language)}` : '';
    const title = `${letterTitles[kind][language]} ${words.letter(recipientName)}${on}`;
    if (pdf) yield await joiner.add(title, pdf);
    await onPart((done += 1));
  }
  for (const file of attachments) {
    const title = `${words.attachment}: ${file.name}`;
    const pages = await filePages(store, file, detail);
    yield await joiner.add(title, pages ?? sheetFor(file, detail)).catch((error: unknown) => {
      if (!(error instanceof NotJoinable)) throw error;
      return joiner.add(`${title} (${words.notJoined})`, sheetFor(file, detail));
    });
    await onPart((done += 1));
  }
  const { facts } = words;
  const title = `${words.title}: ${reference}`;
  const front = drawFront({
    title,
    facts: [
      [facts.reference, reference],
      ...(detail.applicant ? [[facts.applicant, detail.applicant.name] as const] : []),
      ...(detail.title ? [[facts.project, detail.title] as const] : []),
      [facts.version, String(detail.version)],
      [facts.printed, dateOf(await clock.now(), language)],
    ],
    contents: {
      title: words.contents,
      page: words.page,
      items: joiner.parts.map((part) => ({ text: part.title, page: part.firstPage })),
    },
    language,
    createdAt: detail.changedAt,
  });
  yield await joiner.end(front, { title, language });
}
