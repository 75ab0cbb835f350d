import { attachmentDecisions } from '../attachments/attachment.decisions.rules.js';
import { prohibitedUse } from './application.rules.js';
import { mayClose, refuseUndecided, refuseUnended, sourcesToDecide } from '../case.ending.rules.js';
import { hasFlag } from '../intake/case.flag.machine.js';
import type {
  AccessCase,
  ApplicationState,
  Context,
  Decide,
  Facts,
  IsOpen,
  Refusing,
  Tracks,
  TrackTable,
} from '../case.model.js';
import { endedConsultations, endedRequests } from '../intake/case.withdrawal.rules.js';
import { routesOf } from './source.routing.rules.js';
import { lacksSignature } from '../people/case.member.rules.js';
import { completenessIn, faultsIn } from '../form/completeness.context.rules.js';
import { faultsBeforeSending, registryIdsIn } from '../form/completeness.rules.js';
import { merged, replaced, type Saved } from './draft.merge.rules.js';
import { problemOf } from '../form/form.fault.rules.js';
import { wholeSinceOn } from '../clocks/receipt.rules.js';
import { refuse, textOf } from '../refusal.rules.js';
import { openItems, ruleFindings } from '../intake/screening.rules.js';
import { affectedFacts } from '../case.family.rules.js';
import { draftLapsesOn, lapseToWarnOf } from './draft.rules.js';
import { withdrawalCost } from '../intake/withdrawal.rules.js';

const attachable = [
  'draft',
  'submitted',
  'pre-screening',
  'awaiting-information',
  'in-assessment',
  'decided',
  'in-delivery',
] as const satisfies ApplicationState[];

/** The application itself, from draft to closed. */
export const applicationTrack = {
  name: 'application',
  initial: 'draft',
  states: [
    'draft',
    'submitted',
    'pre-screening',
    'awaiting-information',
    'in-assessment',
    'decided',
    'in-delivery',
    'closed',
    'withdrawn',
    'dismissed',
    'draft-dropped',
    'lapsed',
  ] satisfies ApplicationState[],
  final: ['closed', 'withdrawn', 'dismissed', 'draft-dropped', 'lapsed'],
  keyedBy: null,
  transitions: {
    'edit-draft': { from: ['draft'], to: 'draft', by: ['applicant'], event: 'draft-edited' },
    'save-answers': {
      from: ['draft'],
      to: 'draft',
      by: ['applicant'],
      event: 'answers-saved',
      isMerging: true,
    },
    // What was never sent in is no document of the case and may be erased.
    'drop-draft': {
      from: ['draft'],
      to: 'draft-dropped',
      by: ['applicant'],
      event: 'draft-dropped',
    },
    'warn-of-draft-lapse': {
      from: ['draft'],
      to: 'draft',
      by: ['system'],
      event: 'draft-lapse-warned',
    },
    'lapse-draft': { from: ['draft'], to: 'lapsed', by: ['system'], event: 'draft-lapsed' },
    submit: { from: ['draft'], to: 'submitted', by: ['applicant'], event: 'submitted' },
    'register-application': {
      from: ['draft'],
      to: 'submitted',
      by: ['caseworker'],
      event: 'application-registered',
    },
    // The case stays where it is: a party may send in documents at any time (forvaltningsloven
    // section 17), and the office attaches what the party has a right to see.
    'add-attachment': {
      from: attachable,
      to: 'unchanged',
      by: ['applicant', 'caseworker'],
      event: 'attachment-added',
    },
    'replace-attachment': {
      from: attachable,
      to: 'unchanged',
      by: ['applicant', 'caseworker'],
      event: 'attachment-replaced',
    },
    // After submission nothing is taken away (arkivlova).
    'remove-attachment': {
      from: ['draft'],
      to: 'draft',
      by: ['applicant'],
      event: 'attachment-removed',
    },
    // Before anything is delivered an applicant may always change their mind.
    withdraw: {
      from: ['submitted', 'pre-screening', 'awaiting-information', 'in-assessment', 'decided'],
      to: 'withdrawn',
      by: ['applicant'],
      event: 'withdrawn',
    },
    // Starts the 30 or 60 working days of helseregisterloven section 19 f: an event of its own.
    'find-complete': {
      from: ['pre-screening'],
      to: 'in-assessment',
      by: ['caseworker'],
      event: 'found-complete',
      moves: { screening: 'complete' },
    },
    'close-case': {
      from: ['decided', 'in-delivery'],
      to: 'closed',
      by: ['caseworker'],
      event: 'case-closed',
    },
    // Where each source has a controller of its own that decides, nothing is left to decide here
    // (the regulation, section 10 third paragraph).
    'conclude-without-decision': {
      from: ['in-assessment'],
      to: 'closed',
      by: ['caseworker'],
      event: 'concluded-without-decision',
    },
  },
} as const satisfies TrackTable;

