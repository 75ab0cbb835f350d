import { addWorkingDays, workingDaysBetween } from '../clocks/calendar.rules.js';
import { calendarOf, settingsOn, type SettingVersion } from '../settings/setting.rules.js';
import type { Consultation, ConsultationState } from './consultation.model.js';
import type { Refusing } from '../case.model.js';
import { refuse } from '../refusal.rules.js';

/**
 * Consultation of registries as rules: how long a registry has, whose document its answer is, and
 * what a decision owes a reason for. Advice neither gates nor vetoes (helseregisterloven section
 * 19 a sixth paragraph); it is followed or departed from openly.
 */
interface ConsultationSetting {
  /** null in the version that was in force when the first case was opened. */
  validFrom: string | null;
  /** What a registry has left at least when what it asked has been answered. */
  workingDaysAfterClarification: number;
  workingDaysBetweenReminders: number;
  /** How many reminders go unanswered before a registry may be called unreachable. */
  remindersBeforeUnreachable: number;
}

export const consultationSettings: readonly ConsultationSetting[] = [
  {
    validFrom: null,
    workingDaysAfterClarification: 3,
    workingDaysBetweenReminders: 5,
    remindersBeforeUnreachable: 2,
  },
];

/** The settings in force on a day. */
export function consultationSettingOn(on: string): ConsultationSetting {
  const setting = consultationSettings.findLast(
    ({ validFrom }) => validFrom === null || validFrom <= on,
  );
  if (!setting) throw new Error(`No settings for consultation hold on ${on}`);
  return setting;
}

/**
 * When an answer asked for today is due by the internal limit in force today, where no other day is
 * named. The day of asking is not counted.
 */
export function adviceDueOn(today: string, versions: readonly SettingVersion[]): string {
  const settings = settingsOn(today, versions);
  return addWorkingDays(today, settings['advice-working-days'], calendarOf(settings));
}

/**
 * When the registry's answer is due once its own question has been answered: it has the working days
 * that were left when it asked, and never fewer than the setting gives.
 */
export function resumedDueOn(
  { answerDueOn, clarificationAskedOn }: Consultation,
  today: string,
): string {
  const { workingDaysAfterClarification } = consultationSettingOn(today);
  const left =
    answerDueOn && clarificationAskedOn ? workingDaysBetween(clarificationAskedOn, answerDueOn) : 0;
  return addWorkingDays(today, Math.max(left, workingDaysAfterClarification));
}

/** When a registry that was reminded may be reminded again. */
export function nextReminderOn(remindedOn: string): string {
  return addWorkingDays(remindedOn, consultationSettingOn(remindedOn).workingDaysBetweenReminders);
}

const ownInstitution = 'Folkehelseinstituttet';

/**
 * Whether a registry's answer is a document within the institution: it is where the institution that
 * Helsedataservice belongs to is the registry's controller.
 */
export function isInternalByDefault(controller: string | null): boolean {
  return controller === ownInstitution;
}

/** Whether the applicant has been asked what the registry must know and has not answered. */
export function awaitsApplicant(consultation: Consultation): boolean {
  return (
    consultation.state === 'clarification' &&
    isRelayed(consultation) &&
    !consultation.applicantAnswerId
  );
}

/** Whether the registry's question stands with the applicant, or did. */
export function isRelayed({ relayedQuestionId }: Consultation): boolean {
  return relayedQuestionId !== undefined && relayedQuestionId !== null;
}

/** The states in which a registry owes an answer or a question of its own awaits one. */
const outstanding: readonly ConsultationState[] = ['requested', 'clarification', 'overdue'];

export interface ProposedSource {
  registryId: string;
  isGranted: boolean;
  variables?: readonly { name: string; isGranted: boolean }[] | undefined;
}

export interface Departure {
  registryId: string;
  kind: 'granted-against-advice' | 'refused-despite-advice' | 'decided-without-advice';
  /** The variable it is about; null where the whole source is. */
  variable: string | null;
}

/**
 * Where a proposed decision departs from what the registries advised, or is made before a registry
 * that was asked has answered. Each owes a reason; none is forbidden.
 */
export function departuresFrom(
  consultations: Readonly<Record<string, Consultation | undefined>>,
  sources: readonly ProposedSource[],
): Departure[] {
  return sources.flatMap(({ registryId, isGranted, variables = [] }): Departure[] => {
    const consultation = consultations[registryId];
    if (!consultation) return [];
    if (outstanding.includes(consultation.state)) {
      return [{ registryId, kind: 'decided-without-advice', variable: null }];
    }
    if (consultation.state !== 'advised') return [];
    const kindOf = (advice: string | null | undefined, granted: boolean) => {
      if (advice === 'against' && granted) return 'granted-against-advice' as const;
      if (advice === 'for' && !granted) return 'refused-despite-advice' as const;
      return null;
    };
    const whole = kindOf(consultation.advice, isGranted);
    const perVariable = variables.flatMap(({ name, isGranted: granted }): Departure[] => {
      const advised = consultation.variables?.find((each) => each.name === name);
      const kind = kindOf(advised?.advice, granted && isGranted);
      return kind ? [{ registryId, kind, variable: name }] : [];
    });
    return [...(whole ? [{ registryId, kind: whole, variable: null }] : []), ...perVariable];
  });
}

/** The registries of whose advice a proposal gives no reason to depart, as a refusal; or null. */
export function refuseUnreasonedDepartures(
  consultations: Readonly<Record<string, Consultation | undefined>>,
  sources: readonly ProposedSource[],
  reasoned: readonly string[],
): Refusing | null {
  const departures = departuresFrom(consultations, sources);
  const unreasoned = [...new Set(departures.map(({ registryId }) => registryId))].filter(
    (registryId) => !reasoned.includes(registryId),
  );
  if (unreasoned.length === 0) return null;
  return refuse(
    'departure-unreasoned',
    ...unreasoned.map((registryId) => ({
      field: `departureReasons.${registryId}`,
      rule: 'a decision that departs from advice, or does not await it, says why',
      todo: 'write the reason, or decide as the registry advised',
    })),
  );
}
