import fc from 'fast-check';
import { z } from 'zod';
import { type CommandName, transitions } from '#cases';
import { type Actor, isPerRegistry, type RoleGrant } from '#parties';
import { commandBodies } from '../../../libs/cases/src/case.commands.js';
import { stateOf } from '../../../libs/cases/src/case.machine.js';
import type { AccessCase, TrackTable, Transition } from '../../../libs/cases/src/case.model.js';
import { type Schema, valid } from '../../support/fuzz/values.js';
import { registryIds } from '../../support/journey.js';

type Body = Record<string, unknown>;

interface Row {
  track: TrackTable;
  transition: Transition;
}

const rows = transitions as Readonly<Record<string, Row>>;
const known = {
  uuids: ['99999999-9999-4999-8999-999999999999'],
  registryIds: Object.values(registryIds),
  behind: {},
};
const bodies = new Map<string, Body | null>();

/** A body that the command's own schema takes; null where none is found that does. */
function bodyOf(name: CommandName): Body | null {
  const found = bodies.get(name);
  if (found !== undefined) return found;
  const schema = commandBodies[name] as z.ZodType;
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const tries = fc.sample(valid(shape, known), { seed: 20_261_122, numRuns: 200 });
  const body = (tries.find((each) => schema.safeParse(each).success) as Body | undefined) ?? null;
  bodies.set(name, body);
  return body;
}

/**
 * The command as somebody with a role in the case would give it: about a part that is there and, for
 * a registry's people, theirs, so that its state is looked at. Null where no body is known.
 */
export function commandOf(
  name: CommandName,
  { tracks, version }: AccessCase,
  own: string | null,
): Body | null {
  const row = rows[name];
  const body = bodyOf(name);
  if (!row || body === null) return null;
  const { track } = row;
  const { shape } = commandBodies[name];
  const registryId = own ?? registryIds.npr;
  const filled: Body = { ...body, version, ...('registryId' in shape && { registryId }) };
  if (track.keyedBy === null || track.keyedBy === 'registryId' || !(track.keyedBy in shape)) {
    return filled;
  }
  const parts = track.keys?.(tracks) ?? Object.keys(tracks[track.name]);
  const ofOwn = parts.find((part) => own === null || track.registryOf?.(tracks, part) === own);
  return { ...filled, ...((ofOwn ?? parts[0]) && { [track.keyedBy]: ofOwn ?? parts[0] }) };
}

/**
 * What the workflow's table says of a command before its facts are looked at: the code it is refused
 * with, or null where it goes on to them.
 */
export function toldByTable(
  name: CommandName,
  body: Body,
  { tracks }: AccessCase,
  { personId }: Actor,
  inCase: readonly RoleGrant[],
): string | null {
  const { track, transition } = rows[name] as Row;
  const named = track.keyedBy === null ? null : (body[track.keyedBy] as string | undefined);
  const part = named ?? (track.isAboutActor && track.keyedBy !== null ? personId : null);
  const registryId =
    (body['registryId'] as string | undefined) ??
    (part === null ? null : (track.registryOf?.(tracks, part) ?? null));
  const held = inCase.filter(({ role }) => (transition.by as readonly string[]).includes(role));
  if (held.length === 0) return 'not-allowed-for-role';
  const isOwn = ({ role, registryId: own }: RoleGrant) =>
    !isPerRegistry(role) || registryId === null || own === registryId;
  if (!held.some(isOwn)) return 'not-your-registry';
  const isIn =
    transition.from.includes(stateOf(tracks, track, part)) &&
    (transition.during?.includes(tracks.application.state) ?? true);
  return isIn ? null : 'not-allowed-in-state';
}
