import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AllowedCommand, CaseDetail, TrackFacts } from '../../api/types';
import { Pick } from '../../components/fields';
import { factsInWords } from './facts-in-words';

interface PartChoiceProps {
  path: string;
  choices: readonly AllowedCommand[];
  accessCase: CaseDetail;
}

/** Which person, member or other part of a track the command is about, where there are several. */
export function PartChoice({ path, choices, accessCase }: PartChoiceProps) {
  const { t } = useTranslation();
  if (choices.length < 2) return null;
  const options = choices.map(({ track, part }) => ({
    value: part ?? '',
    text: partName(accessCase, track, part ?? '', t),
  }));
  return <Pick path={path} options={options} />;
}

function partName(
  { tracks, texts, assignee }: CaseDetail,
  track: string,
  part: string,
  t: TFunction,
): string {
  const facts = (tracks[track] as Record<string, TrackFacts> | undefined)?.[part];
  const name = facts && factsInWords(facts, texts)['name'];
  if (typeof name === 'string') return name;
  // An appeal is known by what it is over, an appeal period by its decision.
  if (track.startsWith('appeal')) {
    const decision = typeof facts?.['decision'] === 'string' ? facts['decision'] : part;
    return t(`choice.decision.${decision}`);
  }
  return assignee?.id === part ? assignee.name : part;
}
