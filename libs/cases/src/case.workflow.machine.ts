import {
  appealPeriodDecisions,
  appealPeriodOpenings,
  appealPeriodTrack,
} from './appeals/case.appeal-period.machine.js';
import { appealDecisions, appealOpenings, appealTrack } from './appeals/case.appeal.machine.js';
import { accessDecisions, accessOpenings, accessTrack } from './decisions/case.access.machine.js';
import {
  assessmentDecisions,
  assessmentOpenings,
  assessmentTrack,
} from './decisions/case.assessment.machine.js';
import {
  conditionDecisions,
  conditionOpenings,
  conditionTrack,
} from './decisions/case.condition.machine.js';
import {
  controllerDecisionOpenings,
  controllerDecisions,
  controllerDecisionTrack,
} from './decisions/case.controller-decision.machine.js';
import {
  applicationDecisions,
  applicationOpenings,
  applicationTrack,
} from './application/case.application.machine.js';
import {
  assignmentDecisions,
  assignmentOpenings,
  assignmentTrack,
} from './people/case.assignment.machine.js';
import {
  closureDecisions,
  closureOpenings,
  closureTrack,
  consentWithdrawalTrack,
  finalReportTrack,
} from './permits/case.closure.machine.js';
import { type CommandName } from './case.commands.js';
import {
  consultationDecisions,
  consultationOpenings,
  consultationTrack,
} from './advice/case.consultation.machine.js';
import {
  dismissalDecisions,
  dismissalOpenings,
  dismissalTrack,
} from './intake/case.dismissal.machine.js';
import {
  deliveryPlanDecisions,
  deliveryPlanOpenings,
  deliveryPlanTrack,
} from './delivery/case.delivery-plan.machine.js';
import {
  deliveryDecisions,
  deliveryOpenings,
  deliveryTrack,
} from './delivery/case.delivery.machine.js';
import { ethicsDecisions, ethicsTrack } from './advice/case.ethics.machine.js';
import {
  exemptionDecisions,
  exemptionOpenings,
  exemptionTrack,
} from './decisions/case.exemption.machine.js';
import { feeDecisions, feeOpenings, feeTrack, registryFeeTrack } from './fees/case.fee.machine.js';
import { flagDecisions, flagTrack } from './intake/case.flag.machine.js';
import {
  informationDecisions,
  informationOpenings,
  informationTrack,
} from './intake/case.information.machine.js';
import {
  leadershipTrack,
  memberDecisions,
  memberOpenings,
  memberTrack,
} from './people/case.member.machine.js';
import {
  messageDecisions,
  messageOpenings,
  messageTrack,
  noteTrack,
} from './people/case.message.machine.js';
import {
  impartialityDecisions,
  impartialityOpenings,
  impartialityTrack,
} from './people/case.impartiality.machine.js';
import {
  keyFileTrack,
  linkageDecisions,
  linkageOpenings,
  linkageTrack,
} from './delivery/case.linkage.machine.js';
import type { Decide, IsOpen, TrackName, TrackTable, Transition } from './case.model.js';
import {
  revocationDecisions,
  revocationOpenings,
  revocationTrack,
} from './permits/case.revocation.machine.js';
import {
  reversalDecisions,
  reversalOpenings,
  reversalTrack,
} from './decisions/case.reversal.machine.js';
import { permitDecisions, permitOpenings, permitTrack } from './permits/case.permit.machine.js';
import {
  postponementTrack,
  preliminaryReplyTrack,
  procedureTrack,
  reminderTrack,
  timingDecisions,
  timingOpenings,
} from './clocks/case.timing.machine.js';
import { screeningDecisions, screeningTrack } from './intake/case.screening.machine.js';

