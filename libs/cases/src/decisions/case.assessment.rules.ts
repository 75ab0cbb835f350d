import {
  criteriaInForce,
  type CriteriaInForce,
  criteriaOf,
} from '../../../letters/src/rules/rule-book.rules.js';
import type { AccessCase, CaseKind, Refusing } from '../case.model.js';
import { type DecisionObject, decisionObjects } from './decision.model.js';
import { refuse } from '../refusal.rules.js';

/**
 * The assessment that a decision rests on: every criterion in force on the day is answered, with a
 * reason, and none is blank (helseregisterloven sections 19, 19 a, 19 b and 19 e, helsepersonelloven
 * section 29, now 29 e).
 */
export function decisionObjectsOf(kind: CaseKind): readonly DecisionObject[] {
  // Figures are given without exemption: the result is anonymous (section 19).
  return kind === 'statistics' ? ['access'] : decisionObjects;
}

/** The legal basis whose criteria are answered for a decision. */
export function basisOf(object: DecisionObject, kind: CaseKind): string {
  if (object !== 'access') return object;
  return kind === 'statistics' ? 'hrl-19' : 'hrl-19a';
}

export function criteriaFor(object: DecisionObject, kind: CaseKind, on: string): CriteriaInForce {
  const criteria = criteriaInForce(basisOf(object, kind), on);
  if (!criteria) throw new Error(`No criteria are in force for ${object} on ${on}`);
  return criteria;
}

/** The criteria in force that nobody has answered yet. */
export function unansweredFor(
  { kind, tracks }: AccessCase,
  object: DecisionObject,
  on: string,
): string[] {
  const answers = tracks.assessment[object]?.answers ?? {};
  return criteriaFor(object, kind, on)
    .criteria.map(({ id }) => id)
    .filter((id) => answers[id] === undefined);
}

/** Refuses what is proposed or signed while a criterion is blank. */
export function refuseUnassessed(
  accessCase: AccessCase,
  object: DecisionObject,
  on: string,
): Refusing | null {
  const blank = unansweredFor(accessCase, object, on);
  if (blank.length === 0) return null;
  return refuse(
    'criteria-unanswered',
    ...blank.map((criterion) => ({
      field: `assessment.${object}.${criterion}`,
      rule: 'each criterion in force on the day is answered with a reason',
      todo: 'assess this criterion',
    })),
  );
}

/** Whether it was found that a release can threaten basic functions of society, in this assessment. */
export function isBarred({ kind, tracks }: AccessCase, object: DecisionObject): boolean {
  const answers = Object.entries(tracks.assessment[object]?.answers ?? {});
  return answers.some(
    ([id, { isMet, rulesVersion }]) =>
      !isMet &&
      criteriaOf(basisOf(object, kind), rulesVersion)?.criteria.some(
        (criterion) => criterion.id === id && criterion.isBar,
      ),
  );
}

/** Refuses a grant where a criterion is not met; the bar on threats to society first (section 19 a). */
export function refuseUnmet(
  { kind, tracks }: AccessCase,
  object: DecisionObject,
  on: string,
): Refusing | null {
  const answers = tracks.assessment[object]?.answers ?? {};
  const unmet = criteriaFor(object, kind, on).criteria.filter(({ id }) => !answers[id]?.isMet);
  const [first] = unmet;
  if (!first) return null;
  if (unmet.some(({ isBar }) => isBar)) {
    return barred(`assessment.${object}.${unmet.find(({ isBar }) => isBar)?.id}`);
  }
  return refuse(
    'criterion-not-met',
    ...unmet.map(({ id }) => ({
      field: `assessment.${object}.${id}`,
      rule: 'nothing is granted where a criterion of the law is not met',
      todo: 'refuse every source, or assess the criterion again',
    })),
  );
}

export function barred(field: string): Refusing {
  return refuse('security-bar', {
    field,
    rule: 'data that can threaten basic functions of society are not released',
    todo: 'refuse every source',
  });
}
