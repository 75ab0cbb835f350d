import type { Refusal } from '#platform';
import type { Actor, Role, RoleGrant } from '../../parties/src/role.rules.js';
import type { RegistryKind } from '../../parties/src/registry.rules.js';
import type { Attachment, FileState } from './attachments/attachment.rules.js';
import type { CatalogueVariable, Draft } from './application/application.rules.js';
import type { RoutedRegistry } from './application/source.routing.rules.js';
import type { PriceList } from './fees/case.fee.rules.js';
import type { LetterTimes } from './appeals/appeal.rules.js';
import type { CommandName, CommandOf } from './case.commands.js';
import type { PermitToChange } from './form/check.model.js';
import type { FormDefinition } from './form/form.model.js';
import type { RuleDates } from './advice/ethics.rules.js';
import type { FrozenVersion, PermitContent } from './permits/permit.content.model.js';
import type { PermitProfile } from './permits/permit.rules.js';
import type { SettingVersion } from './settings/setting.rules.js';
import type { CaseKind } from './case.kinds.model.js';
import type { Tracks, TrackName, ApplicationState } from './track.model.js';

export { type CaseKind, caseKinds } from './case.kinds.model.js';
export * from './track.model.js';

/**
 * A case and its tracks. The case is the consistency boundary: one row, one version, one lock. Each
 * track has its own small machine; the facts of a track are what its events recorded.
 */
export interface AccessCase {
  id: string;
  reference: string;
  kind: CaseKind;
  /** The case that this one changes, extends or updates. */
  parentId: string | null;
  /** How it came in; left out: written by the applicant in the portal. */
  intake?: 'paper';
  version: number;
  applicantId: string;
  language: 'nb' | 'nn' | 'en';
  tracks: Tracks;
}

/** One row of a track's table: the whole workflow and every permission stands in these. */
export interface Transition {
  from: readonly string[];
  /** Where several are named, the decision picks one of them; `unchanged` leaves the state as it is. */
  to: Target;
  by: readonly Role[];
  /** The same words in the past. */
  event: string;
  /** The states of the application in which the command may be given; left out: any. */
  during?: readonly ApplicationState[];
  /** What the event moves on other tracks. */
  moves?: Partial<Record<TrackName, Target>>;
  /** What the event moves on other tracks where the decision says so. */
  mayMove?: Partial<Record<TrackName, Target>>;
  /** The decision itself finds out what has changed meanwhile: any version will do. */
  isMerging?: true;
  /** The person proves anew who they are before this: it binds others and cannot be taken back. */
  needsFreshSignIn?: true;
}

export type Target = string | readonly string[];

export interface TrackTable {
  readonly name: TrackName;
  readonly initial: string;
  readonly states: readonly string[];
  readonly final: readonly string[];
  /**
   * The field of a command that names which part of the track it is about: there is one small
   * machine per registry, per appeal and so on. Null: the track has one state.
   */
  readonly keyedBy: string | null;
  /** A command that does not name the part is about the actor's own. */
  readonly isAboutActor?: boolean;
  /** The parts there can be; left out: those that have been opened. */
  readonly keys?: (tracks: Tracks) => readonly string[];
  /** The registry that a part is about, where its key is another. */
  readonly registryOf?: (tracks: Tracks, part: string) => string | null;
  readonly transitions: Readonly<Partial<Record<CommandName, Transition>>>;
}

/** One command, one event. Replaying a case's events gives its row. */
export interface CaseEvent {
  type: string;
  track: TrackName;
  /** The registry it concerns, if one. */
  registryId: string | null;
  /** The part of a keyed track that it is about. */
  part: string | null;
  fromState: string;
  toState: string;
  /** What the event records on its track. Free text stands elsewhere, by id. */
  facts: Readonly<Record<string, unknown>>;
  moves: Partial<Record<TrackName, string>>;
  /** What the event records on the tracks it moves. */
  alongside?: Alongside;
  /** Facts that the same event records on other tracks, moved or not; a keyed track's by part. */
  patches?: Patches;
}

/** Facts for a track that an event moves on beside its own, and the part of it where it is keyed. */
export type Alongside = Partial<
  Record<TrackName, { part: string | null; facts: Readonly<Record<string, unknown>> }>
>;

