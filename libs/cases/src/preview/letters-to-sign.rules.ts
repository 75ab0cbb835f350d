import type { LetterOrder } from '../../../letters/src/wording/letter.templates.js';
import { forwardingLetters, reversalLetters } from '../appeals/case.appeal.consequences.js';
import type { CommandOf } from '../case.commands.js';
import { evolve } from '../case.machine.js';
import type { AccessCase, CaseEvent, CaseText, Context, Facts } from '../case.model.js';
import { recordProposal } from '../decisions/access-proposal.rules.js';
import { criteriaFor } from '../decisions/case.assessment.rules.js';
import { recordExemptionProposal } from '../decisions/case.exemption.machine.js';
import { exemptionLetter } from '../decisions/decision-letter.rules.js';
import type { ExemptionBasis } from '../decisions/decision.model.js';
import { dismissalLetter } from '../intake/case.dismissal.consequences.js';
import { revocationLetter } from '../permits/case.revocation.consequences.js';
import { decisionLetters } from '../permits/change-letter.rules.js';

type Write = (accessCase: AccessCase, event: CaseEvent, context: Context) => LetterOrder[];

/** Letters to come, and the texts in them that their event does not hold as such. */
interface Written {
  letters: LetterOrder[];
  texts: readonly CaseText[];
}

/** The letters that a proposal becomes when it is signed; null where the event proposes nothing. */
export function lettersToSign(
  accessCase: AccessCase,
  event: CaseEvent,
  context: Context,
): Written | null {
  const propose = proposals[event.type];
  const { facts, texts = [] } = propose?.(event, context) ?? {};
  const proposed = facts ? { ...event, facts } : event;
  const letters = whenSigned[event.type]?.(
    facts ? evolve(accessCase, proposed) : accessCase,
    proposed,
    withTexts(context, texts),
  );
  return letters ? { letters, texts } : null;
}

/** By the event that records the proposal. A draft of one counts too, as far as it goes. */
const whenSigned: Readonly<Partial<Record<string, Write>>> = {
  'access-decision-drafted': accessLetters,
  'access-decision-proposed': accessLetters,
  'exemption-drafted': exemptionLetters,
  'exemption-proposed': exemptionLetters,
  'dismissal-proposed': (accessCase, _, context) => [dismissalLetter(accessCase, context)],
  'revocation-proposed': (accessCase, _, context) => [revocationLetter(accessCase, context)],
  'appeal-outcome-proposed': (accessCase, event, context) =>
    accessCase.tracks.appeal[event.part ?? '']?.proposedOutcome === 'reverse'
      ? reversalLetters(accessCase, event, context)
      : forwardingLetters(accessCase, event, context),
};

function accessLetters(accessCase: AccessCase, _: CaseEvent, context: Context): LetterOrder[] {
  const { kind, tracks } = accessCase;
  const { versionId } = criteriaFor('access', kind, context.today);
  const access = { ...tracks.access, rulesVersion: versionId };
  return decisionLetters({ ...accessCase, tracks: { ...tracks, access } }, context);
}

function exemptionLetters(
  accessCase: AccessCase,
  { part }: CaseEvent,
  context: Context,
): LetterOrder[] {
  const basis = part as ExemptionBasis;
  const { kind, tracks } = accessCase;
  const proposed = tracks.exemption[basis] ?? { state: 'draft' };
  const { versionId } = criteriaFor(basis, kind, context.today);
  const exemption = { ...tracks.exemption, [basis]: { ...proposed, rulesVersion: versionId } };
  return [exemptionLetter({ ...accessCase, tracks: { ...tracks, exemption } }, basis, context)];
}

/** What a draft would record if it were proposed; what is not written yet stands empty. */
const proposals: Readonly<
  Partial<Record<string, (event: CaseEvent, context: Context) => Pick<Facts, 'facts' | 'texts'>>>
> = {
  'access-decision-drafted': proposedAccess,
  'exemption-drafted': proposedExemption,
};

const unwritten = { facts: '', considerations: '' };

function proposedAccess({ facts }: CaseEvent, context: Context) {
  const drafted = draftedIn<CommandOf<'draft-access-decision'>['proposal']>(facts, context);
  const { sources = [], conditions = [], statistics, ...rest } = drafted;
  return recordProposal(
    {
      type: 'propose-access-decision',
      version: 1,
      ...unwritten,
      ...rest,
      sources: sources.flatMap(({ registryId, isGranted, reason = '', variables = [] }) =>
        registryId === undefined || isGranted === undefined
          ? []
          : [{ registryId, isGranted, reason, variables: variables.flatMap(answeredVariable) }],
      ),
      conditions: conditions.flatMap(writtenCondition),
      ...(statistics && {
        statistics: { minimumCellSize: 1, deliveryRoute: '', safeguards: '', ...statistics },
      }),
    },
    context,
  );
}

function proposedExemption({ facts, part }: CaseEvent, context: Context) {
  const drafted = draftedIn<CommandOf<'draft-exemption'>['proposal']>(facts, context);
  const { sources = [], conditions = [], ...rest } = drafted;
  return recordExemptionProposal(
    {
      type: 'propose-exemption',
      version: 1,
      legalBasis: part as ExemptionBasis,
      ...unwritten,
      ...rest,
      sources: sources.flatMap(({ registryId, isGranted, reason = '' }) =>
        registryId === undefined || isGranted === undefined
          ? []
          : [{ registryId, isGranted, reason }],
      ),
      conditions: conditions.flatMap(writtenCondition),
    },
    context,
  );
}

function draftedIn<Proposal>(facts: CaseEvent['facts'], { texts }: Context): Proposal {
  return JSON.parse(texts[String(facts['draftId'])] ?? '{}') as Proposal;
}

function answeredVariable({
  name,
  isGranted,
  reason,
}: {
  name?: string | undefined;
  isGranted?: boolean | undefined;
  reason?: string | undefined;
}) {
  return name === undefined || isGranted === undefined
    ? []
    : [{ name, isGranted, ...(reason !== undefined && { reason }) }];
}

type Condition = CommandOf<'propose-access-decision'>['conditions'][number];

/** A row without words is none yet; who follows it up is ourselves until another is chosen. */
function writtenCondition(condition: {
  [Field in keyof Condition]?: Condition[Field] | undefined;
}): Condition[] {
  const { kind = 'other', text, dueOn, followedUpBy = 'helsedataservice' } = condition;
  return text ? [{ kind, text, followedUpBy, ...(dueOn && { dueOn }) }] : [];
}

function withTexts(context: Context, texts: readonly CaseText[]): Context {
  const own = Object.fromEntries(texts.map(({ id, body }) => [id, body]));
  return { ...context, texts: { ...context.texts, ...own } };
}
