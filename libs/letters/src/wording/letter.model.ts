/** What letters are made of, whatever their kind. */
export type Language = 'nb' | 'nn' | 'en';

export const languages: readonly Language[] = ['nb', 'nn', 'en'];

export type Outcome = 'granted' | 'partly-granted' | 'refused';

export interface SourceLine {
  registryName: string;
  isGranted: boolean;
  reason: string;
}

export interface SourceVariableLine {
  registryName: string;
  name: string;
  isGranted: boolean;
  /** Empty where the variable is granted. */
  reason: string;
}

export interface CriterionLine {
  /** The paragraph in the language of the letter, as it stood on the day of the decision. */
  reference: string;
  text: string;
  isMet: boolean;
  reason: string;
}

export interface ConditionLine {
  text: string;
  dueOn: string | null;
  followedUpBy: string;
}

/** A decision on exemption from confidentiality under one legal basis. */
export interface ExemptionPart {
  decisionId: string;
  outcome: Outcome;
  /** A name of the citations; the section is the one in force on the day of the decision. */
  rule: string;
  rulesVersion: string;
  decidedOn: string;
  decisionMakerName: string;
  sources: SourceLine[];
  criteria: CriterionLine[];
  facts: string;
  considerations: string;
  conditions: ConditionLine[];
  endsOn: string | null;
}

/** What every letter says at its head. */
export interface Base {
  caseReference: string;
  projectTitle: string;
  applicantName: string;
  institutionName: string;
  letterOn: string;
  caseworkerName: string | null;
}

export interface Recipient {
  kind: 'applicant' | 'registry' | 'rek' | 'appeals-body' | 'operator';
  /** The person's id or the registry's; null for REK, an appeals body and who runs an environment. */
  id: string | null;
  /** The lines of the address block, the name first. */
  lines: string[];
}

/** Who made a decision, and when. */
export interface Signed {
  decidedOn: string;
  decisionMakerName: string;
}

/** The decision that an appeal is over, in the words of the letters. */
export type AppealedDecision =
  | 'access'
  | 'exemption'
  | 'dismissal'
  | 'revocation'
  | 'exemption-revocation'
  | 'late-dismissal'
  | 'fee'
  | 'rek';
