import type { CaseDetail, TrackFacts } from '../../api/types';
import { shownFacts, tracks } from '../../api/vocabulary';
import { factsInWords, type FactsInWords } from './facts-in-words';

export interface TrackRow {
  track: string;
  part: string | null;
  facts: TrackFacts;
}

/** Tracks whose being untouched says how far a case has come. */
const milestones: readonly string[] = [
  'screening',
  'ethics',
  'consultation',
  'assessment',
  'exemption',
  'access',
  'permit',
  'linkage',
  'delivery',
  'fee',
  'final-report',
];

/** The states that tracks begin in. */
const untouched = ['none', 'unassigned', 'undeclared', 'undetermined', 'clear'];
const untouchedIn: Readonly<Record<string, string>> = {
  access: 'draft',
  exemption: 'draft',
  procedure: 'ordinary',
  leadership: 'settled',
  closure: 'active',
  'final-report': 'awaited',
  'preliminary-reply': 'awaited',
  screening: 'open',
};

/** Every track and part of a track, in the order of the course. */
function rowsOf(found: CaseDetail['tracks']): TrackRow[] {
  return tracks.flatMap(({ name, hasParts }): TrackRow[] => {
    const track = found[name];
    if (typeof track !== 'object' || track === null) return [];
    if (!hasParts) return [{ track: name, part: null, facts: track as TrackFacts }];
    return Object.entries(track as Record<string, TrackFacts>).map(([part, facts]) => ({
      track: name,
      part,
      facts,
    }));
  });
}

/** What something has happened in. */
export function begunRows({ tracks: found, texts }: CaseDetail): TrackRow[] {
  return rowsOf(found).filter(({ track, facts }) => {
    const isUntouched = untouched.includes(facts.state) || untouchedIn[track] === facts.state;
    return !isUntouched || hasFacts(factsInWords(facts, texts));
  });
}

/** The milestones that are still to come, as far as this person is told of them. */
export function tracksToCome(accessCase: CaseDetail): string[] {
  const begun = new Set(begunRows(accessCase).map(({ track }) => track));
  return milestones.filter((track) => track in accessCase.tracks && !begun.has(track));
}

/** The facts that people read, in the order they are shown; ids and checksums are not. */
export function knownFacts(words: FactsInWords): [string, unknown][] {
  return [...new Set(shownFacts)]
    .map((name): [string, unknown] => [name, words[name]])
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
}

function hasFacts(words: FactsInWords): boolean {
  const { sources, exceptions, answers, checks } = words;
  const lists = [knownFacts(words), sources, exceptions, answers];
  return checks !== undefined || lists.some((list) => list.length > 0);
}
