import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { CaseDetail } from '../../api/types';
import { type CasePart, partsOf } from './case-parts';

/** The way between the parts of a case. An open form stays open, whatever is read beside it. */
export function PartMenu({ accessCase, part }: { accessCase: CaseDetail; part: CasePart }) {
  const { t } = useTranslation();
  const { search } = useLocation();
  return (
    <nav aria-label={t('case-part.menu')} className="case-menu">
      <ul>
        {partsOf(accessCase).map((each) => (
          <li key={each}>
            <Link
              to={{ pathname: pathOf(accessCase.id, each, search !== ''), search }}
              aria-current={each === part ? 'page' : undefined}
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
function pathOf(id: string, part: CasePart, isFormOpen: boolean): string {
  return part === 'overview' && !isFormOpen ? `/cases/${id}` : `/cases/${id}/${part}`;
}
