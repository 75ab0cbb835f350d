import type { CaseDetail } from '../../api/types';
import { areaOfTrack } from './command-areas';
import { begunRows } from './track-rows';

/** The parts a case is read in, each at its own address; the last is the whole of it. */
export const caseParts = [
  'overview',
  'application',
  'assessment',
  'delivery',
  'documents',
  'time',
  'log',
  'all',
] as const;

export type CasePart = (typeof caseParts)[number];

const deliveryAreas: readonly string[] = ['delivery', 'fee', 'ending'];
const writtenTracks: readonly string[] = ['message', 'note'];

/** The part that tells of a track. */
export function partOfTrack(track: string): 'assessment' | 'delivery' | 'documents' {
  if (writtenTracks.includes(track)) return 'documents';
  return deliveryAreas.includes(areaOfTrack(track)) ? 'delivery' : 'assessment';
}

/** The parts that there is something in for this person. */
export function partsOf(accessCase: CaseDetail): CasePart[] {
  const rows = begunRows(accessCase);
  return caseParts.filter((part) => {
    if (part === 'application') return accessCase.application !== undefined;
    if (part === 'assessment' || part === 'delivery') {
      return rows.some(({ track }) => partOfTrack(track) === part);
    }
    return true;
  });
}

/** What is read while a command is filled in: it stands beside the form until another is chosen. */
const beside: Readonly<Record<string, CasePart>> = {
  'answer-screening-items': 'application',
  'find-complete': 'application',
  'request-information': 'application',
  'propose-dismissal': 'application',
  'consult-registry': 'application',
  'give-advice': 'application',
  'ask-clarification': 'application',
  'assess-criterion': 'application',
  'record-rek-approval': 'application',
  'verify-rek-approval': 'application',
  'compare-with-rek': 'assessment',
  'settle-mismatch': 'assessment',
  'accept-advice': 'assessment',
  'reject-advice': 'assessment',
  'draft-exemption': 'assessment',
  'propose-exemption': 'assessment',
  'draft-access-decision': 'assessment',
  'propose-access-decision': 'assessment',
  'sign-exemption': 'assessment',
  'sign-access-grant': 'assessment',
  'sign-partial-access-grant': 'assessment',
  'sign-access-refusal': 'assessment',
  'order-linkage': 'application',
  'change-linkage-plan': 'delivery',
  'accept-estimate': 'delivery',
  'estimate-fee': 'delivery',
  'send-message': 'documents',
  'write-note': 'documents',
};

/** The part that is shown: the one in the address, else what goes with the open form. */
export function partShown(
  accessCase: CaseDetail,
  inAddress: string | undefined,
  openCommand: string | null,
): CasePart {
  const parts = partsOf(accessCase);
  const wanted = inAddress ?? (openCommand === null ? undefined : beside[openCommand]);
  return parts.find((part) => part === wanted) ?? 'overview';
}
