import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import type { Appeal } from './appeal.model.js';
import { type AppealBody, lettersTelling } from './appeal.rules.js';
import { type CaseDetail, caseDetail } from '../case.queries.js';

type Letter = CaseDetail['letters'][number];

/** What is written of an appeal, in the order that it comes about. */
const papers = [
  'grounds',
  'wantedChange',
  'registrationReason',
  'lateReason',
  'deferredReason',
  'statement',
  'summary',
  'withdrawalReason',
] as const;

/** The papers of one appeal: what was written, what was sent, and what the appeals body decided. */
export interface AppealDocuments {
  appealId: string;
  decision: string;
  body: AppealBody;
  state: Appeal['state'];
  lodgedOn: string | null;
  /** The last day of the appeal period. */
  dueOn: string | null;
  /** When the file went to the appeals body. */
  forwardedOn: string | null;
  texts: { what: (typeof papers)[number]; text: string }[];
  /** The letters of the appeal, after those that told of the decision. */
  letters: Letter[];
  /** The decision of the appeals body as it was received. */
  settledBy: {
    sender: string;
    externalReference: string;
    decidedOn: string;
    documentSha256: string;
  } | null;
}

/**
 * The documents of an appeal, of those this person may see (forvaltningsloven section 33): a party
 * sees the statement once it is signed. Throws {@link Refused} `case-unknown`, `appeal-unknown`.
 */
export async function appealDocuments(
  db: Database,
  caseId: string,
  appealId: string,
  actor: Actor,
): Promise<AppealDocuments> {
  const [{ tracks, texts, letters }, { rows }] = await Promise.all([
    caseDetail(db, caseId, actor),
    db.pool.query<{ id: string; isOwn: boolean }>(LETTERS, [caseId, appealId]),
  ]);
  const appeal = tracks.appeal?.[appealId];
  if (!appeal) throw new Refused({ code: 'appeal-unknown', kind: 'absent' });
  const { body = 'helseklage', decision = '', forwardedOn, lodgedOn, dueOn, state } = appeal;
  const own = new Set(rows.filter(({ isOwn }) => isOwn).map(({ id }) => id));
  const before = new Set(rows.filter(({ isOwn }) => !isOwn).map(({ id }) => id));
  const telling = lettersTelling(decision);
  return {
    appealId,
    decision,
    body,
    state,
    lodgedOn: lodgedOn ?? null,
    dueOn: dueOn ?? null,
    forwardedOn: forwardedOn ?? null,
    texts: papers.flatMap((what) => {
      const text = texts[appeal[`${what}Id`] ?? ''];
      return text === undefined ? [] : [{ what, text }];
    }),
    letters: letters.filter(
      ({ id, kind }) => own.has(id) || (before.has(id) && telling.includes(kind)),
    ),
    settledBy: settledBy(appeal),
  };
}

function settledBy(appeal: Appeal): AppealDocuments['settledBy'] {
  const { sender, externalReference, outcomeOn, documentSha256 } = appeal;
  if (!sender || !externalReference || !outcomeOn || !documentSha256) return null;
  return { sender, externalReference, decidedOn: outcomeOn, documentSha256 };
}

// The letters that the appeal itself caused, and those sent before it was lodged.
const LETTERS = `
  WITH own AS (
    SELECT seq FROM case_event
     WHERE case_id = $1 AND outcome = 'accepted' AND track = 'appeal' AND data ->> 'part' = $2
  )
  SELECT l.id, l.event_seq IN (SELECT seq FROM own) AS "isOwn"
    FROM letter l
   WHERE l.case_id = $1
     AND (l.event_seq IN (SELECT seq FROM own) OR l.event_seq < (SELECT min(seq) FROM own))`;
