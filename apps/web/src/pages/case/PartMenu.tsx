import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Link } from '../../components/Link';
import type { CaseDetail } from '../../api/types';
import { type CasePart, partsOf } from './case-parts';

/** The way between the parts of a case. An open form stays open, whatever is read beside it. */
export function PartMenu({ accessCase, part }: { accessCase: CaseDetail; part: CasePart }) {
  const { t } = useTranslation();
  const { command } = useSearch({ from: '/cases/$id/{-$part}' });
  return (
    <nav aria-label={t('case-part.menu')} className="case-menu">
      <ul>
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
