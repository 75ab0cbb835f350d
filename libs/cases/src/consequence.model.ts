import type { Base, LetterOrder, Recipient } from '../../letters/src/wording/letter.templates.js';
import type { Draft } from './application/application.rules.js';
import { variablesAsked } from './decisions/case.access.rules.js';
import type { AccessCase, CaseEvent, Context } from './case.model.js';

/** What the letters of all tracks are made of, and the shape of what follows an event. */

/** Work that follows an event; the shell turns each into an outbox row. */
export type Job =
  | { job: 'create-domain' }
  | { job: 'pause-domain' }
  | { job: 'destroy-domain' }
  | { job: 'note-disclosure'; deliveryId: string; manifest: string }
  | { job: 'reinstate-permit'; appealId: string }
  | { job: 'send-invitation'; memberId: string }
  | { job: 'tell-parent' }
  | { job: 'tell-children' }
  | { job: 'hand-over-case' };

export interface Consequences {
  letters: LetterOrder[];
  jobs: Job[];
}

/** The letters and jobs of one event; the case is as it is after it. */
export type Follow = (accessCase: AccessCase, event: CaseEvent, context: Context) => Consequences;

/** What each event of a track causes, or explicitly nothing. */
export type ConsequencesOf = Readonly<Record<string, Follow | 'nothing'>>;

export function letters(...orders: LetterOrder[]): Consequences {
  return { letters: orders, jobs: [] };
}

export function base(caseReference: string, context: Context): Base {
  const { draft, applicantName, assigneeName, today } = context;
  return {
    caseReference,
    projectTitle: draft.title ?? '',
    applicantName,
    institutionName: draft.institutionName ?? '',
    letterOn: today,
    caseworkerName: assigneeName,
  };
}

export function applicant(id: string, { applicantName, draft }: Context): Recipient {
  const lines = [applicantName, draft.institutionName ?? '', ...(draft.postalAddress ?? [])];
  return { kind: 'applicant', id, lines: lines.filter((line) => line !== '') };
}

export function registry(id: string, context: Context): Recipient {
  return { kind: 'registry', id, lines: [nameOf(id, context)] };
}

/** Who runs the environment where the data are used, as the application names it. */
export function operator({ recipientEnvironment = '', ...granted }: Draft): Recipient {
  const provider = granted['environmentProvider'] as { name?: unknown } | undefined;
  const name = typeof provider?.name === 'string' ? provider.name : '';
  const lines = [name, recipientEnvironment].filter((line) => line !== '');
  return { kind: 'operator', id: null, lines };
}

export const rek: Recipient = {
  kind: 'rek',
  id: null,
  lines: ['Regionale komiteer for medisinsk og helsefaglig forskningsetikk (REK)'],
};

export function names(registryIds: readonly string[], context: Context): string[] {
  return registryIds.map((id) => nameOf(id, context));
}

export function nameOf(registryId: string, { registries }: Context): string {
  return registries[registryId]?.name ?? registryId;
}

/** The names of the variables asked for from one source, in the order of the application. */
export function variablesOf(registryId: string, { draft }: Context): string {
  return variablesAsked(draft, registryId).join(', ');
}

export function textFor(id: string | undefined, { texts }: Context): string {
  const body = texts[id ?? ''];
  if (body === undefined) throw new Error('A letter lacks a text that its case refers to');
  return body;
}
