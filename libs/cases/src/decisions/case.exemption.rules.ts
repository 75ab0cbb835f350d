import type { Tracks } from '../case.model.js';
import type { Exception, ExemptionBasis } from './decision.model.js';

const inForce = ['granted', 'partly-granted'];

/** What lifts confidentiality for one source. */
export type Lifting =
  | { by: 'exemption'; legalBasis: ExemptionBasis }
  | { by: 'exception'; exception: Exception; reasonId: string };

/**
 * What lifts confidentiality for a source (helseregisterloven section 19 a third paragraph): an
 * exemption in force that covers it, up to its last day, or consent or another exception that was recorded for it.
 */
export function liftingOf({ exemption }: Tracks, registryId: string, on: string): Lifting | null {
  for (const [basis, { state, sources = [], endsOn }] of Object.entries(exemption)) {
    if (endsOn && endsOn < on) continue;
    const covers = sources.some((source) => source.registryId === registryId && source.isGranted);
    if (inForce.includes(state) && covers) {
      return { by: 'exemption', legalBasis: basis as ExemptionBasis };
    }
  }
  for (const { state, exceptions = [] } of Object.values(exemption)) {
    const found = exceptions.find((each) => each.registryId === registryId);
    if (state === 'not-needed' && found) {
      return { by: 'exception', exception: found.exception, reasonId: found.reasonId };
    }
  }
  return null;
}

/** The last day of the exemption that lifts confidentiality for a source; null where nothing ends it. */
export function exemptionEndOf(tracks: Tracks, registryId: string, on: string): string | null {
  const lifting = liftingOf(tracks, registryId, on);
  return lifting?.by === 'exemption'
    ? (tracks.exemption[lifting.legalBasis]?.endsOn ?? null)
    : null;
}

/** Whether somebody waits for a signature on an exemption. */
export function exemptionsProposed({ exemption }: Tracks): string[] {
  return Object.keys(exemption).filter((basis) => exemption[basis]?.state === 'proposed');
}

/** What a proposal for these sources comes to when it is signed. */
export function outcomeOfSources(
  sources: readonly { isGranted: boolean }[],
): 'granted' | 'partly-granted' | 'refused' {
  if (sources.length > 0 && sources.every(({ isGranted }) => isGranted)) return 'granted';
  return sources.some(({ isGranted }) => isGranted) ? 'partly-granted' : 'refused';
}
