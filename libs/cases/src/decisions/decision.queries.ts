import { criteriaOf, type CriterionInForce, criteriaInForce } from '#letters';
import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import { basisOf, decisionObjectsOf } from './case.assessment.rules.js';
import { type CaseDetail, caseDetail } from '../case.queries.js';
import type { Access, DecisionObject, Exemption, ExemptionBasis } from './decision.model.js';
import { type DecisionView, decisionView } from './decision-view.rules.js';

export interface AssessedCriterion extends CriterionInForce {
  answer: {
    isMet: boolean;
    reason: string;
    assessedByName: string;
    assessedAt: string;
    rulesVersion: string;
  } | null;
}

export interface AssessmentOfDecision {
  decisionObject: DecisionObject;
  legalBasis: string;
  rulesVersion: string;
  /** What the decision came to so far, source by source. */
  conclusion: {
    state: string;
    sources: { registryId: string; isGranted: boolean; reason: string }[];
  } | null;
  criteria: AssessedCriterion[];
}

/**
 * The criteria of each decision in a case with their answers: of the version that a made decision
 * pins, else of the version in force today. For those who assess; others learn it from the letter.
 */
export async function assessmentIn(
  db: Database,
  caseId: string,
  actor: Actor,
  today: string,
): Promise<AssessmentOfDecision[]> {
  const detail = await caseDetail(db, caseId, actor);
  const { assessment } = detail.tracks;
  if (!assessment) throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  return decisionObjectsOf(detail.kind).flatMap((decisionObject) => {
    const legalBasis = basisOf(decisionObject, detail.kind);
    const decision = decisionIn(detail, decisionObject);
    const version =
      criteriaOf(legalBasis, decision?.rulesVersion ?? '') ?? criteriaInForce(legalBasis, today);
    if (!version) return [];
    const answers = assessment[decisionObject]?.answers ?? {};
    return [
      {
        decisionObject,
        legalBasis,
        rulesVersion: version.versionId,
        conclusion: decision && {
          state: decision.state,
          sources: (decision.sources ?? []).map(({ registryId, isGranted, reasonId }) => ({
            registryId,
            isGranted,
            reason: detail.texts[reasonId] ?? '',
          })),
        },
        criteria: version.criteria.map((criterion) => {
          const answer = answers[criterion.id];
          if (!answer) return { ...criterion, answer: null };
          const { isMet, reasonId, assessedByName, assessedAt, rulesVersion } = answer;
          const reason = detail.texts[reasonId] ?? '';
          return {
            ...criterion,
            answer: { isMet, reason, assessedByName, assessedAt, rulesVersion },
          };
        }),
      },
    ];
  });
}

/** A decision by its own id, as this person may see it; unknown to those who may not. */
export async function decisionById(db: Database, id: string, actor: Actor): Promise<DecisionView> {
  const { rows } = await db.pool.query<{ caseId: string; track: string; part: string | null }>(
    'SELECT case_id AS "caseId", track, part FROM decision WHERE id = $1',
    [id],
  );
  const found = rows[0];
  if (!found) throw unknown();
  const detail = await caseDetail(db, found.caseId, actor).catch((error: unknown) => {
    if (error instanceof Refused) throw unknown();
    throw error;
  });
  const view = decisionView(detail, id, found);
  if (!view) throw unknown();
  return view;
}

function decisionIn({ tracks }: CaseDetail, object: DecisionObject): Access | Exemption | null {
  if (object === 'access') return tracks.access ?? null;
  return tracks.exemption?.[object as ExemptionBasis] ?? null;
}

function unknown(): Refused {
  return new Refused({ code: 'decision-unknown', kind: 'absent' });
}
