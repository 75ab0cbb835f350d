import type { CaseDetail, TrackFacts, VersionChange } from '../../api/types';
import { tracks } from '../../api/vocabulary';

/** A part of the case that stands otherwise than it did: the facts that differ, and no others. */
export interface TrackDifference {
  track: string;
  part: string | null;
  /** null: the part was not there, or not shown. */
  then: TrackFacts | null;
  now: TrackFacts | null;
}

export interface Differences {
  /** Whom it waited for, until when, whose it was: the name of the fact, and what it was and is. */
  facts: {
    name: 'title' | 'waitingFor' | 'dueOn' | 'assignee';
    then: string | null;
    now: string | null;
  }[];
  tracks: TrackDifference[];
  /** null: the words of that time are not kept. */
  application: VersionChange[] | null;
  letters: number;
}

/** What differs between a case as it was seen then and as the same role sees it now. */
export function differencesOf(
  then: CaseDetail,
  now: CaseDetail,
  isApplicationKept: boolean,
): Differences {
  const pairs = [
    ['title', then.title, now.title],
    ['waitingFor', then.waitingFor, now.waitingFor],
    ['dueOn', then.dueOn, now.dueOn],
    ['assignee', then.assignee?.name ?? null, now.assignee?.name ?? null],
  ] as const;
  return {
    facts: pairs.flatMap(([name, was, is]) => (was === is ? [] : [{ name, then: was, now: is }])),
    tracks: trackDifferences(then, now),
    application: isApplicationKept
      ? answerDifferences(then.application ?? {}, now.application ?? {})
      : null,
    letters: now.letters.length - then.letters.length,
  };
}

function trackDifferences(then: CaseDetail, now: CaseDetail): TrackDifference[] {
  return tracks.flatMap(({ name, hasParts }) => {
    const [was, is] = [partsOf(then.tracks[name], hasParts), partsOf(now.tracks[name], hasParts)];
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((part): TrackDifference[] => {
      const [before, after] = [was.get(part) ?? null, is.get(part) ?? null];
      if (same(before, after)) return [];
      return [
        {
          track: name,
          part: part === '' ? null : part,
          then: before && onlyWhatDiffers(before, after),
          now: after && onlyWhatDiffers(after, before),
        },
      ];
    });
  });
}

function partsOf(found: unknown, hasParts: boolean): Map<string, TrackFacts> {
  if (typeof found !== 'object' || found === null) return new Map();
  return hasParts
    ? new Map(Object.entries(found as Record<string, TrackFacts>))
    : new Map([['', found as TrackFacts]]);
}

function onlyWhatDiffers(facts: TrackFacts, other: TrackFacts | null): TrackFacts {
  const kept = Object.entries(facts).filter(([name, value]) => !same(value, other?.[name]));
  return { ...Object.fromEntries(kept), state: facts.state };
}

/** Answer by answer, down to the row and the field. */
function answerDifferences(then: object, now: object): VersionChange[] {
  const [was, is] = [flat(then), flat(now)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [before, after] = [was.get(field) ?? null, is.get(field) ?? null];
    return before === after ? [] : [{ field, before, after }];
  });
}

function flat(value: unknown, path = ''): Map<string, string | number | boolean> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return new Map([[path, value]]);
  }
  if (typeof value !== 'object' || value === null) return new Map();
  return new Map(
    Object.entries(value).flatMap(([name, each]) => [
      ...flat(each, path === '' ? name : `${path}.${name}`),
    ]),
  );
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
