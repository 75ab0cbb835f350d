import { useTranslation } from 'react-i18next';
import type { SourceDetail } from '../../api/types';

/** What the catalogue says of a source, and who decides on it: shown, never edited in a case. */
export function LockedSource({ detail }: { detail: SourceDetail | undefined }) {
  const { t } = useTranslation();
  if (!detail) return null;
  const { description, controller, decidedBy, ground } = detail;
  return (
    <dl className="locked-source">
      {description && (
        <div>
          <dt>{t('source.description')}</dt>
          <dd lang="nb">{description}</dd>
        </div>
      )}
      {controller && (
        <div>
          <dt>{t('source.controller')}</dt>
          <dd>{controller}</dd>
        </div>
      )}
      <div>
        <dt>{t('source.decided-by')}</dt>
        <dd>
          {t(`source.decided-by-${decidedBy}`)} {t(`source.ground-${ground}`)}
        </dd>
      </div>
    </dl>
  );
}
