import { Link as DsLink, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../api/people';
import type { Me } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';
import { Invitations } from './Invitations';
import { PeopleTable } from './PeopleTable';
import { RoleChanges } from './RoleChanges';

/** Who may do what: people with their roles, invitations, and what has been changed by whom. */
export function People({ me }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <Page title={t('people.title')}>
      <Paragraph className="lead">{t('people.explain')}</Paragraph>
      <nav aria-label={t('people.parts')} className="page-links">
        <DsLink href="#invitations">{t('people.invitations.title')}</DsLink>
        <DsLink href="#role-changes">{t('people.changes.title')}</DsLink>
      </nav>
      <PeopleWithRoles me={me} />
      <div id="invitations">
        <Invitations />
      </div>
      <div id="role-changes">
        <RoleChanges />
      </div>
    </Page>
  );
}

/** The search and the place in the list stand in the address. */
function PeopleWithRoles({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { search = '', cursor = '' } = useSearch({ from: '/people' });
  const navigate = useNavigate({ from: '/people' });
  const people = usePeople(search, cursor);
  const items = people.data?.items ?? [];
  return (
    <Section heading={t('people.with-roles')}>
      <form className="filters" onSubmit={(event) => event.preventDefault()}>
        <Textfield
          type="search"
          label={t('people.search')}
          description={t('people.search-explain')}
          value={search}
          onChange={({ target }) => void navigate({ search: { search: target.value } })}
        />
      </form>
      {people.isPending && <Loading text={t('loading')} />}
      {people.isError && (
        <ProblemMessage problem={people.error} onRetry={() => void people.refetch()} />
      )}
      {people.isSuccess && items.length === 0 && (
        <Paragraph role="status">{t('people.none')}</Paragraph>
      )}
      {items.length > 0 && <PeopleTable me={me} items={items} />}
      {people.isSuccess && <Paging cursor={cursor} nextCursor={people.data.nextCursor} />}
    </Section>
  );
}
