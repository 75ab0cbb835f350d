import { Checkbox, Fieldset, ValidationMessage } from '@digdir/designsystemet-react';
import type { CaseDetail, TrackFacts } from '../../../api/types';
import { Pick } from '../../../components/fields';
import { fieldId, useForm } from '../../../components/form';
import { factsInWords } from '../facts-in-words';

const rights = ['edit-draft', 'answer-information', 'submit', 'appeal'];

/** What a member may do beyond reading; none chosen leaves the reading. */
export function SetMemberRights() {
  const { valueOf, change, labelOf, optionOf, faultOf } = useForm();
  const chosen = (valueOf('rights') ?? []) as string[];
  const fault = faultOf('rights');

  function choose(right: string, isChosen: boolean) {
    const others = chosen.filter((other) => other !== right);
    change('rights', isChosen ? [...others, right] : others);
  }

  return (
    <Fieldset>
      <Fieldset.Legend>{labelOf('rights')}</Fieldset.Legend>
      {rights.map((right, index) => (
        <Checkbox
          key={right}
          id={index === 0 ? fieldId('rights') : undefined}
          label={optionOf('rights', right)}
          value={right}
          checked={chosen.includes(right)}
          onChange={({ target }) => choose(right, target.checked)}
        />
      ))}
      {fault && <ValidationMessage>{fault}</ValidationMessage>}
    </Fieldset>
  );
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
