import { accessConsequences } from './case.access.consequences.js';
import { assessmentConsequences } from './case.assessment.consequences.js';
import { conditionConsequences } from './case.condition.consequences.js';
import { controllerDecisionConsequences } from './case.controller-decision.consequences.js';
import { applicationConsequences } from './case.application.consequences.js';
import { assignmentConsequences } from './case.assignment.consequences.js';
import { closureConsequences } from './case.closure.consequences.js';
import { consultationConsequences } from './case.consultation.consequences.js';
import { deliveryConsequences } from './case.delivery.consequences.js';
import { dismissalConsequences } from './case.dismissal.consequences.js';
import { ethicsConsequences } from './case.ethics.consequences.js';
import { exemptionConsequences } from './case.exemption.consequences.js';
import { feeConsequences } from './case.fee.consequences.js';
import { memberConsequences } from './case.member.consequences.js';
import { messageConsequences } from './case.message.consequences.js';
import { impartialityConsequences } from './case.impartiality.consequences.js';
import { flagConsequences } from './case.flag.consequences.js';
import { informationConsequences } from './case.information.consequences.js';
import { linkageConsequences } from './case.linkage.consequences.js';
import { appealConsequences } from './case.appeal.consequences.js';
import { reversalConsequences } from './case.reversal.consequences.js';
import { revocationConsequences } from './case.revocation.consequences.js';
import { permitConsequences } from './case.permit.consequences.js';
import { timingConsequences } from './case.timing.consequences.js';
import { screeningConsequences } from './case.screening.consequences.js';
import type { AccessCase, CaseEvent, Context } from './case.model.js';
import type { Consequences, ConsequencesOf } from './consequence.model.js';
import { familyJobs } from './case.family.rules.js';

const nothing: Consequences = { letters: [], jobs: [] };

/** What each event causes, or explicitly nothing. An event missing here fails the tests. */
export const consequences: ConsequencesOf = {
  ...applicationConsequences,
  ...assignmentConsequences,
  ...impartialityConsequences,
  ...screeningConsequences,
  ...informationConsequences,
  ...dismissalConsequences,
  ...flagConsequences,
  ...memberConsequences,
  ...messageConsequences,
  ...ethicsConsequences,
  ...consultationConsequences,
  ...assessmentConsequences,
  ...exemptionConsequences,
  ...controllerDecisionConsequences,
  ...accessConsequences,
  ...conditionConsequences,
  ...permitConsequences,
  ...revocationConsequences,
  ...reversalConsequences,
  ...appealConsequences,
  ...linkageConsequences,
  ...deliveryConsequences,
  ...closureConsequences,
  ...timingConsequences,
  ...feeConsequences,
};

/**
 * The letters and jobs of an event.
 *
 * @param accessCase the case as it is after the event.
 * @param context with the event's own texts among its texts.
 */
export function consequencesOf(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
): Consequences {
  const follow = consequences[event.type];
  if (follow === undefined) throw new Error(`No consequences decided for ${event.type}`);
  const own = follow === 'nothing' ? nothing : follow(accessCase, event, context);
  return { ...own, jobs: [...own.jobs, ...familyJobs(accessCase, event)] };
}
