import registerData from '../../../../data/rules/register.json' with { type: 'json' };
import type { Draft } from '../../../cases/src/application/application.rules.js';
import { tellsOfPerson } from '../../../cases/src/archive/public-journal.rules.js';
import type { CaseKind } from '../../../cases/src/case.kinds.model.js';
import type { Tracks } from '../../../cases/src/case.model.js';
import { addWorkingDays, type WorkingCalendar } from '../../../cases/src/clocks/calendar.rules.js';
import { type FormDefinition, questionsOf } from '../../../cases/src/form/form.model.js';
import type { NewEntry, RegisterContent, RegisterKind, RegisterOutcome } from './register.model.js';

/**
 * The events that the register tells of. A decision has thirty working days (EHDS article 57(1)(j));
 * that an application has come is told without delay.
 */
export const registered: Readonly<
  Record<string, { kind: RegisterKind; outcome: RegisterOutcome; hasLimit: boolean }>
> = {
  submitted: { kind: 'application', outcome: 'received', hasLimit: false },
  'application-registered': { kind: 'application', outcome: 'received', hasLimit: false },
  withdrawn: { kind: 'application', outcome: 'withdrawn', hasLimit: false },
  'dismissal-signed': { kind: 'access-decision', outcome: 'dismissed', hasLimit: true },
  'access-grant-signed': { kind: 'access-decision', outcome: 'granted', hasLimit: true },
  'partial-access-grant-signed': {
    kind: 'access-decision',
    outcome: 'partly-granted',
    hasLimit: true,
  },
  'access-refusal-signed': { kind: 'access-decision', outcome: 'refused', hasLimit: true },
  'exemption-signed': { kind: 'exemption-decision', outcome: 'granted', hasLimit: true },
  'partial-exemption-signed': {
    kind: 'exemption-decision',
    outcome: 'partly-granted',
    hasLimit: true,
  },
  'exemption-refusal-signed': { kind: 'exemption-decision', outcome: 'refused', hasLimit: true },
  'exemption-revoked': { kind: 'exemption-decision', outcome: 'revoked', hasLimit: true },
  'permit-issued': { kind: 'permit', outcome: 'issued', hasLimit: true },
  'permit-amended': { kind: 'permit', outcome: 'amended', hasLimit: true },
  'permit-extended': { kind: 'permit', outcome: 'extended', hasLimit: true },
  'permit-ended': { kind: 'permit', outcome: 'ended', hasLimit: true },
  'permit-revoked': { kind: 'permit', outcome: 'revoked', hasLimit: true },
  'permit-reinstated': { kind: 'permit', outcome: 'reinstated', hasLimit: true },
  'reversed-in-favour': { kind: 'access-decision', outcome: 'reversed', hasLimit: true },
  'final-report-submitted': { kind: 'results', outcome: 'reported', hasLimit: false },
  'final-report-recorded': { kind: 'results', outcome: 'reported', hasLimit: false },
};

/** A case right after an event, with the application as it then stood. */
export interface Moment {
  caseId: string;
  caseKind: CaseKind;
  seq: number;
  type: string;
  on: string;
  part: string | null;
  tracks: Tracks;
  application: Draft;
  form: FormDefinition;
  /** People of the case, none of whom the register names. */
  personNames: readonly string[];
  calendar: WorkingCalendar;
}

/** What the register is to say of an event; null: nothing. */
export function entryOf(moment: Moment): NewEntry | null {
  const rule = registered[moment.type];
  if (!rule) return null;
  const { kind, outcome, hasLimit } = rule;
  const limitOn = hasLimit
    ? addWorkingDays(moment.on, registerData.workingDays, moment.calendar)
    : null;
  return {
    caseId: moment.caseId,
    eventSeq: moment.seq,
    kind,
    outcome,
    happenedOn: moment.on,
    limitOn,
    publishOn: limitOn ?? moment.on,
    content: contentOf(moment, kind, outcome),
  };
}

