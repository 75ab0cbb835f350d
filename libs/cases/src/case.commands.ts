import type { z } from 'zod';
import { accessBodies } from './decisions/case.access.commands.js';
import { assessmentBodies } from './decisions/case.assessment.commands.js';
import { conditionBodies } from './decisions/case.condition.commands.js';
import { controllerDecisionBodies } from './decisions/case.controller-decision.commands.js';
import { applicationBodies } from './application/case.application.commands.js';
import { assignmentBodies } from './people/case.assignment.commands.js';
import { closureBodies } from './permits/case.closure.commands.js';
import { consultationBodies } from './advice/case.consultation.commands.js';
import { deliveryBodies } from './delivery/case.delivery.commands.js';
import { dismissalBodies } from './intake/case.dismissal.commands.js';
import { ethicsBodies } from './advice/case.ethics.commands.js';
import { exemptionBodies } from './decisions/case.exemption.commands.js';
import { feeBodies } from './fees/case.fee.commands.js';
import { memberBodies } from './people/case.member.commands.js';
import { messageBodies } from './people/case.message.commands.js';
import { impartialityBodies } from './people/case.impartiality.commands.js';
import { flagBodies } from './intake/case.flag.commands.js';
import { informationBodies } from './intake/case.information.commands.js';
import { linkageBodies } from './delivery/case.linkage.commands.js';
import { appealBodies } from './appeals/case.appeal.commands.js';
import { reversalBodies } from './decisions/case.reversal.commands.js';
import { revocationBodies } from './permits/case.revocation.commands.js';
import { permitBodies } from './permits/case.permit.commands.js';
import { timingBodies } from './clocks/case.timing.commands.js';
import { screeningBodies } from './intake/case.screening.commands.js';

/**
 * Every command on a case and the body it takes: one schema serves validation, types and the
 * OpenAPI document. A command is imperative, as a caseworker would say it.
 */
export const commandBodies = {
  ...applicationBodies,
  ...assignmentBodies,
  ...impartialityBodies,
  ...screeningBodies,
  ...informationBodies,
  ...dismissalBodies,
  ...flagBodies,
  ...memberBodies,
  ...messageBodies,
  ...ethicsBodies,
  ...consultationBodies,
  ...assessmentBodies,
  ...exemptionBodies,
  ...controllerDecisionBodies,
  ...accessBodies,
  ...conditionBodies,
  ...permitBodies,
  ...revocationBodies,
  ...reversalBodies,
  ...appealBodies,
  ...linkageBodies,
  ...deliveryBodies,
  ...closureBodies,
  ...timingBodies,
  ...feeBodies,
} as const;

export type CommandName = keyof typeof commandBodies;

export const commandNames = Object.keys(commandBodies) as CommandName[];

/** The body of a command, validated. */
export type CommandBody<Name extends CommandName> =
  z.infer<(typeof commandBodies)[Name]> extends Record<string, never>
    ? unknown
    : z.infer<(typeof commandBodies)[Name]>;

export type CaseCommand = {
  [Name in CommandName]: {
    type: Name;
    /** The version the user saw; null where a program acts on what has already happened. */
    version: number | null;
  } & CommandBody<Name>;
}[CommandName];

export type CommandOf<Name extends CommandName> = Extract<CaseCommand, { type: Name }>;
