import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { AllowedCommand, CaseDetail } from '../../api/types';
import { Pick } from '../../components/fields';
import { nameOfChoice, usePartName } from './part-names';

interface PartChoiceProps {
  choices: readonly AllowedCommand[];
  accessCase: CaseDetail;
}

/** Which registry, legal basis, condition or person a command is about: asked where several are. */
export function PartChoice({ choices, accessCase }: PartChoiceProps) {
  const { t } = useTranslation();
  const partName = usePartName(accessCase);
  const [first] = choices;
  if (!first) return null;
  if (choices.length === 1) {
    return (
      <Paragraph>
        {t('form.for-part', { name: partName(first.track, nameOfChoice(first).value ?? '') })}
      </Paragraph>
    );
  }
  return (
    <Pick
      path={nameOfChoice(first).field}
      options={choices.map((choice) => {
        const { value } = nameOfChoice(choice);
        return { value: value ?? '', text: partName(choice.track, value ?? '') };
      })}
    />
  );
}
