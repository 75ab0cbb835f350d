import { lettersOfCase, type LetterSummary, type LetterTrail } from '#letters';
import type { Actor, RoleGrant } from '#parties';
import { type Database, Refused } from '#platform';
import { type AppealDeadline, appealDeadlines } from './appeals/appeal.deadline.rules.js';
import type { Draft } from './application/application.rules.js';
import { type EuStatus, euStatusOf } from './application/application.status.rules.js';
import { osloDate } from './clocks/calendar.rules.js';
import { historyOf, SETTING_VERSIONS } from './case.history.js';
import { draftLapsesOn } from './application/draft.rules.js';
import type { SettingVersion } from './settings/setting.rules.js';
import { type WithdrawalCost, withdrawalCost } from './intake/withdrawal.rules.js';
import { type Ledger, ledgerOf } from './clocks/case.ledger.js';
import { type AllowedCommand, allowedCommands, evolve, newCase } from './case.machine.js';
import type { AccessCase, Alongside, CaseEvent, Tracks } from './case.model.js';
import {
  seesEvent,
  sightOf,
  visibleParty,
  visibleRegistryIds,
  type VisibleTracks,
  visibleTracks,
} from './case.visibility.js';
import { rolesInCase } from './case.relation.rules.js';
import { type Route, type RoutedRegistry, routeOf } from './application/source.routing.rules.js';
import { waitingFor } from './case.waiting.rules.js';

export interface CaseDetail {
  id: string;
  reference: string;
  kind: AccessCase['kind'];
  parentId: string | null;
  version: number;
  language: AccessCase['language'];
  title: string | null;
  waitingFor: string;
  dueOn: string | null;
  createdAt: Date;
  changedAt: Date;
  applicant?: { id: string; name: string };
  assignee?: { id: string; name: string } | null;
  /** The version of the form that the application is written on. */
  formVersion: string;
  application?: Draft;
  tracks: VisibleTracks;
  /** The free texts that the visible tracks refer to, by id. */
  texts: Record<string, string>;
  /** The names of the registries of the case, by id. */
  registryNames: Record<string, string>;
  /** What the catalogue says of each source, and who decides on it: nobody's to edit in a case. */
  sources: SourceDetail[];
  allowedCommands: AllowedCommand[];
  /** The common European status; the state of the application is its sub-status. */
  euStatus: EuStatus | null;
  /** The day a draft lapses unless it is worked on. */
  lapsesOn?: string;
  /** What it costs to withdraw now; only where that is open to this person. */
  withdrawalCost?: WithdrawalCost;
  /** With the way of each, for those who answer for them. */
  letters: (LetterSummary & { trail?: LetterTrail })[];
  /** Until when each decision that was made can be appealed. */
  appealDeadlines: AppealDeadline[];
}

/** A source of an application as the catalogue describes it. */
export type SourceDetail = Route & {
  registryId: string;
  name: string;
  description: string | null;
  controller: string | null;
};

export interface StoredDetail {
  id: string;
  reference: string;
  kind: AccessCase['kind'];
  parentId: string | null;
  version: number;
  language: AccessCase['language'];
  tracks: Tracks;
  dueOn: string | null;
  createdAt: Date;
  changedAt: Date;
  application: Draft;
  formVersion: string;
  applicantId: string;
  applicantName: string;
  assigneeId: string | null;
  assigneeName: string | null;
  texts: Record<string, string> | null;
  registryNames: Record<string, string> | null;
  registries: Record<string, StoredRegistry> | null;
  draftChangedAt: Date;
  settingVersions: SettingVersion[] | null;
}

type StoredRegistry = RoutedRegistry & Omit<SourceDetail, keyof Route | 'registryId'>;

/** A case as this person may see it. Throws {@link Refused} `case-unknown` for a stranger. */
export async function caseDetail(db: Database, id: string, actor: Actor): Promise<CaseDetail> {
  const [row, letters] = await Promise.all([storedDetail(db, id), lettersOfCase(db, id)]);
  if (!row) throw unknown();
  return detailFor(row, letters, actor);
}

/** A case as it is stored; with the registries named, though the case has left them since. */
export async function storedDetail(
  db: Database,
  id: string,
  registryIds: readonly string[] = [],
): Promise<StoredDetail | undefined> {
  const { rows } = await db.pool.query<StoredDetail>(DETAIL, [id, registryIds]);
  return rows[0];
}

/**
 * What a person sees of a case that is so, today or at another time: the one projection there is.
 * Throws {@link Refused} `case-unknown` where that is nothing.
 */
