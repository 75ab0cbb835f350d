import { useTranslation } from 'react-i18next';
import type { CaseDetail } from '../../api/types';
import { dateText } from '../../dates';
import { stagesOf } from './stages';

/** The course of the case from first to last: what is done, where it is now, what is left. */
export function Stages({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const stages = stagesOf(accessCase);
  const { state = '' } = (accessCase.tracks.application ?? {}) as { state?: string };
  if (stages.length === 0) return null;
  return (
    <ol className="stages" aria-label={t('stage.title')}>
      {stages.map(({ name, standing, on }) => (
        <li
          key={name}
          data-standing={standing}
          aria-current={standing === 'now' ? 'step' : undefined}
        >
          <span className="stage-name">
            {name === 'end' ? t(`state.application.${state}`) : t(`stage.${name}`)}
          </span>
          <span className="stage-standing">
            {name === 'end' ? t('stage.ended') : t(`stage.standing.${standing}`)}
            {on && ` ${dateText(on)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
