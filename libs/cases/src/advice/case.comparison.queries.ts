import type { Actor } from '#parties';
import { type Database, Refused } from '#platform';
import type { Draft } from '../application/application.rules.js';
import type { Tracks } from '../case.model.js';
import { caseDetail } from '../case.queries.js';
import { type ComparedPoint, comparedPoints, openMismatches } from './ethics.rules.js';

export interface ComparisonView {
  isNeeded: boolean;
  comparedOn: string | null;
  comparedByName: string | null;
  points: ComparisonRow[];
}

interface ComparisonRow {
  point: ComparedPoint;
  /** What the application says, line by line. */
  application: string[];
  protocol: string | null;
  approval: string | null;
  matches: boolean | null;
  settledReason: string | null;
  requestId: string | null;
  isOpen: boolean;
}

/**
 * Application, protocol and approval from REK side by side, for those who compare them. Throws
 * {@link Refused} `case-unknown` for a stranger and `not-allowed-for-role` for everybody else.
 */
export async function comparisonOf(
  db: Database,
  id: string,
  actor: Actor,
): Promise<ComparisonView> {
  const detail = await caseDetail(db, id, actor);
  const { ethics, exemption, information = {} } = detail.tracks;
  // Only those who work on the decision compare; what they do elsewhere counts for nothing here.
  if (!ethics || !exemption || !detail.tracks.assessment) {
    throw new Refused({ code: 'not-allowed-for-role', kind: 'role' });
  }
  const { application = {}, registryNames, texts } = detail;
  const open = openMismatches({ ethics, information });
  return {
    isNeeded: ['approved', 'approved-with-conditions', 'notice-sent'].includes(ethics.state),
    comparedOn: ethics.comparedOn ?? null,
    comparedByName: ethics.comparedByName ?? null,
    points: comparedPoints.map((point) => ({
      point,
      application: applicationSays(point, application, registryNames, detail.applicant?.name),
      ...comparedSays(ethics, point, texts),
      isOpen: open.includes(point),
    })),
  };
}

function comparedSays(
  { comparison }: Tracks['ethics'],
  point: ComparedPoint,
  texts: Readonly<Record<string, string>>,
) {
  const said = comparison?.[point];
  const bodyOf = (textId: string | undefined) => texts[textId ?? ''] ?? null;
  return {
    protocol: bodyOf(said?.protocolId),
    approval: bodyOf(said?.approvalId),
    matches: said?.matches ?? null,
    settledReason: bodyOf(said?.settledReasonId),
    requestId: said?.requestId ?? null,
  };
}

function applicationSays(
  point: ComparedPoint,
  { purpose, sources = [], dataPeriod, institutionName }: Draft,
  registryNames: Readonly<Record<string, string>>,
  applicantName: string | undefined,
): string[] {
  const nameOf = (registryId: string) => registryNames[registryId] ?? registryId;
  switch (point) {
    case 'purpose':
      return purpose ? [purpose] : [];
    case 'sources':
      return sources.map(({ registryId }) => nameOf(registryId));
    case 'variables':
      return sources.map(
        ({ registryId, variables = [] }) =>
          `${nameOf(registryId)}: ${variables.map(({ name }) => name).join(', ')}`,
      );
    case 'period':
      return dataPeriod ? [`${dataPeriod.fromOn} – ${dataPeriod.toOn}`] : [];
    case 'persons':
      return [applicantName, institutionName].filter((name) => name !== undefined);
  }
}