export function detailFor(
  row: StoredDetail,
  letters: readonly (LetterSummary & { trail: LetterTrail })[],
  actor: Actor,
): CaseDetail {
  const accessCase = { ...row };
  const { id } = row;
  const here = rolesInCase(accessCase, actor);
  if (here.length === 0) throw unknown();

  const tracks = visibleTracks(accessCase.tracks, here);
  const allowed = allowedCommands(accessCase, actor);
  const registryIds = here.map(({ registryId }) => registryId);
  const knownIds = visibleRegistryIds(row.tracks.application.registryIds, here);
  const application = applicationFor(sightOf('application', here), row.application, registryIds);
  return {
    id,
    reference: row.reference,
    kind: row.kind,
    parentId: row.parentId,
    version: row.version,
    language: row.language,
    title: application?.title ?? null,
    waitingFor: visibleParty(waitingFor(row.tracks), knownIds),
    dueOn: row.dueOn,
    createdAt: row.createdAt,
    changedAt: row.changedAt,
    ...(sightOf('applicant', here) && {
      applicant: { id: row.applicantId, name: row.applicantName },
    }),
    ...(sightOf('assignee', here) && {
      assignee: row.assigneeId ? { id: row.assigneeId, name: row.assigneeName ?? '' } : null,
    }),
    formVersion: row.formVersion,
    ...(application && { application }),
    tracks,
    texts: textsIn(tracks, row.texts ?? {}),
    registryNames: namesOf(knownIds, row.registryNames ?? {}),
    sources: sourcesOf(row, knownIds),
    allowedCommands: allowed,
    euStatus: euStatusOf[row.tracks.application.state],
    ...(row.tracks.application.state === 'draft' && {
      lapsesOn: lapsesOn(row),
    }),
    ...(allowed.some(({ name }) => name === 'withdraw') && {
      withdrawalCost: withdrawalCost(accessCase),
    }),
    letters: letters
      .filter((letter) => mayReadLetter(accessCase, letter, actor))
      .map(({ trail, ...letter }) => ({ ...letter, ...(seesTrail(here) && { trail }) })),
    appealDeadlines: appealDeadlines(row.tracks, tracks, [...letters]),
  };
}

/** Whether a person sees by which ways letters went, and when. */
function seesTrail(here: readonly RoleGrant[]): boolean {
  return sightOf('refusals', here) !== undefined;
}

/** Whether a person may read a letter: the parties it is addressed to, and those who answer for it. */
export function mayReadLetter(
  accessCase: AccessCase,
  letter: { recipientKind: string; recipientId: string | null },
  actor: Actor,
): boolean {
  return rolesInCase(accessCase, actor).some(({ role, registryId }) => {
    switch (role) {
      case 'caseworker':
      case 'decision-maker':
      case 'unit-leader':
      case 'auditor':
      case 'insight':
        return true;
      case 'applicant':
        return letter.recipientKind === 'applicant';
      case 'registry-adviser':
      case 'registry-delivery':
        return letter.recipientKind === 'registry' && letter.recipientId === registryId;
      case 'rek-secretary':
        return letter.recipientKind === 'rek';
      default:
        return false;
    }
  });
}

