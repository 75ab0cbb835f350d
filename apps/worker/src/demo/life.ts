import { type AccessCase, type CaseCommand, type CaseKind, type Draft } from '#cases';
import type { Chance } from './chance.js';
import type { Project } from './history.projects.js';
import type { OfficeDiary } from './office.diary.js';

/**
 * The life of a case, as a generator: it says what happens next and when, and is told how the case
 * then stands. Who plays it decides what else happens in between, and how far it comes.
 */
export type Life<Result = void> = Generator<Turn, Result, AccessCase | undefined>;

type Versionless<Command> = Command extends { version: unknown } ? Omit<Command, 'version'> : never;
export type Command = Versionless<CaseCommand>;

export type Turn =
  /** With `isLooked`, somebody sees what came of it. */
  | { at: Date; by: string; command: Command; isLooked?: boolean }
  /** Nothing is done; somebody looks at how the case stands. */
  | { at: Date; by: null }
  | { at: Date; born: Newborn };

export interface Newborn {
  kind: CaseKind;
  login: string;
  language: 'nb' | 'nn' | 'en';
  at: Date;
  /** The case whose permit it changes; null: one of its own. */
  parentId: string | null;
  /** Given what stands in its application when it is opened. */
  live: (opened: Draft) => Life;
}

/** What the parts of a life share. */
export interface Story {
  project: Project;
  chance: Chance;
  diary: OfficeDiary;
  caseworker: string;
  decisionMaker: string;
  /** Who has said in the case that they are impartial: it is said once. */
  impartial: Set<string>;
}

/** What somebody says before they decide in a case for the first time. */
export function impartially(
  { impartial }: Pick<Story, 'impartial'>,
  login: string,
  ...commands: Command[]
): Command[] {
  const isSaid = impartial.has(login);
  impartial.add(login);
  return [...(isSaid ? [] : [{ type: 'declare-impartial' } as const]), ...commands];
}

/** Commands in one sitting, from this moment on. */
export function* give(
  { diary }: Pick<Story, 'diary'>,
  at: Date,
  by: string,
  ...commands: Command[]
): Life<AccessCase> {
  let moment = at;
  let after: AccessCase | undefined;
  for (const [index, command] of commands.entries()) {
    after = yield { at: moment, by, command, isLooked: index === commands.length - 1 };
    moment = diary.soon();
  }
  if (!after) throw new Error('Nothing was given');
  return after;
}

export function* look(at: Date): Life<AccessCase> {
  const seen = yield { at, by: null };
  if (!seen) throw new Error('Nobody showed the case');
  return seen;
}

/** Several lives at once, whatever comes first. */
export function* together(lives: readonly Life[]): Life {
  const open = lives.flatMap((life) => {
    const first = life.next();
    return first.done ? [] : [{ life, turn: first.value }];
  });
  for (;;) {
    const [soonest] = open.sort((a, b) => a.turn.at.getTime() - b.turn.at.getTime());
    if (!soonest) return;
    const next = soonest.life.next(yield soonest.turn);
    if (next.done) open.splice(open.indexOf(soonest), 1);
    else soonest.turn = next.value;
  }
}

/** The part of a keyed track that was opened last. */
export function lastOf(parts: Readonly<Record<string, unknown>>): string {
  const id = Object.keys(parts).at(-1);
  if (id === undefined) throw new Error('Nothing has been opened');
  return id;
}
