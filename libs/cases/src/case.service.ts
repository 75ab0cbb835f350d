import { randomUUID } from 'node:crypto';
import type { LoggedEvent } from '#audit';
import { letterRows } from '#letters';
import type { Actor, Language, SystemIdentity } from '#parties';
import { type Clock, type Database, outboxRow, type Refusal, Refused, type Tx } from '#platform';
import { osloDate } from './clocks/calendar.rules.js';
import type { CaseCommand } from './case.commands.js';
import { consequencesOf, refuseUnsendable } from './case.consequences.js';
import type { Draft } from './application/application.rules.js';
import { parentOf } from './case.parent.js';
import { caseById } from './case.queries.js';
import type { PermitContent } from './permits/permit.content.model.js';
import type { PermitProfile } from './permits/permit.rules.js';
import { outboxOf } from './case.jobs.js';
import type { Consequences } from './consequence.model.js';
import { lookupsFor, noLookups } from './case.lookups.js';
import { type AllowedCommand, allowedCommands, decide, evolve } from './case.machine.js';
import type { AccessCase, CaseKind, Context, Decision } from './case.model.js';
import { eventData, isNoted, newDecisions, note, record } from './case.record.js';
import { type LockedCase, lockCase, readCase } from './case.rows.js';
import { type LettersToCome, lettersToCome } from './preview/case.preview.rules.js';
import { insertCase } from './case.creation.js';
import { clockDates } from './clocks/clock.dates.rules.js';
import { drawEntry } from './archive/journal.jobs.js';
import { journalRow } from './archive/journal.rows.js';
import { journalled } from './archive/journal.rules.js';
import { noticesOf } from './notices/notice.rules.js';
import { rolesInCase } from './case.relation.rules.js';
import { type ApprovalSigner, keepApproval } from './delivery/destruction.approvals.js';
import { searchableText } from './application/application.rules.js';
import type { WithdrawalCost } from './intake/withdrawal.rules.js';
import { visibleStates } from './case.visibility.js';

export interface CommandResult {
  id: string;
  version: number;
  /** The state of each track the actor may see; per registry where there is one per registry. */
  states: Record<string, string | Record<string, string>>;
  allowedCommands: AllowedCommand[];
  /** What a withdrawal cost; only once the application is withdrawn. */
  withdrawalCost?: WithdrawalCost;
}

/** What a new case is opened with. */
export interface Opening {
  language: Language;
  kind?: CaseKind;
  /** The case whose permit is to be changed, extended or updated. */
  parentCaseId?: string | undefined;
  /** The version of the form to write on; left out: the one that is valid today. */
  formVersion?: string;
  /** What else the request asks for, where one is made from another. */
  asked?: unknown;
}

/** Writes what belongs to a note, in its transaction. */
export type WithNote = (tx: Tx, accessCase: AccessCase, event: LoggedEvent) => Promise<void>;

