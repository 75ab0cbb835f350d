import { useSearch } from '@tanstack/react-router';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../components/Link';
import type { CaseDetail } from '../../api/types';
import { type CasePart, partsOf } from './case-parts';

/**
 * The way between the parts of a case. An open form stays open, whatever is read beside it. Where
 * there is little room it is one line that says which part this is, and opens to the others.
 */
export function PartMenu({ accessCase, part }: { accessCase: CaseDetail; part: CasePart }) {
  const { t } = useTranslation();
  const { command } = useSearch({ from: '/cases/$id/{-$part}' });
  const [isOpen, setOpen] = useState(false);
  const list = useId();
  useEffect(() => setOpen(false), [part]);
  return (
    <nav aria-label={t('case-part.menu')} className="case-menu">
      <button
        type="button"
        className="case-menu-button"
        aria-expanded={isOpen}
        aria-controls={list}
        onClick={() => setOpen(!isOpen)}
      >
        {t('case-part.menu')}: <strong>{t(`case-part.${part}`)}</strong>
      </button>
      <ul id={list} data-open={isOpen}>
        {partsOf(accessCase).map((each) => (
          <li key={each}>
            <Link
              to="/cases/$id/{-$part}"
              params={{ id: accessCase.id, part: inAddress(each, command !== undefined) }}
              search={true}
              isCurrent={each === part}
            >
              {t(`case-part.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The overview is the case itself; beside a form it is named, for the form has a part of its own. */
function inAddress(part: CasePart, isFormOpen: boolean): CasePart | undefined {
  return part === 'overview' && !isFormOpen ? undefined : part;
}
