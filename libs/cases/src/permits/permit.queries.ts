import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { caseById, caseTimeline, type Timeline } from '../case.queries.js';
import type { AccessCase, TrackName } from '../case.model.js';
import { rolesInCase } from '../case.relation.rules.js';
import { seesWhole, sightOf } from '../case.visibility.js';
import type { PermitContent } from './permit.content.model.js';
import {
  euPermitStatus,
  type EuPermitStatus,
  isInForce,
  type PermitVersion,
  requestStateOf,
} from './permit.rules.js';

/** A version of a permit, by its own id, with where the chain stands now. */
export interface PermitView {
  permitId: string;
  version: number;
  kind: PermitVersion['kind'];
  activeFrom: string;
  activeTo: string | null;
  endsOn: string;
  contentSha256: string;
  /** The version that is in force, or was the last to be: the pointer from an older one. */
  currentPermitId: string;
  /** The state of the whole permit. */
  state: string;
  /** What is asked of it. */
  requestState: string;
  euStatus: EuPermitStatus | null;
  caseId: string;
  caseReference: string;
  /** For those who may read the application. */
  content?: PermitContent;
}

/** What the operator of a processing environment needs; never anything about the people in the data. */
export interface PermitHandover {
  permitId: string;
  version: number;
  currentPermitId: string;
  isInForce: boolean;
  activeFrom: string;
  activeTo: string | null;
  endsOn: string;
  recipientEnvironment: string;
  projectTitle: string;
  institutionName: string;
  /** Who may work on the data. */
  namedPersons: { name: string; organisation: string }[];
  changes: PermitContent['changes'];
}

/** One version. Throws {@link Refused} `permit-unknown` to whom it does not exist for. */
export async function permitView(
  db: Database,
  permitId: string,
  actor: Actor,
): Promise<PermitView> {
  const { accessCase, version, content, mayRead } = await found(db, permitId, actor);
  const { permit } = accessCase.tracks;
  const requestState = requestStateOf(accessCase.tracks);
  const { changeCaseId, ...shown } = version;
  return {
    ...shown,
    currentPermitId: permit.permitReference ?? permitId,
    state: permit.state,
    requestState,
    euStatus: euPermitStatus(permit.state, requestState),
    caseId: accessCase.id,
    caseReference: accessCase.reference,
    ...(mayRead && { content: JSON.parse(content) as PermitContent }),
  };
}

/** The frozen text itself: the same bytes as when the version was made (d64 R9.3.4). */
export async function permitContent(
  db: Database,
  permitId: string,
  actor: Actor,
): Promise<{ content: string; sha256: string }> {
  const { version, content, mayRead } = await found(db, permitId, actor);
  if (!mayRead) throw unknown();
  return { content, sha256: version.contentSha256 };
}

/** Every version in the chain, oldest first, with the time in which each was in force. */
export async function permitVersions(
  db: Database,
  permitId: string,
  actor: Actor,
): Promise<{ versions: PermitVersion[] }> {
  const { accessCase } = await found(db, permitId, actor);
  return { versions: accessCase.tracks.permit.versions ?? [] };
}

/** The permit's life: every change of it and of what was asked of it, in order (d64 R9.3.2). */
export async function permitEvents(
  db: Database,
  permitId: string,
  actor: Actor,
  now: Date,
): Promise<Pick<Timeline, 'events'>> {
  const { accessCase } = await found(db, permitId, actor);
  const { events } = await caseTimeline(db, accessCase.id, actor, now);
  return { events: events.filter(({ track }) => permitTracks.includes(track as TrackName)) };
}

export async function permitHandover(
  db: Database,
  permitId: string,
  actor: Actor,
): Promise<PermitHandover> {
  const { accessCase, version, content } = await found(db, permitId, actor);
  const { permit } = accessCase.tracks;
  const { granted, projectLeader, changes } = JSON.parse(content) as PermitContent;
  const institutionName = granted.institutionName ?? '';
  return {
    permitId,
    version: version.version,
    currentPermitId: permit.permitReference ?? permitId,
    isInForce: version.activeTo === null && isInForce(permit),
    activeFrom: version.activeFrom,
    activeTo: version.activeTo,
    endsOn: version.endsOn,
    recipientEnvironment: granted.recipientEnvironment ?? '',
    projectTitle: granted.title ?? '',
    institutionName,
    namedPersons: [{ name: projectLeader, organisation: institutionName }],
    changes: changes.filter(({ field }) => handedOver.test(field)),
  };
}

/** What an environment's operator acts on; the rest of a change is not theirs to read. */
const handedOver = /^(permitEndsOn|recipientEnvironment|institutionName|namedPersons)/;

const permitTracks: readonly TrackName[] = ['permit', 'revocation'];

interface Found {
  accessCase: AccessCase;
  version: PermitVersion;
  content: string;
  mayRead: boolean;
}

async function found(db: Database, permitId: string, actor: Actor): Promise<Found> {
  if (!/^[\w./-]{1,60}$/.test(permitId)) throw unknown();
  const { rows } = await db.pool.query<{ caseId: string; content: string }>(
    'SELECT case_id AS "caseId", content FROM permit_version WHERE permit_id = $1',
    [permitId],
  );
  const accessCase = rows[0] && (await caseById(db, rows[0].caseId));
  const version = accessCase?.tracks.permit.versions?.find((each) => each.permitId === permitId);
  const here = accessCase ? rolesInCase(accessCase, actor) : [];
  if (!rows[0] || !accessCase || !version) throw unknown();
  if (!seesWhole('permit', here)) throw unknown();
  const mayRead = sightOf('application', here) === 'all';
  return { accessCase, version, content: rows[0].content, mayRead };
}

function unknown(): Refused {
  return new Refused({ code: 'permit-unknown', kind: 'absent' });
}
