import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import type { AllowedCommand, CaseDetail, TrackFacts } from '../../api/types';
import { partFields } from '../../api/vocabulary';
import { dateText } from '../../dates';
import { factsInWords } from './facts-in-words';

/** The field of a command that names the part of a track; most parts are registries. */
export function partFieldOf(track: string): string {
  return partFields[track] ?? 'registryId';
}

/** What a command must name to be about this choice: a part, or the registry where it opens one. */
export function nameOfChoice({ track, part, registryId }: AllowedCommand): {
  field: string;
  value: string | null;
} {
  return part === null && registryId !== null
    ? { field: 'registryId', value: registryId }
    : { field: partFieldOf(track), value: part };
}

/** What a part of a track is called: a registry, a legal basis, a condition, a person. */
export function usePartName(accessCase: CaseDetail): (track: string, part: string) => string {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return (track, part) => {
    switch (partFieldOf(track)) {
      case 'registryId':
        return registryName(part);
      case 'deliveryId': {
        const rounds = (accessCase.tracks[track] ?? {}) as Record<string, TrackFacts>;
        const { registryId, round }: TrackFacts = rounds[part] ?? { state: 'none' };
        // A registry that nothing has been ordered from yet is named by itself.
        return typeof registryId === 'string'
          ? t('delivery.round', { registry: registryName(registryId), round })
          : registryName(part);
      }
      case 'legalBasis':
      case 'decisionObject':
        return t(`legal-basis.${part}`);
      case 'conditionId':
        return conditionText(accessCase, part) ?? part;
      case 'flag':
        return t(`choice.flag.${part}`);
      case 'requestId': {
        const requests = accessCase.tracks[track] as Record<string, { askedOn?: string }>;
        return t('screening.asked', { on: dateText(requests[part]?.askedOn ?? '') });
      }
      case 'withdrawalId': {
        const parts = accessCase.tracks[track] as Record<string, { receivedOn?: string }>;
        return t('closure-part', { on: dateText(parts[part]?.receivedOn ?? '') });
      }
      case 'appealId':
      case 'decision': {
        // An appeal is known by what it is over, an appeal period by its decision.
        const facts = (accessCase.tracks[track] as Record<string, TrackFacts> | undefined)?.[part];
        const decision = facts?.['decision'];
        return t(`choice.decision.${typeof decision === 'string' ? decision : part}`);
      }
      default:
        return namedIn(accessCase, track, part) ?? part;
    }
  };
}

interface StoredCondition {
  conditionId: string;
  textId: string;
}

function conditionText({ tracks, texts }: CaseDetail, conditionId: string): string | undefined {
  const { access, exemption } = tracks as {
    access?: { conditions?: StoredCondition[] };
    exemption?: Record<string, { conditions?: StoredCondition[] }>;
  };
  const conditions = [access, ...Object.values(exemption ?? {})].flatMap(
    (decision) => decision?.conditions ?? [],
  );
  return texts[conditions.find((each) => each.conditionId === conditionId)?.textId ?? ''];
}

function namedIn({ tracks, texts, assignee }: CaseDetail, track: string, part: string) {
  const facts = (tracks[track] as Record<string, TrackFacts> | undefined)?.[part];
  const name = facts && factsInWords(facts, texts)['name'];
  if (typeof name === 'string') return name;
  return assignee?.id === part ? assignee.name : undefined;
}