/** The workflow and its permissions, whole. `docs/case-states.md` is printed from this. */
export const trackTables = {
  application: applicationTrack,
  assignment: assignmentTrack,
  impartiality: impartialityTrack,
  screening: screeningTrack,
  information: informationTrack,
  dismissal: dismissalTrack,
  flag: flagTrack,
  member: memberTrack,
  leadership: leadershipTrack,
  message: messageTrack,
  note: noteTrack,
  ethics: ethicsTrack,
  consultation: consultationTrack,
  assessment: assessmentTrack,
  exemption: exemptionTrack,
  'controller-decision': controllerDecisionTrack,
  access: accessTrack,
  condition: conditionTrack,
  permit: permitTrack,
  revocation: revocationTrack,
  appeal: appealTrack,
  'appeal-period': appealPeriodTrack,
  reversal: reversalTrack,
  linkage: linkageTrack,
  'key-file': keyFileTrack,
  delivery: deliveryTrack,
  'delivery-plan': deliveryPlanTrack,
  fee: feeTrack,
  'registry-fee': registryFeeTrack,
  closure: closureTrack,
  'final-report': finalReportTrack,
  'consent-withdrawal': consentWithdrawalTrack,
  'preliminary-reply': preliminaryReplyTrack,
  postponement: postponementTrack,
  procedure: procedureTrack,
  reminder: reminderTrack,
} as const satisfies Record<TrackName, TrackTable>;

/** What each command comes to. */
export const decisions: { [Name in CommandName]: Decide<Name> } = {
  ...applicationDecisions,
  ...assignmentDecisions,
  ...impartialityDecisions,
  ...screeningDecisions,
  ...informationDecisions,
  ...dismissalDecisions,
  ...flagDecisions,
  ...memberDecisions,
  ...messageDecisions,
  ...ethicsDecisions,
  ...consultationDecisions,
  ...assessmentDecisions,
  ...exemptionDecisions,
  ...controllerDecisions,
  ...accessDecisions,
  ...conditionDecisions,
  ...permitDecisions,
  ...revocationDecisions,
  ...appealDecisions,
  ...appealPeriodDecisions,
  ...reversalDecisions,
  ...linkageDecisions,
  ...deliveryDecisions,
  ...deliveryPlanDecisions,
  ...closureDecisions,
  ...timingDecisions,
  ...feeDecisions,
};

/**
 * Commands that only some facts open: nobody is offered the wrong signature, or one on their own
 * proposal. What is offered and carries nothing but a version is then accepted.
 */
export const openings: Partial<Record<CommandName, IsOpen>> = {
  ...applicationOpenings,
  ...assignmentOpenings,
  ...impartialityOpenings,
  ...memberOpenings,
  ...messageOpenings,
  ...consultationOpenings,
  ...informationOpenings,
  ...dismissalOpenings,
  ...assessmentOpenings,
  ...exemptionOpenings,
  ...controllerDecisionOpenings,
  ...accessOpenings,
  ...conditionOpenings,
  ...permitOpenings,
  ...revocationOpenings,
  ...appealOpenings,
  ...appealPeriodOpenings,
  ...reversalOpenings,
  ...linkageOpenings,
  ...deliveryOpenings,
  ...deliveryPlanOpenings,
  ...closureOpenings,
  ...timingOpenings,
  ...feeOpenings,
};

/** Every command with its row of the tables. A command in no table, or in two, fails at load. */
export const transitions: Readonly<
  Record<CommandName, { track: TrackTable; transition: Transition }>
> = indexTransitions();

function indexTransitions() {
  const index: Partial<Record<CommandName, { track: TrackTable; transition: Transition }>> = {};
  for (const track of Object.values(trackTables)) {
    for (const [name, transition] of Object.entries<Transition>(track.transitions)) {
      const command = name as CommandName;
      if (index[command]) throw new Error(`Command ${name} stands in two tracks`);
      index[command] = { track, transition };
    }
  }
  for (const name of Object.keys(decisions)) {
    if (!index[name as CommandName]) throw new Error(`Command ${name} stands in no track`);
  }
  return index as Record<CommandName, { track: TrackTable; transition: Transition }>;
}