type ApplicationCommand = keyof typeof applicationTrack.transitions;

export const applicationDecisions: { [Name in ApplicationCommand]: Decide<Name> } = {
  'edit-draft': (accessCase, { application }, { form }) =>
    stored(accessCase, replaced(form, application)),

  'save-answers': (accessCase, save, { form, draft }) =>
    stored(accessCase, merged(form, draft, save)),

  'drop-draft': () => erased,

  'warn-of-draft-lapse': ({ tracks }, _, { draftChangedOn, settingVersions, today }) => {
    const lapsesOn = lapseToWarnOf(draftChangedOn, today, settingVersions);
    if (lapsesOn === null) return refuse('not-yet-due');
    return isWarned(tracks, draftLapsesOn(draftChangedOn, settingVersions))
      ? refuse('already-warned')
      : { facts: { lapseWarnedFor: lapsesOn } };
  },

  'lapse-draft': ({ tracks }, _, { draftChangedOn, settingVersions, today }) => {
    const { lapseWarnedFor = today } = tracks.application;
    // A draft lapses when the day that its applicant was warned of is over.
    return isWarned(tracks, draftLapsesOn(draftChangedOn, settingVersions)) &&
      lapseWarnedFor < today
      ? erased
      : refuse('not-yet-due');
  },

  // What is missing keeps an application from being sent over the web (D6.4 R6.2.26).
  submit: ({ kind, tracks }, _, context) => {
    const { draft, registries, today } = context;
    if (draft.prohibitedRecipients === true) {
      return refuse('prohibited-use', prohibitedUse('prohibitedRecipients'));
    }
    const completeness = completenessIn(context, draft, kind);
    if (!completeness.isReady) {
      return refuse('application-incomplete', ...faultsBeforeSending(completeness).map(problemOf));
    }
    if (lacksSignature(tracks, draft)) return refuse('institution-not-signed');
    const routes = routesOf(draft.sources ?? [], registries);
    return {
      facts: { submittedOn: today, routes, ...affectedFacts(draft, context) },
      isVersion: true,
    };
  },

  'register-application': ({ kind, parentId }, command, context) => {
    const { application, arrivedBy, reasons, receivedOn } = command;
    const { actor, registries, today } = context;
    const early = refuseUnreceived(receivedOn, today);
    if (early) return early;
    // What was not asked in the portal is kept with the reasons given (TEHDAS2 D6.4, 9.4).
    if (parentId !== null && reasons === undefined) {
      return refuse('reasons-missing', {
        field: 'reasons',
        rule: 'a request for a change that came by letter is kept with its reasons',
        todo: 'write what the letter gives as reasons',
      });
    }
    const texts =
      reasons === undefined ? [] : [textOf(context, 'reasons for the request', reasons)];
    const saved = replaced(context.form, application);
    if ('refused' in saved) return saved;
    const gaps = faultsIn(context, saved.draft, kind).map(({ field }) => field);
    return {
      facts: {
        registryIds: registryIdsIn(saved.draft),
        submittedOn: receivedOn,
        routes: routesOf(saved.draft.sources ?? [], registries),
        arrivedBy,
        registeredBy: actor.personId,
        registeredByName: actor.name,
        gaps: [...new Set(gaps)],
        ...(texts[0] && { requestReasonsId: texts[0].id }),
        ...affectedFacts(saved.draft, context),
      },
      texts,
      draft: saved.draft,
      isVersion: true,
    };
  },

  ...attachmentDecisions,

  withdraw: (accessCase, { reason }, context) => {
    if (!mayWithdraw(accessCase.tracks)) return refuse('too-late-to-withdraw', tooLate);
    const texts = reason === undefined ? [] : [textOf(context, 'withdrawal reason', reason)];
    return {
      facts: {
        withdrawnOn: context.today,
        withdrawalCost: withdrawalCost(accessCase),
        ...(texts[0] && { withdrawalReasonId: texts[0].id }),
      },
      texts,
      patches: { ...endedConsultations(accessCase.tracks), ...endedRequests(accessCase.tracks) },
    };
  },

  'find-complete': (accessCase, _, context) =>
    refuseIncomplete(accessCase, context) ?? {
      facts: {
        completeOn: wholeSinceOn(accessCase.tracks, context.today),
        completeBy: context.actor.personId,
        completeByName: context.actor.name,
      },
    },

  'close-case': ({ tracks }) => refuseUnended(tracks) ?? {},

  'conclude-without-decision': ({ tracks }) =>
    refuseUndecided(tracks) ?? {
      patches: { ...endedConsultations(tracks), ...endedRequests(tracks) },
    },
};

