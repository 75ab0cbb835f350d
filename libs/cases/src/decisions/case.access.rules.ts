import type { Draft } from '../application/application.rules.js';
import type { Context, Tracks } from '../case.model.js';

/** What the proposal comes to when it is signed: a source or a variable left out makes it partial. */
export function outcomeOf({
  access,
}: Pick<Tracks, 'access'>): 'granted' | 'partly-granted' | 'refused' {
  const sources = access.sources ?? [];
  if (!sources.some(({ isGranted }) => isGranted)) return 'refused';
  const isWhole = sources.every(
    ({ isGranted, variables }) => isGranted && variables.every((variable) => variable.isGranted),
  );
  return isWhole ? 'granted' : 'partly-granted';
}

type Decided = Pick<Tracks, 'access' | 'controller-decision'>;

/** The sources that somebody with the power to do so has granted: here, or their controller. */
export function grantedRegistryIds(tracks: Decided): string[] {
  const own = (tracks.access.sources ?? [])
    .filter(({ isGranted }) => isGranted)
    .map(({ registryId }) => registryId);
  const controllers = Object.keys(tracks['controller-decision']).filter(
    (id) => tracks['controller-decision'][id]?.state === 'granted',
  );
  return [...own, ...controllers];
}

/** Whether a source's controller decides on it, by the catalogue or because it was left to it. */
export function isDecidedByController(
  tracks: Tracks,
  registryId: string,
  { registries }: Pick<Context, 'registries'>,
): boolean {
  // Fixed when the application was submitted; left to the controller since, where a case says so.
  const route = tracks.application.routes?.[registryId] ?? registries[registryId];
  return (
    (route !== undefined && route.decidedBy !== 'hds') ||
    tracks['controller-decision'][registryId] !== undefined
  );
}

/** The sources of the application that Helsedataservice decides on. */
export function ownRegistryIds(tracks: Tracks, context: Pick<Context, 'registries'>): string[] {
  return tracks.application.registryIds.filter((id) => !isDecidedByController(tracks, id, context));
}

/** The variables that the application asks for from a source, by name. */
export function variablesAsked(draft: Draft, registryId: string): string[] {
  const source = draft.sources?.find((each) => each.registryId === registryId);
  return (source?.variables ?? []).map(({ name }) => name);
}

/** What may be delivered from a source: what the decision grants, and no more (section 19 a (6)). */
export function variablesGranted(
  tracks: Pick<Tracks, 'access'>,
  draft: Draft,
  registryId: string,
): string[] {
  const own = tracks.access.sources?.find((source) => source.registryId === registryId);
  if (!own) return variablesAsked(draft, registryId);
  return own.variables.filter(({ isGranted }) => isGranted).map(({ name }) => name);
}

/** The application without the sources and variables that were refused. */
export function grantedApplication(tracks: Decided, draft: Draft): Draft {
  const granted = grantedRegistryIds(tracks);
  return {
    ...draft,
    sources: (draft.sources ?? [])
      .filter(({ registryId }) => granted.includes(registryId))
      .map((source) => {
        const names = variablesGranted(tracks, draft, source.registryId);
        const { variables = [] } = source;
        return { ...source, variables: variables.filter(({ name }) => names.includes(name)) };
      }),
  };
}
