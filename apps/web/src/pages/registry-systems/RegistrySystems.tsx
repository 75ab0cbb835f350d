import {
  Alert,
  Button,
  Field,
  Label,
  Link as DsLink,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { systemFilters } from '../../api/filter-names';
import { useRegistries } from '../../api/queries';
import { useRegistrySystems } from '../../api/registry-systems';
import type { Me } from '../../api/types';
import { useAddressFilter } from '../../components/address-filter';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { Done } from '../dispatch/Done';
import { ProblemMessage } from '../ProblemMessage';
import { Paging } from '../worklist/Paging';
import { LetIn } from './LetIn';
import { SystemTable } from './SystemTable';

/** Which systems act for which registries: found, let in and shut out. */
export function RegistrySystems({ me }: { me: Me }) {
  const { t } = useTranslation();
  const { filter, cursor } = useAddressFilter(systemFilters);
  const systems = useRegistrySystems(filter);
  const [done, setDone] = useState('');
  const items = systems.data?.items ?? [];
  const hasIssuer = systems.data?.issuer != null;

  return (
    <Page title={t('registry-system.title')}>
      <Paragraph className="lead">{t('registry-system.explain')}</Paragraph>
      {hasIssuer && (
        <Paragraph className="lead quiet">
          {t('registry-system.issuer', { issuer: systems.data?.issuer })}
        </Paragraph>
      )}
      <div className="page-links">
        <DsLink asChild>
          <Link to="/people" hash="role-changes">
            {t('registry-system.to-changes')}
          </Link>
        </DsLink>
      </div>
      {done !== '' && <Done text={done} />}
      <Section heading={t('registry-system.list')}>
        <SystemFilters />
        {systems.isPending && <Loading text={t('loading')} />}
        {systems.isError && (
          <ProblemMessage problem={systems.error} onRetry={() => void systems.refetch()} />
        )}
        {systems.isSuccess && items.length === 0 && (
          <Paragraph role="status">
            {t(isNarrowed(filter) ? 'registry-system.none-found' : 'registry-system.none')}
          </Paragraph>
        )}
        {items.length > 0 && (
          <SystemTable
            items={items}
            onShutOut={({ clientId }) => setDone(t('registry-system.shut-out', { clientId }))}
          />
        )}
        {systems.isSuccess && <Paging cursor={cursor} nextCursor={systems.data.nextCursor} />}
      </Section>
      <Section heading={t('registry-system.let-in')}>
        {systems.isSuccess && !hasIssuer && (
          <Alert data-color="warning">
            <Paragraph>{t('registry-system.no-issuer')}</Paragraph>
          </Alert>
        )}
        {hasIssuer && (
          <LetIn
            owner={me.id}
            onDone={(clientId) => setDone(t('registry-system.let-in-done', { clientId }))}
          />
        )}
      </Section>
    </Page>
  );
}

/** Taken over when they are sent; what stands in the address is shown anew when one goes back. */
function SystemFilters() {
  const { t } = useTranslation();
  const { filter, show } = useAddressFilter(systemFilters);
  const registries = useRegistries().data?.items ?? [];
  const navigate = useNavigate({ from: '/registry-systems' });
  const [typed, setTyped] = useState(filter);
  const [shown, setShown] = useState(JSON.stringify(filter));
  if (shown !== JSON.stringify(filter)) {
    setShown(JSON.stringify(filter));
    setTyped(filter);
  }
  const fieldOf = (name: 'search' | 'registryId' | 'state') => ({
    name,
    value: typed[name] ?? '',
    onChange: ({ target }: { target: { value: string } }) =>
      setTyped({ ...typed, [name]: target.value }),
  });

  return (
    <form className="filters" onSubmit={(event) => show(event)}>
      <Textfield
        type="search"
        label={t('registry-system.search')}
        maxLength={200}
        {...fieldOf('search')}
      />
      <Field>
        <Label>{t('registry-system.registry')}</Label>
        <Select {...fieldOf('registryId')}>
          <Select.Option value="">{t('registry-system.all-registries')}</Select.Option>
          {registries.map(({ id, name }) => (
            <Select.Option key={id} value={id}>
              {name}
            </Select.Option>
          ))}
        </Select>
      </Field>
      <Field>
        <Label>{t('registry-system.state')}</Label>
        <Select {...fieldOf('state')}>
          <Select.Option value="">{t('registry-system.any-state')}</Select.Option>
          <Select.Option value="let-in">{t('registry-system.is-let-in')}</Select.Option>
          <Select.Option value="withdrawn">{t('registry-system.is-withdrawn')}</Select.Option>
        </Select>
      </Field>
      <div className="filter-buttons">
        <Button type="submit" variant="secondary">
          {t('registry-system.find')}
        </Button>
        {isNarrowed(filter) && (
          <Button variant="tertiary" onClick={() => void navigate({ search: {} })}>
            {t('registry-system.show-all')}
          </Button>
        )}
      </div>
    </form>
  );
}

function isNarrowed(filter: Record<string, string>): boolean {
  return Object.keys(filter).some((name) => name !== 'cursor');
}
