import type { AttachmentKind } from '../attachments/attachment.rules.js';
import type { CaseKind } from '../case.kinds.model.js';

/**
 * The application form as data: what is asked, of whom, and when. A version lies in
 * `data/forms/<version>`; a case keeps the version it began on.
 */
export interface FormDefinition {
  version: string;
  /** New drafts begin on the newest version that is valid. */
  validFromOn: string;
  sections: readonly FormSection[];
}

export interface FormSection {
  id: string;
  name: Words;
  help: Words;
  questions: readonly Question[];
}

export interface Question {
  /** The field of the application that holds the answer. */
  id: string;
  /** The question of the common Norwegian form that this one is, or is a part of. */
  common?: string;
  type: QuestionType;
  text: Words;
  help: Words;
  /** The kinds of case in which it is asked. */
  kinds: readonly FormKind[];
  /** When an answer must be given. */
  required: Condition;
  /** When it is shown; left out: when required, or always where it never is. */
  asked?: Condition;
  sensitivity: 'public' | 'internal' | 'confidential';
  options?: readonly Option[];
  /** What one row of a table, or the one record, consists of. */
  parts?: readonly Part[];
  maxWords?: number;
  /** What a file that answers it can be, the most likely first. */
  attachmentKinds?: readonly AttachmentKind[];
  /** The rules and guides that ask for it. */
  sources: readonly string[];
  /** Where it stands in the common European form: `annex-5/8`. */
  eu?: readonly string[];
}

export type QuestionType =
  | 'case'
  | 'sources'
  | 'variables'
  | 'choice'
  | 'multi-choice'
  | 'table'
  | 'record'
  | 'files'
  | 'period'
  | 'lines'
  | PartType;

/** What also a column of a table can be. */
export type PartType =
  | 'line'
  | 'text'
  | 'yes-no'
  | 'date'
  | 'count'
  | 'choice'
  | 'email'
  | 'phone'
  | 'country'
  | 'orcid'
  | 'organisation-number'
  | 'source';

export interface Part {
  id: string;
  type: PartType;
  /** Whether a row without it is unfinished. */
  isRequired: boolean;
  text: Words;
  options?: readonly Option[];
}

export interface Option {
  value: string;
  text: Words;
  /** Other fields that choosing it fills in, which may be changed. */
  fills?: Readonly<Record<string, string>>;
}

export interface Words {
  nb: string;
  nn: string;
  en: string;
}

/** Change, extension and data update are asked the same. */
export type FormKind = 'individual-level' | 'statistics' | 'change';

/**
 * A closed language over the kind of case and other answers. It has no negation of a whole, and
 * what is asked about a question that is not asked itself is false: so hiding a question can only
 * make fewer others required.
 */
export type Condition =
  | boolean
  | { kind: readonly FormKind[] }
  | { field: string; is: string | boolean }
  /** Answered, and with something else. */
  | { field: string; isNot: string | boolean }
  | { field: string; includes: string }
  | { field: string; isEmpty: true }
  | { any: readonly Condition[] }
  | { all: readonly Condition[] };

export type Answers = Readonly<Record<string, unknown>>;

export function formKindOf(kind: CaseKind): FormKind {
  return kind === 'individual-level' || kind === 'statistics' ? kind : 'change';
}

export function questionsOf(form: FormDefinition): Question[] {
  return form.sections.flatMap(({ questions }) => questions);
}
