import { Details } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Completeness } from '../../../api/types';
import { useHasRoom } from '../../../components/room';
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
  const hasRoom = useHasRoom();

  function stateOf(id: string): string | null {
    const found = completeness?.sections.find((section) => section.id === id);
    if (!found || found.state === 'not-asked') return null;
    const count = found.missing.length + found.invalid.length;
    return t(`application-form.${found.state}`, { count });
  }

  const place = sections.findIndex(({ id }) => id === shown);
  const here = sections[place];
  const menu = (
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
  if (hasRoom) return menu;
  // On a phone the questions would come after a screen of sections. The fold closes on a choice.
  return (
    <Details key={shown} data-size="sm">
      <Details.Summary>
        {t('application-form.place', {
          number: place + 1,
          count: sections.length,
          name: here ? inWords(here.name, i18n.language) : '',
        })}
      </Details.Summary>
      <Details.Content>{menu}</Details.Content>
    </Details>
  );
}
