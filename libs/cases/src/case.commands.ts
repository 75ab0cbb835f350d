import type { z } from 'zod';
import { accessBodies } from './case.access.commands.js';
import { assessmentBodies } from './case.assessment.commands.js';
import { conditionBodies } from './case.condition.commands.js';
import { controllerDecisionBodies } from './case.controller-decision.commands.js';
import { applicationBodies } from './case.application.commands.js';
import { assignmentBodies } from './case.assignment.commands.js';
import { closureBodies } from './case.closure.commands.js';
import { consultationBodies } from './case.consultation.commands.js';
import { deliveryBodies } from './case.delivery.commands.js';
import { dismissalBodies } from './case.dismissal.commands.js';
import { ethicsBodies } from './case.ethics.commands.js';
import { exemptionBodies } from './case.exemption.commands.js';
import { feeBodies } from './case.fee.commands.js';
import { memberBodies } from './case.member.commands.js';
import { messageBodies } from './case.message.commands.js';
import { impartialityBodies } from './case.impartiality.commands.js';
import { flagBodies } from './case.flag.commands.js';
import { informationBodies } from './case.information.commands.js';
import { linkageBodies } from './case.linkage.commands.js';
import { appealBodies } from './case.appeal.commands.js';
import { reversalBodies } from './case.reversal.commands.js';
import { revocationBodies } from './case.revocation.commands.js';
import { permitBodies } from './case.permit.commands.js';
import { timingBodies } from './case.timing.commands.js';
import { screeningBodies } from './case.screening.commands.js';

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