/** The case that a letter or ticket belongs to, for a decision on access; null where there is none. */
export async function caseById(db: Database, id: string): Promise<AccessCase | null> {
  const { rows } = await db.pool.query<AccessCase>(
    `SELECT id, reference, kind, parent_id AS "parentId", nullif(intake, 'portal') AS intake, version,
            applicant_id AS "applicantId", language, tracks
       FROM access_case WHERE id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** The case that its log tells of: must be the stored one. */
export async function replay(db: Database, id: string): Promise<AccessCase | null> {
  const accessCase = await caseById(db, id);
  if (!accessCase) return null;
  return historyOf(await storedEvents(db, id)).events.reduce(evolve, newCase(accessCase));
}

export interface Timeline {
  events: TimelineEvent[];
  ledger?: Ledger;
}

interface TimelineEvent {
  seq: number;
  at: Date;
  type: string;
  outcome: 'accepted' | 'refused' | 'read';
  track: string | null;
  registryId: string | null;
  fromState: string | null;
  toState: string | null;
  actorName: string | null;
  actorRole: string | null;
  /** Whose place the actor took. */
  actingForName: string | null;
  /** Why an attempt was refused. */
  code: string | null;
}

export type StoredTimelineEvent = TimelineEvent & {
  data: {
    facts?: Record<string, unknown>;
    moves?: CaseEvent['moves'];
    alongside?: Alongside;
    patches?: CaseEvent['patches'];
    part?: string | null;
    code?: string;
  };
};

/** What happened in a case and whose time it was, as this person may see it. */
export async function caseTimeline(
  db: Database,
  id: string,
  actor: Actor,
  now: Date,
): Promise<Timeline> {
  const [accessCase, rows] = await Promise.all([caseById(db, id), storedEvents(db, id)]);
  if (!accessCase) throw unknown();
  return timelineFor(accessCase, rows, actor, now);
}

/** The whole log of a case, in order. */
export async function storedEvents(db: Database, id: string): Promise<StoredTimelineEvent[]> {
  const { rows } = await db.pool.query<StoredTimelineEvent>(EVENTS, [id]);
  return rows;
}

/** What a person sees of these events. Throws {@link Refused} `case-unknown` as {@link detailFor}. */
export function timelineFor(
  accessCase: AccessCase,
  rows: readonly StoredTimelineEvent[],
  actor: Actor,
  now: Date,
): Timeline {
  const here = rolesInCase(accessCase, actor);
  if (here.length === 0) throw unknown();
  const events = rows
    .filter((event) =>
      event.outcome === 'accepted' && event.track !== null
        ? seesEvent(event, here)
        : sightOf('refusals', here) !== undefined,
    )
    .map(({ data, ...event }) => ({
      ...event,
      actorName: mayName(event.actorRole, here) ? event.actorName : null,
      code: data.code ?? null,
    }));
  if (sightOf('ledger', here) === undefined) return { events };
  return { events, ledger: ledgerOf(newCase(accessCase), historyOf(rows).events, osloDate(now)) };
}

/** The applicant is named to those who may know of the applicant, everybody else to all. */
function mayName(actorRole: string | null, here: readonly RoleGrant[]): boolean {
  return actorRole !== 'applicant' || sightOf('applicant', here) !== undefined;
}

function applicationFor(
  sight: 'all' | 'own' | undefined,
  application: Draft,
  registryIds: readonly (string | null)[],
): Draft | undefined {
  if (sight !== 'own') return sight && application;
  const { title, purpose, dataPeriod, institutionName, recipientEnvironment } = application;
  return {
    ...(title && { title }),
    ...(purpose && { purpose }),
    ...(dataPeriod && { dataPeriod }),
    ...(institutionName && { institutionName }),
    ...(recipientEnvironment && { recipientEnvironment }),
    sources: (application.sources ?? []).filter(({ registryId }) =>
      registryIds.includes(registryId),
    ),
  };
}

/** The routes as they were fixed at submission; of a draft, as they would be today. */
function sourcesOf(
  { tracks, application, registries }: StoredDetail,
  registryIds: readonly string[],
): SourceDetail[] {
  const fixed = tracks.application.routes ?? {};
  return registryIds.flatMap((registryId) => {
    const registry = registries?.[registryId];
    if (!registry) return [];
    const { name, description, controller } = registry;
    const asked = application.sources?.find((source) => source.registryId === registryId);
    const route = fixed[registryId] ?? routeOf(registry, asked?.exception);
    return [{ registryId, name, description, controller, ...route }];
  });
}

/** The draft's last day, under the settings of the day it was last changed or made. */
function lapsesOn({ draftChangedAt, settingVersions }: StoredDetail): string {
  return draftLapsesOn(osloDate(draftChangedAt), settingVersions ?? []);
}

function namesOf(
  registryIds: readonly string[],
  names: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(registryIds.map((id) => [id, names[id] ?? id]));
}

/** Only what a visible track refers to; the rest of the texts stay behind. */
function textsIn(visible: unknown, texts: Record<string, string>): Record<string, string> {
  if (typeof visible === 'string') {
    const body = texts[visible];
    return body === undefined ? {} : { [visible]: body };
  }
  if (visible === null || typeof visible !== 'object') return {};
  return Object.assign({}, ...Object.values(visible).map((part) => textsIn(part, texts))) as Record<
    string,
    string
  >;
}

function unknown(): Refused {
  return new Refused({ code: 'case-unknown', kind: 'absent' });
}

const DETAIL = `
  SELECT c.id, c.reference, c.kind, c.parent_id AS "parentId", nullif(c.intake, 'portal') AS intake, c.version, c.language, c.tracks, c.due_on::text AS "dueOn",
         c.created_at AS "createdAt", c.changed_at AS "changedAt", a.content AS application,
         a.changed_at AS "draftChangedAt",
         CASE WHEN c.application_state = 'draft' THEN ${SETTING_VERSIONS} END
           AS "settingVersions",
         a.form_version AS "formVersion",
         c.applicant_id AS "applicantId", applicant.name AS "applicantName",
         c.assignee_id AS "assigneeId", assignee.name AS "assigneeName",
         (SELECT jsonb_object_agg(t.id, t.body) FROM case_text t WHERE t.case_id = c.id) AS texts,
         (SELECT jsonb_object_agg(r.id, r.name) FROM registry r
           WHERE r.id = ANY (c.registry_ids || $2::text[])) AS "registryNames",
         (SELECT jsonb_object_agg(r.id, jsonb_build_object(
                   'name', r.name, 'description', r.description, 'controller', r.controller,
                   'inRegulation', r.in_regulation, 'decidedBy', r.decided_by))
            FROM registry r WHERE r.id = ANY (c.registry_ids || $2::text[])) AS registries
    FROM access_case c
    JOIN application a ON a.case_id = c.id
    JOIN person applicant ON applicant.id = c.applicant_id
    LEFT JOIN person assignee ON assignee.id = c.assignee_id
   WHERE c.id = $1`;

const EVENTS = `
  SELECT e.seq, e.at, e.type, e.outcome, e.track, e.registry_id AS "registryId",
         e.from_state AS "fromState", e.to_state AS "toState", p.name AS "actorName",
         e.actor_role AS "actorRole", away.name AS "actingForName", e.data
    FROM case_event e
    LEFT JOIN person p ON p.id = e.actor_id
    LEFT JOIN person away ON away.id = (e.data ->> 'actingFor')::uuid
   WHERE e.case_id = $1
   ORDER BY e.seq`;