/** The only code that changes a case. */
export class CaseService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    /** Signs what two custodians approve for the vault; null where nobody gives such commands. */
    private readonly signer: ApprovalSigner | null = null,
    private readonly newId: () => string = randomUUID,
    /** Which rules on the duration of permits hold here. */
    private readonly profile: PermitProfile = 'norwegian',
  ) {}

  /**
   * Carries out one command: lock, decide, write row, event, letters and outbox, commit. A refused
   * command writes its refusal to the log and nothing else, and throws {@link Refused}.
   */
  async execute(id: string, command: CaseCommand, actor: Actor): Promise<CommandResult> {
    const clockNow = await this.clock.now();
    const result = await this.db.transactionEndingWith<CommandResult | Refusal>(async (tx) => {
      const locked = await lockCase(tx, id, lookupsFor(command, actor), osloDate(clockNow));
      if (!locked) return { result: caseUnknown, last: null };
      const context = this.contextOf(locked, actor, clockNow);
      const refused = (refusal: Refusal) => ({
        result: refusal,
        last: note(tx, refusedEvent(locked, command, refusal, context), locked.logHash),
      });
      const decision = decide(locked.accessCase, command, context);
      if ('refused' in decision) return refused(decision.refused);
      const accessCase = evolve(locked.accessCase, decision.event);
      const after = contextAfter(context, decision);
      const consequences = consequencesOf(accessCase, decision.event, after);
      const unsendable = refuseUnsendable(consequences);
      if (unsendable) return refused(unsendable.refused);
      await keepApproval(tx, accessCase, decision.event, actor, this.signer);
      const change = this.changeOf(locked, accessCase, decision, consequences, after);
      return { result: resultOf(accessCase, actor), last: record(tx, change) };
    });
    if ('kind' in result) throw new Refused(result);
    return result;
  }

  /**
   * The letters that a command would send, or that its proposal becomes when it is signed: nothing
   * is stored and nothing logged. Throws {@link Refused} where the command would be refused.
   */
  async lettersToCome(id: string, command: CaseCommand, actor: Actor): Promise<LettersToCome> {
    const clockNow = await this.clock.now();
    const read = await this.db.transaction((tx) =>
      readCase(
        tx,
        id,
        // A number that is drawn is used up, so that a preview draws none.
        { ...lookupsFor(command, actor), texts: true, permitNumber: false },
        osloDate(clockNow),
      ),
    );
    if (!read) throw new Refused(caseUnknown);
    // Reading what would be sent binds nobody, however long ago one signed in.
    const reader = { ...actor, hasOldSignIn: false };
    const context = this.contextOf(read, reader, clockNow);
    const decision = decide(read.accessCase, command, context);
    if ('refused' in decision) throw new Refused(decision.refused);
    const accessCase = evolve(read.accessCase, decision.event);
    const after = contextAfter(context, decision);
    const { texts } = decision;
    return lettersToCome(accessCase, decision.event, after, { command, texts });
  }

  /** The Norwegian calendar date. */
  async today(): Promise<string> {
    return osloDate(await this.clock.now());
  }

  /**
   * Opens a draft. With an idempotency key the same person's second request gives the first's
   * case; another request with that key is refused.
   *
   * @returns the id of the case.
   */
  async create(
    actor: Actor,
    { language, kind = 'individual-level', parentCaseId, formVersion, asked }: Opening,
    idempotencyKey?: string,
  ): Promise<string> {
    if (!actor.personId || !actor.roles.some(({ role }) => role === 'applicant')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const now = await this.clock.now();
    const parent = await parentOf(this.db, kind, parentCaseId, actor);
    const parentId = parent?.id ?? null;
    const told = { actor, language, kind, parentId, formVersion, idempotencyKey, asked, now };
    const id = await insertCase(this.db, { ...told, id: this.newId() });
    if (parent) await this.copyGranted(id, parent.granted, actor);
    return id;
  }

  /**
   * Logs what leaves the case as it is: a letter dispatched or read, insight given. A fact is noted
   * once, however often its job runs; every reading is noted. What goes with the note is written in
   * the same transaction. Throws {@link Refused} `case-unknown` where there is no such case.
   */
  async note(
    id: string,
    type: string,
    outcome: LoggedEvent['outcome'],
    data: Readonly<Record<string, unknown>>,
    actor: Actor,
    alongside?: WithNote,
  ): Promise<void> {
    const clockNow = await this.clock.now();
    await this.db.transaction(async (tx) => {
      const locked = await lockCase(tx, id, noLookups, osloDate(clockNow));
      if (!locked) throw new Refused(caseUnknown);
      if (outcome === 'accepted' && (await isNoted(tx, id, type, data))) return;
      const at = latest(clockNow, locked.loggedAt);
      const role = rolesInCase(locked.accessCase, actor)[0]?.role ?? null;
      const told = { ...data, ...bySystem(actor) };
      const event = { ...bareEvent(locked, at, actor, role), type, outcome, data: told };
      await note(tx, event, locked.logHash);
      await alongside?.(tx, locked.accessCase, event);
    });
  }

  /** A change begins with what was granted (law row 30), written as the applicant would write it. */
  private async copyGranted(id: string, granted: Draft, actor: Actor): Promise<void> {
    const child = await caseById(this.db, id);
    if (child?.version !== 1) return;
    await this.execute(id, { type: 'edit-draft', version: 1, application: granted }, actor);
  }

  private contextOf(locked: LockedCase, actor: Actor, clockNow: Date): Context {
    const now = latest(clockNow, locked.loggedAt);
    const { newId, profile } = this;
    return { ...locked.lookups, actor, now, today: osloDate(now), newId, profile };
  }

  private changeOf(
    locked: LockedCase,
    accessCase: AccessCase,
    decision: Decision,
    { letters, jobs }: Consequences,
    context: Context,
  ) {
    const { event, texts, draft, isVersion, permitVersion, role } = decision;
    const seq = locked.logSeq + 1;
    const { events, notes } = locked.history;
    const history = { events: [...events, { ...event, seq, at: context.now }], notes };
    const produced = letterRows(letters, {
      language: accessCase.language,
      newId: this.newId,
    });
    const journal = journalRow(journalled(accessCase, event, role, context), this.newId);
    return {
      caseId: accessCase.id,
      accessCase,
      event: {
        ...bareEvent(locked, context.now, context.actor, role),
        seq,
        type: event.type,
        outcome: 'accepted' as const,
        track: event.track,
        registryId: event.registryId,
        fromState: event.fromState,
        toState: event.toState,
        caseVersion: accessCase.version,
        data: { ...eventData(decision), ...bySystem(context.actor) },
      },
      previousHash: locked.logHash,
      texts,
      draft,
      searchable: draft && searchableText(draft, context),
      permitVersion,
      frozen: isVersion && (draft ?? context.draft),
      letters: produced.letters,
      clockDates: clockDates(accessCase, history, context.today, context.settingVersions),
      notices: noticesOf(accessCase, event, context.actor),
      decisions: newDecisions(decision),
      journal,
      outbox: [
        ...produced.outbox,
        ...jobs.map((job) => outboxOf(job, accessCase.id, this.newId())),
        ...(journal?.isDrawn ? [outboxRow(drawEntry, { entryId: journal.id }, this.newId())] : []),
      ],
    };
  }
}

