import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../api/types';
import { type FormDefinition, inWords } from './definition';

interface SectionMenuProps {
  sections: readonly FormDefinition['sections'][number][];
  shown: string;
  completeness: Completeness | undefined;
  onShow: (id: string) => void;
}

/** The sections by number and name, each with what is left to do in what is saved of it. */
export function SectionMenu({ sections, shown, completeness, onShow }: SectionMenuProps) {
  const { t, i18n } = useTranslation();

  function stateOf(id: string): string | null {
    const found = completeness?.sections.find((section) => section.id === id);
    if (!found || found.state === 'not-asked') return null;
    const count = found.missing.length + found.invalid.length;
    return t(`application-form.${found.state}`, { count });
  }

  return (
    <nav aria-label={t('application-form.menu')}>
      <ol className="section-menu">
        {sections.map(({ id, name }) => {
          const state = stateOf(id);
          return (
            <li key={id}>
              <button
                type="button"
                aria-current={id === shown ? 'step' : undefined}
                onClick={() => onShow(id)}
              >
                {inWords(name, i18n.language)}
                {state && <span className="quiet"> ({state})</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
