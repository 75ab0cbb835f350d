import type { CaseDetail, TrackFacts } from '../../../api/types';
import { Pick, SomeOf } from '../../../components/fields';
import { factsInWords } from '../facts-in-words';

const rights = ['edit-draft', 'answer-information', 'submit', 'appeal'];

/** What a member may do beyond reading; none chosen leaves the reading. */
export function SetMemberRights() {
  return <SomeOf path="rights" values={rights} />;
}

export function ProposeProjectLeader({ accessCase }: { accessCase: CaseDetail }) {
  const { tracks, texts } = accessCase;
  const members = (tracks['member'] ?? {}) as Record<string, TrackFacts>;
  const options = Object.entries(members)
    .filter(([, { state }]) => state === 'active')
    .map(([value, member]) => ({ value, text: String(factsInWords(member, texts)['name']) }));
  return <Pick path="memberId" options={options} />;
}

/** Notes of oral information that the party has not been shown, by their first words. */
export function DiscloseNote({ accessCase }: { accessCase: CaseDetail }) {
  const { tracks, texts } = accessCase;
  const { oralIds = [], disclosedIds = [] } = (tracks['note'] ?? {}) as {
    oralIds?: string[];
    disclosedIds?: string[];
  };
  const options = oralIds
    .filter((id) => !disclosedIds.includes(id))
    .map((value) => ({ value, text: (texts[value] ?? value).slice(0, 100) }));
  return <Pick path="noteId" options={options} />;
}