export type Patches = Partial<Record<TrackName, Readonly<Record<string, unknown>>>>;

/** Free text that an event refers to: kept apart so that it can be redacted. */
export interface CaseText {
  id: string;
  field: string;
  body: string;
  /** Random; hashed with the body, so that the log proves a text and does not tell it. */
  salt: string;
}

export interface Decision {
  event: CaseEvent;
  /** The role in which the actor gave the command. */
  role: Role;
  /** Whose place the actor takes in the case, where it is not their own. */
  actingFor: string | null;
  texts: CaseText[];
  /** The draft as it is to be stored; only its applicant's saves change it. */
  draft?: Draft;
  /** The version of the permit that the command makes, as it is to be frozen. */
  permitVersion?: FrozenVersion;
  /** The application as it now stands is kept, frozen, as a version of its own. */
  isVersion?: true;
}

export type Refusing = { refused: Refusal };

/** A track's own part of a decision, per command: facts to record, or a refusal. */
export type Decide<Name extends CommandName> = (
  accessCase: AccessCase,
  command: CommandOf<Name>,
  context: Context,
) => Facts | Refusing;

/** What a track adds to its transition: the facts it records, or why it refuses. */
export type Facts = {
  facts?: Record<string, unknown>;
  texts?: CaseText[];
  draft?: Draft;
  permitVersion?: FrozenVersion;
  isVersion?: true;
  /** What the event records on other tracks. */
  patches?: Patches;
  /** The part that a command opens: it has no key until it is decided. */
  part?: string;
  /** Which of the transition's targets; needed where it names several. */
  to?: string;
  /** Which of the targets on other tracks; needed where the transition names several. */
  moves?: Partial<Record<TrackName, string>>;
  alongside?: Alongside;
};

/** Whether the facts open a command that role and state allow: only then is it offered. */
export type IsOpen = (accessCase: AccessCase, actor: Actor, part: string | null) => boolean;

/** Everything a decision may look at, looked up beforehand by the shell. */
export interface Context {
  actor: Actor;
  now: Date;
  /** The Norwegian calendar date of `now`. */
  today: string;
  newId: () => string;
  /** The application as it stands. */
  draft: Draft;
  /** The Norwegian calendar date of its last change. */
  draftChangedOn: string;
  /** The version of the form that the case began on. */
  form: FormDefinition;
  /** Another open application by the same applicant, with the same sources and title. */
  twinReference: string | null;
  /** The permit to be changed: whether it can be; looked up only for sending in. */
  permitToChange: PermitToChange | null;
  applicantName: string;
  assigneeName: string | null;
  /** The price list in force. */
  prices: PriceList;
  /** The actor and the people a command names, by id. */
  people: Readonly<
    Record<string, { name: string; roles: readonly RoleGrant[]; unitId: string | null }>
  >;
  /** The registries the case names, with what a decision needs of each. */
  registries: Readonly<
    Record<
      string,
      RoutedRegistry & {
        name: string;
        kind: RegistryKind;
        hasRecipientKey: boolean;
        controller: string | null;
      }
    >
  >;
  /** The variables in the application that the catalogue lists; looked up only to submit it. */
  catalogue: readonly CatalogueVariable[];
  /** The file that a command names, where it was sent to this very case. */
  file: (Pick<Attachment, 'sizeBytes' | 'sha256'> & { state: FileState }) | null;
  texts: Readonly<Record<string, string>>;
  /** The days that were set for rules passed without one; read where a mode rests on them. */
  ruleDates: RuleDates;
  /** A fresh number for a permit, drawn only for the command that issues one. */
  permitNumber: string | null;
  /** The letters to the applicant; looked up only for commands that reckon a time from them. */
  letters: readonly LetterTimes[];
  /** What the newest version of the permit gives; looked up only for commands that build on it. */
  permitContent: PermitContent | null;
  /** The permit that this case is to change, and what its newest version gives. */
  parent: {
    permit: Tracks['permit'];
    content: PermitContent;
    /** Its linkage: a change adds to the serial numbers of the project. */
    linkage?: Tracks['linkage'];
  } | null;
  /** Which rules on the duration of permits hold here. */
  profile: PermitProfile;
  /** Every version of every setting, in the order they were set. */
  settingVersions: readonly SettingVersion[];
}
