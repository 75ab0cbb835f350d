import type { PermitHeld } from '../../api/workspace';

/** What may be asked before any form is opened; the answers stand in the address. */
export const routeQuestions = {
  what: ['statistics', 'individual-level', 'change', 'extension', 'data-update'],
  tables: ['yes', 'no'],
  research: ['yes', 'no', 'unsure'],
  consent: ['all', 'some', 'none'],
  registries: ['one', 'several'],
  permit: [],
} as const;

export type RouteQuestion = keyof typeof routeQuestions;
export type RouteAnswers = Partial<Record<RouteQuestion, string>>;

export interface Route {
  kind: (typeof routeQuestions.what)[number];
  parentCaseId?: string;
  /** Whether REK must approve (helseforskningsloven sections 9 and 11). */
  rek: 'yes' | 'no' | 'maybe';
  /** Whether confidentiality must be lifted by an exemption (helseregisterloven section 19 e). */
  exemption: 'yes' | 'no' | 'maybe';
  /** The time of the law, from the day the application is complete (section 19 f). */
  workingDays: 30 | 60 | null;
  isSeveral: boolean;
}

/** The questions to show: a new one comes when those before it are answered. */
export function questionsFor(answers: RouteAnswers): RouteQuestion[] {
  const way = wayOf(answers);
  const open = way.findIndex((question) => answers[question] === undefined);
  return open === -1 ? way : way.slice(0, open + 1);
}

function wayOf({ what, tables }: RouteAnswers): RouteQuestion[] {
  switch (what) {
    case 'statistics':
      return ['what', 'registries'];
    case 'individual-level':
      return tables === 'yes'
        ? ['what', 'tables', 'registries']
        : ['what', 'tables', 'research', 'consent', 'registries'];
    case 'change':
    case 'extension':
    case 'data-update':
      return ['what', 'permit'];
    default:
      return ['what'];
  }
}

/** Where the answers lead; null until the questions are answered. */
export function routeFor(answers: RouteAnswers, permits: readonly PermitHeld[]): Route | null {
  if (questionsFor(answers).some((question) => answers[question] === undefined)) return null;
  const { what, tables, registries, research, consent } = answers;
  const isSeveral = registries === 'several';
  const workingDays = isSeveral ? 60 : 30;
  // Figures are anonymous: no way round confidentiality, and no REK (helseregisterloven section 19).
  if (what === 'statistics' || (what === 'individual-level' && tables === 'yes')) {
    return { kind: 'statistics', rek: 'no', exemption: 'no', workingDays, isSeveral };
  }
  if (what === 'individual-level') {
    const rek = research === 'unsure' ? 'maybe' : research === 'yes' ? 'yes' : 'no';
    const exemption = consent === 'all' ? 'no' : consent === 'some' ? 'maybe' : 'yes';
    return { kind: what, rek, exemption, workingDays, isSeveral };
  }
  const permit = permits.find(({ caseId }) => caseId === answers.permit);
  if (!permit || (what !== 'change' && what !== 'extension' && what !== 'data-update')) return null;
  return {
    kind: what,
    parentCaseId: permit.caseId,
    rek: what === 'data-update' ? 'no' : 'maybe',
    exemption: what === 'data-update' ? 'no' : 'maybe',
    workingDays: null,
    isSeveral: false,
  };
}

/** The answers with one more; what was asked after it is asked anew where the way has changed. */
export function answered(
  answers: RouteAnswers,
  question: RouteQuestion,
  answer: string,
): RouteAnswers {
  const changed = { ...answers, [question]: answer };
  const way = wayOf(changed);
  return Object.fromEntries(
    Object.entries(changed).filter(([name]) => way.includes(name as RouteQuestion)),
  );
}

/** A month before the end: so long before is an extension to be asked for. */
export function extendBefore(endsOn: string): string {
  const [year = 0, month = 1, day = 1] = endsOn.split('-').map(Number);
  const lastDay = new Date(Date.UTC(year, month - 1, 0)).getUTCDate();
  const before = new Date(Date.UTC(year, month - 2, Math.min(day, lastDay)));
  return before.toISOString().slice(0, 10);
}
