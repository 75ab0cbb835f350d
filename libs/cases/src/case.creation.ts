import { createHash } from 'node:crypto';
import { canonicalData, contentSeal, firstHash, sealOf } from '#audit';
import type { Actor, Language } from '#parties';
import { type Database, Refused, type Tx } from '#platform';
import { osloDate } from './clocks/calendar.rules.js';
import { newCase } from './case.machine.js';
import type { CaseKind } from './case.model.js';
import { relationsOf } from './case.relation.rules.js';
import type { Draft } from './application/application.rules.js';
import { currentForm, formOf } from './form/form.files.js';
import { waitingFor } from './case.waiting.rules.js';

interface Opening {
  id: string;
  actor: Actor;
  language: Language;
  kind: CaseKind;
  /** The case whose permit this one changes, extends or updates. */
  parentId?: string | null;
  formVersion?: string | undefined;
  idempotencyKey: string | undefined;
  /** What else the request asks for: the same key with another request is refused. */
  asked?: unknown;
  now: Date;
  /** The applicant of a case that a caseworker opens: it came on paper. Left out: the actor. */
  onBehalfOf?: string;
}

/**
 * Opens a draft with its first event, once per person and idempotency key; gives the case's id.
 * Throws {@link Refused} `idempotency-key-reused` where the key came with another request.
 */
export function insertCase(db: Database, opening: Opening): Promise<string> {
  return db.transaction(async (tx) => {
    const earlier = await claimKey(tx, opening);
    if (earlier) return earlier;
    const { id, actor, language, kind, parentId = null, now, onBehalfOf } = opening;
    const applicantId = onBehalfOf ?? actor.personId ?? '';
    const intake = onBehalfOf === undefined ? 'portal' : 'paper';
    const actorRole = onBehalfOf === undefined ? 'applicant' : 'caseworker';
    const { rows } = await tx.query<{ number: string }>(
      "SELECT nextval('case_reference_seq') AS number",
    );
    const reference = `HDS-${osloDate(now).slice(0, 4)}-${rows[0]?.number.padStart(6, '0')}`;
    const accessCase = newCase({
      id,
      reference,
      kind,
      parentId,
      ...(intake === 'paper' && { intake }),
      applicantId,
      language,
    });
    const { version: formVersion } = opening.formVersion
      ? formOf(opening.formVersion)
      : currentForm(osloDate(now));
    // Who opens a case for somebody else knows nothing of them but what came on paper.
    const content =
      onBehalfOf === undefined && parentId === null ? await knownAnswers(tx, actor) : {};
    const event = {
      caseId: id,
      seq: 1,
      at: now,
      type: 'draft-created',
      outcome: 'accepted' as const,
      track: 'application',
      registryId: null,
      fromState: null,
      toState: 'draft',
      actorId: actor.personId,
      actorRole,
      caseVersion: 1,
      data: {
        facts: {
          reference,
          kind,
          language,
          formVersion,
          applicantId,
          ...(onBehalfOf && { intake }),
          ...(parentId !== null && { parentId }),
        },
        moves: {},
        draft: contentSeal(content),
      },
    };
    const seal = sealOf(event, firstHash);
    await tx.query(
      `INSERT INTO access_case (id, reference, kind, version, applicant_id, language, application_state,
                                waiting_for, registry_ids, tracks, log_seq, log_hash, created_at,
                                changed_at, relations, intake, parent_id)
       VALUES ($1, $2, $9, 1, $3, $4, 'draft', $5, '{}', $6, 1, $7, $8, $8, $10, $11, $12)`,
      [
        id,
        reference,
        applicantId,
        language,
        waitingFor(accessCase.tracks),
        JSON.stringify(accessCase.tracks),
        seal,
        now,
        kind,
        relationsOf(accessCase),
        intake,
        parentId,
      ],
    );
    await tx.query(
      `INSERT INTO case_search (case_id, created_at, changed_at, words) VALUES ($1, $2, $2, '')`,
      [id, now],
    );
    await tx.query(
      `INSERT INTO application (case_id, content, form_version, changed_at)
       VALUES ($1, $2, $3, $4)`,
      [id, JSON.stringify(content), formVersion, now],
    );
    await tx.query(
      `INSERT INTO case_event (case_id, seq, at, type, outcome, track, to_state, actor_id,
                               actor_role, case_version, data, previous_hash, hash)
       VALUES ($1, 1, $2, $3, 'accepted', 'application', 'draft', $4, $8, 1, $5, $6, $7)`,
      [id, now, event.type, actor.personId, canonicalData(event.data), firstHash, seal, actorRole],
    );
    return id;
  });
}

/**
 * What a new draft need not ask again: who answers for it, from the sign-in, and the institution as
 * the same person last wrote it. Never an identity number: the sign-in keeps none.
 */
async function knownAnswers(tx: Tx, { personId }: Actor): Promise<Draft> {
  const { rows } = await tx.query<{ name: string; email: string; earlier: Draft | null }>(
    `SELECT p.name, p.email,
            (SELECT a.content FROM access_case c JOIN application a ON a.case_id = c.id
              WHERE c.applicant_id = p.id AND c.application_state <> 'draft'
              ORDER BY c.changed_at DESC, c.id DESC LIMIT 1) AS earlier
       FROM person p WHERE p.id = $1`,
    [personId],
  );
  const [person] = rows;
  if (!person) return {};
  const kept = institutionFields.filter((field) => person.earlier?.[field] !== undefined);
  return {
    contactPerson: { name: person.name, email: person.email },
    ...Object.fromEntries(kept.map((field) => [field, person.earlier?.[field]])),
  };
}

const institutionFields = [
  'applicantKind',
  'institutionName',
  'institutionNumber',
  'postalAddress',
  'institutionCountry',
  'applicantSector',
];

/** Holds the key for this case; gives the case that held it before, if any. */
async function claimKey(tx: Tx, opening: Opening): Promise<string | undefined> {
  const { id, actor, idempotencyKey, now } = opening;
  if (idempotencyKey === undefined) return undefined;
  const hash = requestHash(opening);
  const { rowCount } = await tx.query(
    `INSERT INTO idempotency_key (person_id, key, case_id, created_at, request_hash)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [actor.personId, idempotencyKey, id, now, hash],
  );
  if (rowCount === 1) return undefined;
  const { rows } = await tx.query<{ case_id: string; is_same: boolean }>(
    `SELECT case_id, coalesce(request_hash = $3, true) AS is_same
       FROM idempotency_key WHERE person_id = $1 AND key = $2`,
    [actor.personId, idempotencyKey, hash],
  );
  if (rows[0]?.is_same === false) throw keyReused();
  return rows[0]?.case_id;
}

/** What the request asked for, as a hash: the key may outlive the case, what was asked may not. */
function requestHash({ language, kind, parentId, formVersion, onBehalfOf, asked }: Opening) {
  const request = { language, kind, parentId, formVersion, onBehalfOf, asked };
  return createHash('sha256').update(JSON.stringify(request)).digest();
}

/** To answer with the case of the first request would lose the second without a word. */
function keyReused(): Refused {
  return new Refused({
    code: 'idempotency-key-reused',
    kind: 'facts',
    problems: [
      {
        field: 'Idempotency-Key',
        rule: 'a key stands for one request, repeated as it was',
        todo: 'send another request with a key of its own',
      },
    ],
  });
}