const caseUnknown: Refusal = { code: 'case-unknown', kind: 'absent' };

/** Letters may quote what this very command wrote, and what the permit it made gives. */
function contextAfter(context: Context, { texts, draft, permitVersion }: Decision): Context {
  if (texts.length === 0 && !draft && !permitVersion) return context;
  const own = Object.fromEntries(texts.map(({ id, body }) => [id, body]));
  return {
    ...context,
    draft: draft ?? context.draft,
    texts: { ...context.texts, ...own },
    ...(permitVersion && { permitContent: JSON.parse(permitVersion.content) as PermitContent }),
  };
}

function refusedEvent(
  locked: LockedCase,
  command: CaseCommand,
  refusal: Refusal,
  context: Context,
): LoggedEvent {
  const role = rolesInCase(locked.accessCase, context.actor)[0]?.role ?? null;
  return {
    ...bareEvent(locked, context.now, context.actor, role),
    type: command.type,
    outcome: 'refused',
    registryId: 'registryId' in command ? command.registryId : null,
    data: { code: refusal.code, ...bySystem(context.actor) },
  };
}

/** A system of a registry is told apart in the log by more than its name. */
function bySystem({ system }: Actor): { system?: SystemIdentity } {
  return system ? { system } : {};
}

function bareEvent(locked: LockedCase, at: Date, actor: Actor, role: string | null): LoggedEvent {
  return {
    caseId: locked.accessCase.id,
    seq: locked.logSeq + 1,
    at,
    type: '',
    outcome: 'accepted',
    track: null,
    registryId: null,
    fromState: null,
    toState: null,
    actorId: actor.personId,
    actorRole: role,
    caseVersion: locked.accessCase.version,
    data: {},
  };
}

function resultOf(accessCase: AccessCase, actor: Actor): CommandResult {
  const { withdrawalCost } = accessCase.tracks.application;
  return {
    id: accessCase.id,
    version: accessCase.version,
    states: visibleStates(accessCase, actor),
    allowedCommands: allowedCommands(accessCase, actor),
    ...(withdrawalCost && { withdrawalCost }),
  };
}

/** Two servers' clocks may differ by a little; a case's events never run backwards. */
function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
