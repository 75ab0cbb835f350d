import { contentSeal } from '#audit';
import { lettersOfCase, type LetterSummary, type LetterTrail } from '#letters';
import type { Actor, Role } from '#parties';
import { type Database, Refused } from '#platform';
import type { Draft } from './application/application.rules.js';
import { historyOf } from './case.history.js';
import { evolve, newCase } from './case.machine.js';
import type { AccessCase } from './case.model.js';
import {
  type CaseDetail,
  detailFor,
  type StoredDetail,
  storedDetail,
  storedEvents,
  type StoredTimelineEvent,
  type Timeline,
  timelineFor,
} from './case.queries.js';
import { osloDate } from './clocks/calendar.rules.js';
import { clockDates } from './clocks/clock.dates.rules.js';
import type { SettingVersion } from './settings/setting.rules.js';

/** As whom a case is looked at: a role, for one registry where it is held for one. */
export interface Seer {
  role: Role;
  registryId?: string | null;
  /** Left out: for an applicant whoever led the project then. */
  personId?: string;
}

export interface CasePicture {
  at: Date;
  detail: CaseDetail;
  timeline: Timeline;
  /** Whether the words of the application of that time are kept: an edit that was never sent is not. */
  isApplicationKept: boolean;
}

/**
 * A case as a role saw it at a time: its events up to then, played again, and what came of them shown
 * through the same projection as the page of today. Names of people and registries, and the rules of
 * what a role may see, are those of today. Throws {@link Refused} `case-unknown` where there was
 * nothing to see for that role.
 */
export async function caseAsSeen(
  db: Database,
  id: string,
  seer: Seer,
  at: Date,
): Promise<CasePicture> {
  const events = (await storedEvents(db, id)).filter((event) => event.at <= at);
  const [first] = events;
  if (!first) throw unknown();
  const accessCase = await caseAfter(db, id, events, first);
  const actor = actorOf(seer, accessCase);
  const [row, letters] = await Promise.all([
    storedDetail(db, id, accessCase.tracks.application.registryIds),
    lettersOfCase(db, id),
  ]);
  if (!row) throw unknown();
  const application = await applicationAfter(db, row, events);
  const detail = detailFor(
    { ...(await rowAfter(db, row, accessCase, events, at)), application: application ?? {} },
    letters.filter(({ createdAt }) => createdAt <= at).map((letter) => letterAt(letter, at)),
    actor,
  );
  if (!application) delete detail.application;
  return {
    at,
    detail,
    timeline: timelineFor(accessCase, events, actor, at),
    isApplicationKept: application !== null,
  };
}

/** Somebody of the role who had to do with the case: of the house, one of the unit that had it. */
function actorOf(
  { role, registryId = null, personId }: Seer,
  { applicantId, tracks }: AccessCase,
): Actor {
  const seen = personId ?? (role === 'applicant' ? applicantId : null);
  const { unitId } = tracks.assignment;
  return { personId: seen, name: '', roles: [{ role, registryId }], ...(unitId && { unitId }) };
}

async function caseAfter(
  db: Database,
  id: string,
  events: readonly StoredTimelineEvent[],
  { data }: StoredTimelineEvent,
): Promise<AccessCase> {
  const row = await storedDetail(db, id);
  if (!row) throw unknown();
  // Who leads a project may change: the first event says who did at first.
  const told = data.facts?.['applicantId'];
  const applicantId = typeof told === 'string' ? told : row.applicantId;
  const after = historyOf(events).events.reduce(evolve, newCase({ ...row, applicantId }));
  return { ...after, tracks: asStored(after.tracks) as AccessCase['tracks'] };
}

/** Keys in the order that the database gives them in, the shorter first: lists follow it. */
function asStored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asStored);
  if (value === null || typeof value !== 'object') return value;
  const bytes = (key: string) => Buffer.from(key);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => bytes(a).length - bytes(b).length || Buffer.compare(bytes(a), bytes(b)))
      .map(([key, entry]) => [key, asStored(entry)]),
  );
}

/** The row of the case as its events up to then left it. */
async function rowAfter(
  db: Database,
  row: StoredDetail,
  accessCase: AccessCase,
  events: readonly StoredTimelineEvent[],
  at: Date,
): Promise<StoredDetail> {
  const { tracks, version, applicantId } = accessCase;
  const assigneeId = tracks.assignment.assigneeId ?? null;
  const people = await db.pool.query<{ id: string; name: string }>(
    'SELECT id, name FROM person WHERE id = ANY ($1::uuid[])',
    [[applicantId, assigneeId].filter((each) => each !== null)],
  );
  const nameOf = (id: string | null) => people.rows.find((each) => each.id === id)?.name;
  const settings = await settingsAt(db, at);
  const drafted = events.findLast(({ data }) => 'draft' in data);
  const changed = events.findLast(({ outcome, track }) => outcome === 'accepted' && track !== null);
  return {
    ...row,
    version,
    tracks,
    applicantId,
    applicantName: nameOf(applicantId) ?? row.applicantName,
    assigneeId,
    assigneeName: nameOf(assigneeId) ?? null,
    dueOn: clockDates(accessCase, historyOf(events), osloDate(at), settings).dueOn,
    changedAt: changed?.at ?? row.createdAt,
    draftChangedAt: drafted?.at ?? row.createdAt,
    settingVersions: settings,
  };
}

/** The settings as they had been set by then. */
async function settingsAt(db: Database, at: Date): Promise<SettingVersion[]> {
  const { rows } = await db.pool.query<SettingVersion>(
    `SELECT name, value, valid_from_on::text AS "validFromOn" FROM setting_version
      WHERE set_at <= $1 ORDER BY number`,
    [at],
  );
  return rows;
}

/**
 * The application as the last edit up to then left it, known by its hash in the log: among what was
 * sent in and what stands there now. null: it was written over before it was sent in.
 */
async function applicationAfter(
  db: Database,
  { id, application }: StoredDetail,
  events: readonly StoredTimelineEvent[],
): Promise<Draft | null> {
  const data = events.findLast((event) => 'draft' in event.data)?.data as { draft?: string };
  if (contentSeal(application) === data.draft) return application;
  const { rows } = await db.pool.query<{ content: Draft }>(
    'SELECT content FROM application_version WHERE case_id = $1 ORDER BY number DESC LIMIT 500',
    [id],
  );
  return rows.find(({ content }) => contentSeal(content) === data.draft)?.content ?? null;
}

type Letter = LetterSummary & { trail: LetterTrail };

/** A letter as far as it had come. */
function letterAt(letter: Letter, at: Date): Letter {
  const { trail } = letter;
  const reached = <T extends Date | string | null>(time: T): T | null =>
    time !== null && new Date(time) <= at ? time : null;
  const dispatchedAt = reached(letter.dispatchedAt);
  return {
    ...letter,
    status: letter.dispatchedAt !== null && dispatchedAt === null ? 'queued' : letter.status,
    dispatchedAt,
    openedAt: reached(letter.openedAt),
    trail: {
      alertedAt: reached(trail.alertedAt),
      failedAt: reached(trail.failedAt),
      arrivesOn: dispatchedAt === null ? null : trail.arrivesOn,
      attempts: trail.attempts
        .filter(({ requestedAt }) => reached(requestedAt) !== null)
        .map((attempt) => ({
          ...attempt,
          finishedAt: reached(attempt.finishedAt),
          deliveredAt: reached(attempt.deliveredAt),
          openedAt: reached(attempt.openedAt),
        })),
    },
  };
}

function unknown(): Refused {
  return new Refused({ code: 'case-unknown', kind: 'absent' });
}
