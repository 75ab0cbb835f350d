import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export type RowWords = ReturnType<typeof useRowWords>;

const hole = '\u0001';

/**
 * The words of the rows, found once for all of them: finding and filling in a text costs more than
 * drawing the row that it stands in.
 */
export function useRowWords() {
  const { t } = useTranslation();
  return useMemo(() => {
    const filled = (text: string) => (value: string | number) =>
      text.replaceAll(hole, () => String(value));
    return {
      nameless: filled(t('picker.nameless', { number: hole })),
      pick: filled(t('picker.pick', { name: hole })),
      ownWords: t('picker.own-words'),
      reason: filled(t('picker.reason', { name: hole })),
      directReason: filled(t('picker.direct-reason', { name: hole })),
      remove: filled(t('picker.remove', { name: hole })),
      removeShort: t('draft.remove'),
    };
  }, [t]);
}
