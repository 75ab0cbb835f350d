import { randomUUID } from 'node:crypto';
import { type Actor, type Language, upsertPerson } from '#parties';
import { type Clock, type Database, Refused } from '#platform';
import { copyOf, type LeftOut } from '../application/application.copy.rules.js';
import { refuseUnreceived } from '../application/case.application.machine.js';
import type { Draft } from '../application/application.rules.js';
import { replaced } from '../application/draft.merge.rules.js';
import { osloDate } from '../clocks/calendar.rules.js';
import { insertCase } from '../case.creation.js';
import type { ArrivedBy, CaseKind } from '../case.model.js';
import { parentToRegisterFor } from '../case.parent.js';
import { caseById } from '../case.queries.js';
import { rolesInCase } from '../case.relation.rules.js';
import type { CaseService } from '../case.service.js';
import { currentForm } from '../form/form.files.js';

export interface Registration {
  language: Language;
  kind: CaseKind;
  applicant: { personId: string } | { name: string; email: string };
  application: Draft;
  receivedOn: string;
  arrivedBy: ArrivedBy;
}

/** A request for a change, an extension or an update of data that did not come by the portal. */
export interface RegisteredRequest {
  kind: 'change' | 'extension' | 'data-update';
  /** What is asked for otherwise than was granted; what is left out stays as it was granted. */
  application: Draft;
  receivedOn: string;
  arrivedBy: ArrivedBy;
  reasons: string;
}

/** Cases that begin otherwise than with an empty draft. */
export class CaseIntake {
  constructor(
    private readonly cases: CaseService,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly newId: () => string = randomUUID,
  ) {}

  /**
   * Registers an application that came another way than by the portal, on behalf of its applicant
   * and with whatever gaps it has: the office guides and sets a time limit (forvaltningsloven
   * section 11), and what came by word of mouth is written down (section 11 d).
   *
   * @returns the id of the case.
   */
  async register(actor: Actor, what: Registration, idempotencyKey?: string): Promise<string> {
    if (!actor.personId || !actor.roles.some(({ role }) => role === 'caseworker')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const now = await this.clock.now();
    refuseFuture(what.receivedOn, now);
    const { application, arrivedBy, kind, language, receivedOn } = what;
    refuseIllFormed(application, now);
    const onBehalfOf = await this.applicantIdOf(what, now);
    refuseOwn(actor, onBehalfOf);
    const id = await insertCase(this.db, {
      id: this.newId(),
      actor,
      language,
      kind,
      idempotencyKey,
      asked: what,
      now,
      onBehalfOf,
    });
    // A repeated request finds the case registered already, or finishes what was broken off.
    const accessCase = await caseById(this.db, id);
    if (accessCase?.tracks.application.state !== 'draft') return id;
    await this.cases.execute(
      id,
      { type: 'register-application', version: null, application, receivedOn, arrivedBy },
      actor,
    );
    return id;
  }

  /**
   * Registers on behalf of the holder of a permit what they asked for by letter, with the reasons
   * they gave (d64 R9.4.2, R9.4.6). It becomes a case of its own, as if sent in the portal.
   *
   * @returns the id of the case.
   */
  async registerRequest(
    actor: Actor,
    parentCaseId: string,
    what: RegisteredRequest,
    idempotencyKey?: string,
  ): Promise<string> {
    const { holderId, language, granted } = await parentToRegisterFor(this.db, parentCaseId, actor);
    const now = await this.clock.now();
    refuseFuture(what.receivedOn, now);
    const { application, kind, ...rest } = what;
    const wanted = { ...granted, ...application };
    refuseIllFormed(wanted, now);
    const id = await insertCase(this.db, {
      id: this.newId(),
      actor,
      language,
      kind,
      parentId: parentCaseId,
      idempotencyKey,
      asked: what,
      now,
      onBehalfOf: holderId,
    });
    const accessCase = await caseById(this.db, id);
    if (accessCase?.tracks.application.state !== 'draft') return id;
    const command = { type: 'register-application', version: null } as const;
    await this.cases.execute(id, { ...command, application: wanted, ...rest }, actor);
    return id;
  }

  /**
   * Opens a new draft with the answers of a case of one's own.
   *
   * @returns the id of the new case, and what was not carried over.
   */
  async clone(
    actor: Actor,
    id: string,
    idempotencyKey?: string,
  ): Promise<{ copyId: string; leftOut: LeftOut[] }> {
    const accessCase = await caseById(this.db, id);
    const here = accessCase ? rolesInCase(accessCase, actor) : [];
    if (!accessCase || here.length === 0) {
      throw new Refused({ code: 'case-unknown', kind: 'absent' });
    }
    if (!here.some(({ role }) => role === 'applicant')) {
      throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
    }
    const { rows } = await this.db.pool.query<{ content: Draft }>(
      'SELECT content FROM application WHERE case_id = $1',
      [id],
    );
    const { draft, leftOut } = copyOf(rows[0]?.content ?? {}, osloDate(await this.clock.now()));
    const kind = accessCase.kind === 'statistics' ? 'statistics' : 'individual-level';
    const opening = { language: accessCase.language, kind, asked: { copyOf: id } } as const;
    const copyId = await this.cases.create(actor, opening, idempotencyKey);
    const copy = await caseById(this.db, copyId);
    if (copy?.version === 1) {
      await this.cases.execute(
        copyId,
        { type: 'edit-draft', version: 1, application: draft },
        actor,
      );
    }
    return { copyId, leftOut };
  }

  private async applicantIdOf({ applicant, language }: Registration, now: Date): Promise<string> {
    if (!('personId' in applicant)) {
      // Nobody has signed in as this person: the address is what they are known by.
      const subject = applicant.email.toLowerCase();
      const identity = { ...applicant, issuer: 'urn:tilgang:on-paper', subject, language };
      return (await upsertPerson(this.db.pool, identity, now)).personId;
    }
    const { rowCount } = await this.db.pool.query('SELECT 1 FROM person WHERE id = $1', [
      applicant.personId,
    ]);
    if (rowCount === 1) return applicant.personId;
    throw new Refused({
      code: 'person-unknown',
      kind: 'facts',
      problems: [
        {
          field: 'applicant.personId',
          rule: 'the applicant is known, or named with an e-mail address',
          todo: 'give name and e-mail address',
        },
      ],
    });
  }
}

/** Nobody registers an application of their own (forvaltningsloven section 6). */
function refuseOwn({ personId }: Actor, applicantId: string): void {
  if (personId === applicantId) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
}

/** As {@link refuseFuture}: what does not fit the form is refused before there is a case. */
function refuseIllFormed(application: Draft, now: Date): void {
  const result = replaced(currentForm(osloDate(now)), application);
  if ('refused' in result) throw new Refused(result.refused);
}

/** Before a case is opened for it: a refusal leaves no empty case behind. */
function refuseFuture(receivedOn: string, now: Date): void {
  const early = refuseUnreceived(receivedOn, osloDate(now));
  if (early) throw new Refused(early.refused);
}
