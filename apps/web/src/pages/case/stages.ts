import type { CaseDetail } from '../../api/types';

/** The course of a case in the words of who waits for it, from first to last. */
const course = ['application', 'check', 'assessment', 'decision', 'delivery', 'use'] as const;

export interface Stage {
  /** `end` is a course that was broken off: its words are those of the state it ended in. */
  name: (typeof course)[number] | 'end';
  standing: 'done' | 'now' | 'left';
  /** When it was done, where that is told. */
  on: string | null;
}

type Standing = Pick<CaseDetail, 'tracks' | 'waitingFor'>;
type Known = { state?: string } & Record<string, unknown>;

const over: readonly string[] = ['closed', 'withdrawn', 'dismissed', 'draft-dropped', 'lapsed'];
const granted: readonly string[] = ['granted', 'partly-granted'];
const proposals: readonly string[] = ['access', 'exemption'];

/** How far a case has come, as far as this person may see it; nothing where its state is not told. */
export function stagesOf(accessCase: Standing): Stage[] {
  const { tracks } = accessCase;
  const { state, submittedOn, completeOn } = known(tracks, 'application');
  if (state === undefined) return [];
  const dates: Record<string, unknown> = {
    application: submittedOn,
    check: completeOn,
    decision: known(tracks, 'access')['decidedOn'],
  };
  const names = isRefused(tracks) ? course.slice(0, 4) : course;
  const at = over.includes(state) ? doneOf(tracks) : nowOf(state, accessCase);
  const isBrokenOff = over.includes(state) && at < course.length;
  const stages = (isBrokenOff ? names.slice(0, at) : names).map((name, index): Stage => {
    const on = dates[name];
    return {
      name,
      standing: index < at ? 'done' : index === at ? 'now' : 'left',
      on: index < at && typeof on === 'string' ? on : null,
    };
  });
  return isBrokenOff ? [...stages, { name: 'end', standing: 'now', on: null }] : stages;
}

/** The stage a running case is in. */
function nowOf(state: string, { tracks, waitingFor }: Standing): number {
  switch (state) {
    case 'draft':
      return 0;
    case 'submitted':
    case 'pre-screening':
      return 1;
    case 'awaiting-information':
      return known(tracks, 'application')['completeOn'] ? 2 : 1;
    case 'in-assessment':
      return isProposed(tracks) ? 3 : 2;
    case 'decided':
      return isGranted(tracks) ? 4 : 3;
    default:
      return waitingFor === 'in-use' || isEnding(tracks) ? 5 : 4;
  }
}

/** How many stages lie behind a case that is over. */
function doneOf(tracks: CaseDetail['tracks']): number {
  const { state, submittedOn, completeOn } = known(tracks, 'application');
  if (state === 'closed' && isGranted(tracks)) return course.length;
  if (known(tracks, 'access')['decidedOn']) return 4;
  return completeOn ? 2 : submittedOn ? 1 : 0;
}

function isGranted(tracks: CaseDetail['tracks']): boolean {
  return [known(tracks, 'access'), ...partsOf(tracks, 'controller-decision')].some(({ state }) =>
    granted.includes(state ?? ''),
  );
}

function isRefused(tracks: CaseDetail['tracks']): boolean {
  return known(tracks, 'access').state === 'refused' && !isGranted(tracks);
}

function isProposed(tracks: CaseDetail['tracks']): boolean {
  return proposals.some((track) =>
    [known(tracks, track), ...partsOf(tracks, track)].some(({ state }) => state === 'proposed'),
  );
}

function isEnding(tracks: CaseDetail['tracks']): boolean {
  return ['ending', 'deletion-confirmed', 'keys-destroyed'].includes(
    known(tracks, 'closure').state ?? '',
  );
}

function known(tracks: CaseDetail['tracks'], track: string): Known {
  return (tracks[track] ?? {}) as Known;
}

function partsOf(tracks: CaseDetail['tracks'], track: string): Known[] {
  return Object.values(known(tracks, track)).filter(
    (part): part is Known => typeof part === 'object' && part !== null && !Array.isArray(part),
  );
}
