import type { CaseDetail } from '../../../api/types';
import type { Values } from '../../../components/typed-text';

interface Asked {
  sources?: { registryId: string; variables?: { name: string }[] }[];
  dataPeriod?: { fromOn?: string; toOn?: string };
}

/** What the files are to hold, as the application of one registry names it; the rest is counted. */
export function manifestOf({ application, tracks }: CaseDetail): Values {
  const { sources = [], dataPeriod } = (application ?? {}) as Asked;
  const deliveries = Object.values((tracks['delivery'] ?? {}) as Record<string, Delivery>);
  const ordered = deliveries.flatMap(({ orderedVariables }) => orderedVariables ?? []);
  const own = sources.length === 1 ? (sources[0]?.variables ?? []).map(({ name }) => name) : [];
  return {
    ...(own.length > 0 && { variables: ordered.length > 0 ? ordered : own }),
    ...(dataPeriod && { period: { ...dataPeriod } }),
    handOver: 'secure-environment',
  };
}

interface Delivery {
  orderedVariables?: string[];
}
