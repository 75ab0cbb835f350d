import type { Draft } from '../application/application.rules.js';
import { variablesAsked } from './case.access.rules.js';
import type { CaseKind } from '../case.model.js';
import type { VisibleTracks } from '../case.visibility.js';
import type {
  Access,
  ConditionFact,
  Exemption,
  ExemptionBasis,
  SourceAnswer,
} from './decision.model.js';

/** What of a case a decision is shown from: already what this person may see. */
interface Seen {
  id: string;
  reference: string;
  kind: CaseKind;
  applicant?: { id: string; name: string };
  application?: Draft;
  tracks: VisibleTracks;
  texts: Readonly<Record<string, string>>;
  registryNames: Readonly<Record<string, string>>;
}

/** A source of an exemption has no variables: it lifts confidentiality for the source whole. */
type AnsweredSource = Pick<SourceAnswer, 'registryId' | 'isGranted' | 'reasonId'> &
  Partial<Pick<SourceAnswer, 'variables'>>;

/** The content of a permit by element: EHDS article 68(10) a to h. */
export interface PermitElements {
  dataCategories: { registryId: string; registryName: string; variables: string[] }[];
  format: string | null;
  dataPeriod: { fromOn: string; toOn: string } | null;
  purpose: string | null;
  /** Use of the exception from the right to opt out; none is used in Norway today. */
  optOutException: string | null;
  persons: { name: string; role: string }[];
  duration: { fromOn: string; toOn: string } | null;
  environment: string | null;
  /** null until a fee is set. */
  feeNok: number | null;
  conditions: (Omit<ConditionFact, 'textId'> & { text: string })[];
  /** How figures are answered; null for data about individuals. */
  statistics: { minimumCellSize: number; deliveryRoute: string; safeguards: string } | null;
}

export interface DecisionView {
  decisionId: string;
  caseId: string;
  caseReference: string;
  caseKind: CaseKind;
  /** Access, or exemption with its legal basis. */
  decides: 'access' | 'exemption';
  legalBasis: string | null;
  outcome: string;
  decidedOn: string;
  signedByName: string;
  rulesVersion: string;
  facts: string;
  considerations: string;
  sources: {
    registryId: string;
    registryName: string;
    isGranted: boolean;
    reason: string;
    variables: { name: string; isGranted: boolean; reason: string | null }[];
  }[];
  elements: PermitElements;
}

/** A decision with its elements; null where it is not this person's to see. */
export function decisionView(
  seen: Seen,
  decisionId: string,
  { track, part }: { track: string; part: string | null },
): DecisionView | null {
  const decision =
    track === 'access' ? seen.tracks.access : seen.tracks.exemption?.[part as ExemptionBasis];
  if (!decision || decision.decisionId !== decisionId) return null;
  const textOf = (id: string | undefined) => seen.texts[id ?? ''] ?? '';
  return {
    decisionId,
    caseId: seen.id,
    caseReference: seen.reference,
    caseKind: seen.kind,
    decides: track === 'access' ? 'access' : 'exemption',
    legalBasis: part,
    outcome: decision.state,
    decidedOn: decision.decidedOn ?? '',
    signedByName: decision.signedByName ?? '',
    rulesVersion: decision.rulesVersion ?? '',
    facts: textOf(decision.factsId),
    considerations: textOf(decision.considerationsId),
    sources: sourcesOf(decision).map((source) => ({
      registryId: source.registryId,
      registryName: seen.registryNames[source.registryId] ?? source.registryId,
      isGranted: source.isGranted,
      reason: textOf(source.reasonId),
      variables: (source.variables ?? []).map(({ name, isGranted, reasonId }) => ({
        name,
        isGranted,
        reason: reasonId === undefined ? null : textOf(reasonId),
      })),
    })),
    elements: elementsOf(seen, decision),
  };
}

/** The decision as a card, one layout for national cases and for those of the union. */
export interface DecisionCard {
  card: 'decision-card';
  version: 1;
  decisionId: string;
  caseReference: string;
  applicationType: 'data-access-application' | 'data-request';
  outcome: 'positive' | 'negative';
  /** A split outcome is positive; the letter holds the details. */
  isPartial: boolean;
  decidedOn: string;
  decidedBy: { body: string; person: string };
  permit: PermitElements | null;
  appeal: { body: string; weeks: number };
}

export function decisionCard(decision: DecisionView): DecisionCard {
  // A grant that has expired or was revoked since was still a grant when it was made.
  const isPositive = decision.sources.some(({ isGranted }) => isGranted);
  const isWhole = decision.sources.every(
    ({ isGranted, variables }) => isGranted && variables.every((variable) => variable.isGranted),
  );
  return {
    card: 'decision-card',
    version: 1,
    decisionId: decision.decisionId,
    caseReference: decision.caseReference,
    applicationType:
      decision.caseKind === 'statistics' ? 'data-request' : 'data-access-application',
    outcome: isPositive ? 'positive' : 'negative',
    isPartial: isPositive && !isWhole,
    decidedOn: decision.decidedOn,
    decidedBy: { body: 'Helsedataservice', person: decision.signedByName },
    permit: isPositive && decision.decides === 'access' ? decision.elements : null,
    appeal: { body: 'Nasjonalt klageorgan for helsetjenesten (Helseklage)', weeks: 3 },
  };
}

function sourcesOf({ sources = [] }: Access | Exemption): readonly AnsweredSource[] {
  return sources;
}

function endOf(decision: Access | Exemption): string | null {
  return ('endsOn' in decision && decision.endsOn) || null;
}

function elementsOf(seen: Seen, decision: Access | Exemption): PermitElements {
  const { application = {}, tracks, texts, registryNames, applicant } = seen;
  const endsOn = 'permitEndsOn' in decision ? decision.permitEndsOn : endOf(decision);
  const statistics = 'statistics' in decision ? decision.statistics : undefined;
  return {
    // What this decision gives: not what another one does, in an exemption or at a controller.
    dataCategories: sourcesOf(decision)
      .filter(({ isGranted }) => isGranted)
      .map(({ registryId, variables }) => ({
        registryId,
        registryName: registryNames[registryId] ?? registryId,
        variables: variables
          ? variables.filter(({ isGranted }) => isGranted).map(({ name }) => name)
          : variablesAsked(application, registryId),
      })),
    format: application.identificationLevel ?? null,
    dataPeriod: application.dataPeriod ? { fromOn: '', toOn: '', ...application.dataPeriod } : null,
    purpose: application.purpose ?? null,
    optOutException: null,
    persons: applicant ? [{ name: applicant.name, role: 'project-leader' }] : [],
    duration: endsOn ? { fromOn: decision.decidedOn ?? '', toOn: endsOn } : null,
    environment: application.recipientEnvironment ?? null,
    feeNok: tracks.fee?.acceptedNok ?? null,
    conditions: (decision.conditions ?? []).map(({ textId, ...condition }) => ({
      ...condition,
      text: texts[textId] ?? '',
    })),
    statistics: statistics
      ? {
          minimumCellSize: statistics.minimumCellSize,
          deliveryRoute: statistics.deliveryRoute,
          safeguards: texts[statistics.safeguardsId] ?? '',
        }
      : null,
  };
}
