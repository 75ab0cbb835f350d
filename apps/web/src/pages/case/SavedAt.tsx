import { Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { dateTimeText } from '../../dates';

/** Whether what stands in the form has reached the server, and when it last did. */
export function SavedAt({ changedAt, isTyped }: { changedAt: string; isTyped: boolean }) {
  const { t } = useTranslation();
  return (
    <Paragraph role="status" data-size="sm">
      {isTyped
        ? t('form.not-saved', { at: dateTimeText(changedAt) })
        : t('form.saved-at', { at: dateTimeText(changedAt) })}
    </Paragraph>
  );
}
