import type { CaseDetail } from '../../../api/types';
import type { Values } from '../../../components/typed-text';

/**
 * What stands in the form of a proposal before anything is typed: the draft that was saved, else
 * what was proposed and sent back, else one row for each source of the application.
 */
interface StoredSource {
  registryId: string;
  isGranted: boolean;
  reasonId: string;
  variables?: { name: string; isGranted: boolean; reasonId?: string }[];
}
interface StoredProposal {
  draftId?: string;
  sources?: StoredSource[];
  factsId?: string;
  considerationsId?: string;
  conditions?: { kind: string; textId: string; dueOn?: string; followedUpBy: string }[];
  permitEndsOn?: string;
  takesEffectOn?: string;
  endsOn?: string;
  statistics?: { minimumCellSize: number; deliveryRoute: string; safeguardsId: string };
}
interface AskedSource {
  registryId: string;
  variables?: { name: string }[];
}

/** The registries that rows of a form are about. */
export const registriesIn = (rows: unknown): string[] =>
  ((rows ?? []) as AskedSource[]).map(({ registryId }) => registryId);

export function accessProposalOf(accessCase: CaseDetail): Values {
  const stored = (accessCase.tracks['access'] ?? {}) as StoredProposal;
  const asked = ownSources(accessCase);
  return (
    typedBefore(stored, accessCase.texts) ?? {
      sources: asked.map(({ registryId, variables = [] }) => ({
        registryId,
        variables: variables.map(({ name }) => ({ name, isGranted: true })),
      })),
    }
  );
}

export function exemptionProposalOf(accessCase: CaseDetail): Values {
  const parts = (accessCase.tracks['exemption'] ?? {}) as Record<string, StoredProposal>;
  const stored = Object.values(parts).find(({ draftId, factsId }) => draftId ?? factsId) ?? {};
  const sources = (accessCase.application?.['sources'] ?? []) as AskedSource[];
  return (
    typedBefore(stored, accessCase.texts) ?? {
      sources: sources.map(({ registryId }) => ({ registryId })),
    }
  );
}

export function exceptionsOf({ application }: CaseDetail): Values {
  const sources = (application?.['sources'] ?? []) as AskedSource[];
  return { exceptions: sources.map(({ registryId }) => ({ registryId })) };
}

/** A proposal without conditions says so. */
export function proposalBody(values: Values): Values {
  return { conditions: [], ...values, ...withVariables(values) };
}

/** The same fields, kept as they stand; the legal basis, where there is one, stays outside. */
export function draftBody({ legalBasis, ...proposal }: Values): Values {
  return { ...(legalBasis !== undefined && { legalBasis }), proposal };
}

/** A field of a draft, in the form that it is a draft of. */
export const placeInDraft = (field: string): string => field.replace(/^proposal\./, '');

/** A refused source has no rows left after the empty ones fall away; it is sent with none. */
function withVariables({ sources }: Values): Values {
  if (!Array.isArray(sources)) return {};
  return {
    sources: (sources as Values[]).map((source) => ({
      ...source,
      ...(source['isGranted'] === false && { variables: [] }),
    })),
  };
}

/** Sources that a controller decides on are not asked about. */
function ownSources({ application, tracks }: CaseDetail): AskedSource[] {
  const left = Object.keys((tracks['controller-decision'] ?? {}) as object);
  const sources = (application?.['sources'] ?? []) as AskedSource[];
  return sources.filter(({ registryId }) => !left.includes(registryId));
}

function typedBefore(stored: StoredProposal, texts: Record<string, string>): Values | null {
  const draft = texts[stored.draftId ?? ''];
  if (draft !== undefined && stored.factsId === undefined) return JSON.parse(draft) as Values;
  if (stored.factsId === undefined) return null;
  const { sources = [], conditions = [], permitEndsOn, takesEffectOn, endsOn, statistics } = stored;
  const textOf = (id: string | undefined) => texts[id ?? ''];
  return {
    sources: sources.map(({ registryId, isGranted, reasonId, variables }) => ({
      registryId,
      isGranted,
      reason: textOf(reasonId),
      ...(variables && {
        variables: variables.map((variable) => ({
          name: variable.name,
          isGranted: variable.isGranted,
          reason: textOf(variable.reasonId),
        })),
      }),
    })),
    facts: textOf(stored.factsId),
    considerations: textOf(stored.considerationsId),
    conditions: conditions.map(({ kind, textId, dueOn, followedUpBy }) => ({
      kind,
      text: textOf(textId),
      ...(dueOn && { dueOn }),
      followedUpBy,
    })),
    ...(permitEndsOn && { permitEndsOn }),
    ...(takesEffectOn && { takesEffectOn }),
    ...(endsOn && { endsOn }),
    ...(statistics && {
      statistics: {
        minimumCellSize: statistics.minimumCellSize,
        deliveryRoute: statistics.deliveryRoute,
        safeguards: textOf(statistics.safeguardsId),
      },
    }),
  };
}
