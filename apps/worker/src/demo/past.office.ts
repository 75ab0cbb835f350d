import { addWorkingDays, CaseService, isWorkingDay, markRead, NoMail, osloDate } from '#cases';
import { NoTimeStamps } from '#audit';
import {
  DispatchService,
  LetterService,
  makePrintPackage,
  PortalChannel,
  postPackage,
  routesBy,
  type Seal,
} from '#letters';
import type { VaultClient } from '#linkage';
import { measureSome } from '#oversight';
import type { Person } from '#parties';
import {
  type Clock,
  type Database,
  type DataKeys,
  EicarScanner,
  type FileStore,
  PostgresFileStore,
  Refused,
} from '#platform';
import { type Work, workOf } from '../worker.work.js';

/** A clock that stands where the play has come. */
export class PlayedClock implements Clock {
  at = new Date(0);

  now(): Promise<Date> {
    return Promise.resolve(this.at);
  }
}

/** What the worker does by itself in the course of a day, in this order. */
const daily = [
  'end permits that have run out',
  'carry out changes of permits whose day has come',
  'warn of permits that soon run out',
  'find conditions overdue and exemptions expired',
  'let approvals from REK run out',
  'remind registries that have not answered',
  'warn of drafts about to lapse',
  'let drafts lapse',
  'remind of requests for information and let them lapse',
  'act on time limits',
  'order the next round of recurring deliveries',
] as const;
/** And this beside one another, for it gives no commands. */
const alongside = [
  'hand cases that have ended over to the archive',
  'keep the public register',
  'number the journal',
  'alert people',
] as const;
const quarterly = 'publish statistics';

interface Job {
  id: string;
  job: string;
  payload: Record<string, string>;
  createdAt: Date;
}

interface OfficeParts {
  db: Database;
  dataKeys: DataKeys | null;
  seal: Seal | null;
  vault: VaultClient;
  /** Who takes letters on paper to the post. */
  poster: Person;
  /** They read once a week what is new to them. */
  readers: readonly Person[];
  startsAt: Date;
  lanes: number;
}

/** A letter leaves within minutes of the command that caused it. */
const JOB_TAKES_MS = 25_000;
const JOBS_AT_ONCE = 400;
/** Post needs this long to arrive, as when a caseworker says that it was posted. */
const POSTAL_WORKING_DAYS = 5;

/**
 * Does what the worker would have done, by the same schedules and the same processors, each by a
 * clock that stands where it would have done it. Mail goes nowhere: nobody is told today of what
 * happened years ago. Letters lie in the portal, and those on paper are posted.
 */
export class PastOffice {
  private readonly clock = new PlayedClock();
  private readonly work: Work;
  private readonly lanes: { clock: PlayedClock; work: Work }[];
  private readonly store: FileStore;

  constructor(private readonly parts: OfficeParts) {
    this.store = new PostgresFileStore(parts.db, parts.dataKeys);
    this.work = this.workBy(this.clock);
    this.lanes = Array.from({ length: parts.lanes }, () => {
      const clock = new PlayedClock();
      return { clock, work: this.workBy(clock) };
    });
  }

  /** What is due on a day, and what comes of it. */
  async day(at: Date): Promise<void> {
    for (const name of daily) await this.run(name, at);
    await Promise.all(alongside.map((name) => this.run(name, at)));
    await this.jobs();
    if (!isWorkingDay(osloDate(at)) || at.getUTCDay() !== 5) return;
    await this.post(at);
    const { db, readers } = this.parts;
    for (const { personId } of readers) await markRead(db, personId, null, at);
  }

  /** The figures of the quarter that is over, and what is made public of them. */
  async quarter(at: Date): Promise<void> {
    while ((await measureSome(this.parts.db)) > 0);
    await this.run(quarterly, at);
  }

  /** The jobs that wait, in their order, until none is left; letters make more. */
  async jobs(): Promise<void> {
    for (;;) {
      const { rows } = await this.parts.db.pool.query<Job>(WAITING, [
        this.parts.startsAt,
        JOBS_AT_ONCE,
      ]);
      if (rows.length === 0) return;
      const left = [...rows];
      await Promise.all(
        this.lanes.map(async ({ clock, work }) => {
          for (let job = left.shift(); job; job = left.shift())
            await this.process(job, clock, work);
        }),
      );
    }
  }

  private async process(
    { id, job, payload, createdAt }: Job,
    clock: PlayedClock,
    { processors }: Work,
  ): Promise<void> {
    clock.at = new Date(createdAt.getTime() + JOB_TAKES_MS);
    const found = processors.find((each) => each.job.name === job);
    if (!found) throw new Error(`No processor for ${job}`);
    let failure: string | null = null;
    try {
      await found.process(payload);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      failure = error.refusal.code;
    }
    await this.parts.db.pool.query(
      `UPDATE outbox SET published_at = $2, processed_at = CASE WHEN $3::text IS NULL THEN $2::timestamptz END,
              failed_at = CASE WHEN $3::text IS NOT NULL THEN $2::timestamptz END, failure = $3
        WHERE id = $1`,
      [id, clock.at, failure],
    );
  }

  private async run(name: string, at: Date): Promise<void> {
    const schedule = this.work.schedules.find((each) => each.name === name);
    if (!schedule) throw new Error(`No schedule to ${name}`);
    this.clock.at = at;
    await schedule.run();
  }

  /** The letters that nobody reads in the portal go to the post once a week. */
  private async post(at: Date): Promise<void> {
    const { db, poster } = this.parts;
    try {
      const id = await makePrintPackage(db, this.store, poster.personId, at);
      const postedOn = osloDate(at);
      const arrivesOn = addWorkingDays(postedOn, POSTAL_WORKING_DAYS);
      await postPackage(db, id, { postedOn, arrivesOn, postedBy: poster.personId }, at);
    } catch (error) {
      if (!(error instanceof Refused && error.refusal.code === 'nothing-to-print')) throw error;
    }
  }

  private workBy(clock: Clock): Work {
    const { db, dataKeys, seal, vault } = this.parts;
    const cases = new CaseService(db, clock);
    const dispatches = new DispatchService(db, clock, routesBy([new PortalChannel(db)]));
    return workOf({
      ...{ db, dataKeys, clock, cases, vault },
      letters: new LetterService(db, clock, dispatches, seal),
      scanner: new EicarScanner(),
      alerts: new NoMail(),
      invitations: new NoMail(),
      authority: new NoTimeStamps(),
      publicUrl: 'http://127.0.0.1',
    });
  }
}

/** What was handed to the queue before is the worker's, also when it rests. */
const WAITING = `
  SELECT id, job, payload, created_at AS "createdAt" FROM outbox
   WHERE processed_at IS NULL AND failed_at IS NULL AND published_at IS NULL AND due_at IS NULL
     AND created_at >= $1
   ORDER BY created_at, id LIMIT $2`;
