import type { CaseKind } from '../../../cases/src/case.kinds.model.js';

export const registerKinds = [
  'application',
  'access-decision',
  'exemption-decision',
  'permit',
  'results',
] as const;
export type RegisterKind = (typeof registerKinds)[number];

export const registerOutcomes = [
  'received',
  'withdrawn',
  'granted',
  'partly-granted',
  'refused',
  'dismissed',
  'revoked',
  'reversed',
  'issued',
  'amended',
  'extended',
  'ended',
  'reinstated',
  'reported',
] as const;
export type RegisterOutcome = (typeof registerOutcomes)[number];

/** The text answers that a caseworker may put in other words for the public, or leave out. */
export const correctable = [
  'title',
  'institutionName',
  'laySummary',
  'expectedBenefit',
  'cohortArea',
  'informationToPeople',
  'publicationPlan',
] as const;
export type Correctable = (typeof correctable)[number];

/** All that an entry says, frozen: what may be public of one event, and nothing else of the case. */
export interface RegisterContent {
  formVersion: string;
  /** By the question of the form. */
  answers: Record<string, unknown>;
  /** null: not decided by this event. */
  sources: { registryId: string; isGranted: boolean | null }[];
  bases: string[];
  /** The criteria that a refusal rests on. */
  unmet: string[];
  /** What kinds of condition were set; their words are the recipient's. */
  conditions: string[];
  permit: { permitId: string; endsOn: string } | null;
  /** Questions whose answer told of a person, and is therefore left out. */
  leftOut: string[];
}

/** An entry as it is first made. */
export interface NewEntry {
  caseId: string;
  eventSeq: number;
  kind: RegisterKind;
  outcome: RegisterOutcome;
  happenedOn: string;
  limitOn: string | null;
  publishOn: string;
  content: RegisterContent;
}

/** A public row as it is read, before it is put in words. */
export interface RegisterRow {
  id: string;
  version: number;
  kind: RegisterKind;
  outcome: RegisterOutcome;
  happenedOn: string;
  publishedOn: string;
  caseReference: string;
  caseKind: CaseKind;
  content: RegisterContent;
  /** The flags of the case, by name; null where none is set. */
  flags: Record<string, { state: string }> | null;
}
