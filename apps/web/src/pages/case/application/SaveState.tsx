import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../api/client';
import { dateTimeText } from '../../../dates';

interface SaveStateProps {
  changedAt: string;
  isTyped: boolean;
  isSaving: boolean;
  problem: Problem | null;
}

/** Where what is typed stands just now, in words: on its way, arrived, or kept here alone. */
export function SaveState({ changedAt, isTyped, isSaving, problem }: SaveStateProps) {
  const { t } = useTranslation();
  const at = dateTimeText(changedAt);
  return (
    <Paragraph role="status" data-size="sm" className="save-state">
      {text()}
    </Paragraph>
  );

  function text(): string {
    if (!isTyped) return t('form.saved-at', { at });
    if (isSaving) return t('form.saving');
    if (problem?.status === 0) return t('form.no-contact', { at });
    return t(problem ? 'form.partly-saved' : 'form.not-saved', { at });
  }
}
