import { accessConsequences } from './decisions/case.access.consequences.js';
import { assessmentConsequences } from './decisions/case.assessment.consequences.js';
import { conditionConsequences } from './decisions/case.condition.consequences.js';
import { controllerDecisionConsequences } from './decisions/case.controller-decision.consequences.js';
import { applicationConsequences } from './application/case.application.consequences.js';
import { assignmentConsequences } from './people/case.assignment.consequences.js';
import { closureConsequences } from './permits/case.closure.consequences.js';
import { consultationConsequences } from './advice/case.consultation.consequences.js';
import { deliveryConsequences } from './delivery/case.delivery.consequences.js';
import { dismissalConsequences } from './intake/case.dismissal.consequences.js';
import { ethicsConsequences } from './advice/case.ethics.consequences.js';
import { exemptionConsequences } from './decisions/case.exemption.consequences.js';
import { feeConsequences } from './fees/case.fee.consequences.js';
import { memberConsequences } from './people/case.member.consequences.js';
import { messageConsequences } from './people/case.message.consequences.js';
import { impartialityConsequences } from './people/case.impartiality.consequences.js';
import { flagConsequences } from './intake/case.flag.consequences.js';
import { informationConsequences } from './intake/case.information.consequences.js';
import { linkageConsequences } from './delivery/case.linkage.consequences.js';
import { appealConsequences } from './appeals/case.appeal.consequences.js';
import { reversalConsequences } from './decisions/case.reversal.consequences.js';
import { revocationConsequences } from './permits/case.revocation.consequences.js';
import { permitConsequences } from './permits/case.permit.consequences.js';
import { timingConsequences } from './clocks/case.timing.consequences.js';
import { screeningConsequences } from './intake/case.screening.consequences.js';
import { missingFrom } from '../../letters/src/wording/letter.rules.js';
import type { AccessCase, CaseEvent, Context, Refusing } from './case.model.js';
import type { Consequences, ConsequencesOf } from './consequence.model.js';
import { archiveJobs } from './archive/archive.rules.js';
import { familyJobs } from './case.family.rules.js';
import { refuseIncomplete } from './refusal.rules.js';

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
  return {
    ...own,
    jobs: [...own.jobs, ...familyJobs(accessCase, event), ...archiveJobs(accessCase, event)],
  };
}

/** An event whose letters lack what the law demands cannot be: the parts are named. */
export function refuseUnsendable({ letters }: Consequences): Refusing | null {
  const missing = letters.flatMap(({ kind, data }) => missingFrom(kind, data));
  return missing.length === 0 ? null : refuseIncomplete(missing);
}