export const applicationOpenings: Partial<Record<ApplicationCommand, IsOpen>> = {
  'remove-attachment': ({ tracks }) => hasAttachments(tracks),
  'replace-attachment': ({ tracks }) => hasAttachments(tracks),
  'close-case': ({ tracks }) => mayClose(tracks),
  'conclude-without-decision': ({ tracks }) => sourcesToDecide(tracks).length === 0,
  'find-complete': (accessCase) =>
    !hasFlag(accessCase.tracks, 'prohibited-use') && openItems(accessCase).length === 0,
  withdraw: ({ tracks }) => mayWithdraw(tracks),
  // Only what came on paper is registered; time opens the others, and is not known here.
  'register-application': ({ intake }) => intake === 'paper',
  'warn-of-draft-lapse': () => false,
  'lapse-draft': () => false,
};

function hasAttachments({ application }: Tracks): boolean {
  return (application.attachments ?? []).length > 0;
}

function stored({ version }: AccessCase, saved: Saved): Facts | Refusing {
  if ('refused' in saved) return saved;
  const { draft } = saved;
  return { facts: { registryIds: registryIdsIn(draft), draftVersion: version + 1 }, draft };
}

/** A permit is given up, not withdrawn; a refusal is appealed. */
function mayWithdraw({ access, permit }: Tracks): boolean {
  return permit.state === 'none' && access.state !== 'refused';
}

export function refuseUnreceived(receivedOn: string, today: string): Refusing | null {
  if (receivedOn <= today) return null;
  return refuse('received-in-the-future', {
    field: 'receivedOn',
    rule: 'an application is registered when it has come',
    todo: 'give the day it came',
  });
}

/** Complete means: every item answered, none with no, and no use that the law forbids. */
function refuseIncomplete(accessCase: AccessCase, context: Context): Refusing | null {
  if (hasFlag(accessCase.tracks, 'prohibited-use')) {
    return refuse('prohibited-use', prohibitedUse('flag.prohibited-use'));
  }
  const findings = ruleFindings(completenessIn(context, context.draft, accessCase.kind));
  const open = openItems(accessCase, findings);
  if (open.length === 0) return null;
  return refuse(
    'screening-not-finished',
    ...open.map((item) => ({
      field: `screening.${item}`,
      rule: 'each item is answered, and none with no, before the application is complete',
      todo: 'answer the item, or ask the applicant for what is missing',
    })),
  );
}

/** Whether the applicant was warned since the draft was last changed. */
function isWarned({ application }: Tracks, lapsesOn: string): boolean {
  return application.lapseWarnedFor !== undefined && application.lapseWarnedFor >= lapsesOn;
}

/** The log keeps that there was a draft, and what it held is gone. */
const erased = { facts: { registryIds: [] }, draft: {} };

const tooLate = {
  field: 'application',
  rule: 'an application is withdrawn before its permit is issued',
  todo: 'ask for the permit to be ended',
};
