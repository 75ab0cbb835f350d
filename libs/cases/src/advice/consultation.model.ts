/** What one registry was asked, what it answered, and what was made of it. */
export interface Consultation {
  state: ConsultationState;
  /** Which time the registry is asked: 1, 2, … */
  round?: number;
  requestedOn?: string;
  questionId?: string;
  answerDueOn?: string;
  /**
   * Whether the answer is a document within the institution (offentleglova section 14,
   * forvaltningsloven section 18 a), or one from outside that the applicant may read.
   */
  isInternal?: boolean;
  markReasonId?: string;

  /** What the registry must know before it can answer; its own time stands still meanwhile. */
  clarificationId?: string | null;
  clarificationAskedOn?: string | null;
  /** The question as the caseworker relayed it to the applicant, and the applicant's answer. */
  relayedQuestionId?: string | null;
  applicantAnswerId?: string | null;
  clarificationAnswerId?: string | null;

  advice?: Advice | null;
  reasonId?: string | null;
  variables?: readonly VariableAdvice[] | null;
  hours?: number | null;
  costNok?: number | null;
  weeksToDeliver?: number | null;
  expectedRows?: number | null;
  advisedOn?: string | null;

  /** Reminders of this round. */
  reminders?: number;
  remindedOn?: string | null;
  /** The first day on which silence has a consequence; null where it has none any more. */
  wakesOn?: string | null;
  unreachableReasonId?: string;
  cancelReasonId?: string;

  /** Whether Helsedataservice follows the registry's proposal. */
  answer?: 'accepted' | 'rejected' | null;
  answerReasonId?: string | null;

  messages?: readonly ConsultationMessage[];
  /** What became of the rounds before this one. */
  earlier?: readonly EarlierRound[];
}

export type ConsultationState =
  'none' | 'requested' | 'clarification' | 'advised' | 'overdue' | 'unreachable' | 'cancelled';

export type Advice = 'for' | 'for-with-conditions' | 'against';

/** Advice on one variable; `coarser` comes with the alternative that the registry offers. */
export interface VariableAdvice {
  name: string;
  advice: 'for' | 'coarser' | 'against';
  alternativeId?: string;
  reasonId?: string;
}

export interface ConsultationMessage {
  messageId: string;
  by: 'caseworker' | 'registry';
  byName: string;
  /** UTC, ISO 8601. */
  at: string;
}

export interface EarlierRound {
  round: number;
  state: ConsultationState;
  questionId?: string;
  advice?: Advice;
  reasonId?: string;
  advisedOn?: string;
}