function contentOf(moment: Moment, kind: RegisterKind, outcome: RegisterOutcome): RegisterContent {
  const { tracks, part, form } = moment;
  const { permit } = tracks;
  return {
    formVersion: form.version,
    ...answersOf(moment, kind),
    sources: sourcesOf(moment, kind),
    bases: basesOf(moment, kind),
    unmet:
      outcome === 'refused' ? unmetOf(tracks, kind === 'access-decision' ? 'access' : part) : [],
    conditions:
      kind === 'access-decision'
        ? [...new Set((tracks.access.conditions ?? []).map((condition) => condition.kind))]
        : [],
    permit:
      kind === 'permit' && permit.permitReference !== undefined && permit.endsOn !== undefined
        ? { permitId: permit.permitReference, endsOn: permit.endsOn }
        : null,
  };
}

/**
 * Before a decision nothing in the applicant's own words is shown: what a project is called may be
 * a research idea (offentleglova section 26 fourth paragraph), and until the decision is public
 * there is time to find that out. Of what the form calls public only these questions are answered,
 * and no answer in which a person, a number or an address stands.
 */
function answersOf(
  { application, form, personNames }: Moment,
  kind: RegisterKind,
): Pick<RegisterContent, 'answers' | 'leftOut'> {
  const shown = kind === 'application' ? registerData.atReceipt : registerData.atDecision;
  const open = new Map(
    questionsOf(form)
      .filter(({ sensitivity }) => sensitivity === 'public')
      .map(({ id, type }) => [id, type]),
  );
  const names = [...personNames, ...peopleIn(application)];
  const answers: Record<string, unknown> = {};
  const leftOut: string[] = [];
  for (const field of shown.filter((each) => open.has(each))) {
    const answer = application[field];
    if (answer === undefined || answer === null || answer === '') continue;
    const isWritten = ['line', 'text'].includes(open.get(field) ?? '');
    if (isWritten && typeof answer === 'string' && tellsOfPerson(answer, names)) {
      leftOut.push(field);
    } else answers[field] = answer;
  }
  return { answers, leftOut };
}

/** The names in a record or table of the form that is about a person. */
export function peopleIn(answer: unknown): string[] {
  if (Array.isArray(answer)) return answer.flatMap(peopleIn);
  if (typeof answer !== 'object' || answer === null) return [];
  const record = answer as Record<string, unknown>;
  const isPerson = ['email', 'jobTitle', 'orcid', 'phone'].some((key) => key in record);
  const own = isPerson && typeof record['name'] === 'string' ? [record['name']] : [];
  return [...own, ...Object.values(record).flatMap(peopleIn)];
}

function sourcesOf(
  { application, tracks, part }: Moment,
  kind: RegisterKind,
): RegisterContent['sources'] {
  const decided =
    kind === 'exemption-decision'
      ? tracks.exemption[part ?? '']?.sources
      : kind === 'application'
        ? undefined
        : tracks.access.sources;
  if (decided) return decided.map(({ registryId, isGranted }) => ({ registryId, isGranted }));
  const asked = new Set((application.sources ?? []).map(({ registryId }) => registryId));
  return [...asked].map((registryId) => ({ registryId, isGranted: null }));
}

function basesOf({ caseKind, part }: Moment, kind: RegisterKind): string[] {
  if (kind === 'exemption-decision') return part === null ? [] : [part];
  if (kind === 'application' || kind === 'results') return [];
  return [caseKind === 'statistics' ? 'hrl-19' : 'hrl-19a'];
}

function unmetOf({ assessment }: Tracks, object: string | null): string[] {
  const answers = assessment[object ?? '']?.answers ?? {};
  return Object.entries(answers)
    .filter(([, { isMet }]) => !isMet)
    .map(([criterion]) => criterion);
}

/** What was found to be left out or said otherwise; null leaves an answer out. */
export type Corrections = Partial<Record<string, string | null>>;

/** The content with its corrections. An answer that told of a person may be put in other words. */
export function corrected(content: RegisterContent, corrections: Corrections): RegisterContent {
  const answers = { ...content.answers };
  const leftOut = new Set(content.leftOut);
  for (const [field, text] of Object.entries(corrections)) {
    if (text === undefined) continue;
    if (text === null) {
      delete answers[field];
      leftOut.add(field);
    } else {
      answers[field] = text;
      leftOut.delete(field);
    }
  }
  return { ...content, answers, leftOut: [...leftOut] };
}

/** What a text of the public register may be searched by: its own public words. */
export function wordsIn({ answers }: RegisterContent): string {
  return Object.values(answers)
    .filter((answer) => typeof answer === 'string')
    .join('\n');
}
