import { Button, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistryName } from '../../api/queries';
import {
  type RegistrySystem,
  scopeKey,
  systemScopes,
  useShutOut,
} from '../../api/registry-systems';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { RefusedHere } from '../dispatch/RefusedHere';

interface SystemTableProps {
  items: readonly RegistrySystem[];
  onShutOut: (system: RegistrySystem) => void;
}

export function SystemTable({ items, onShutOut }: SystemTableProps) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const columns: Column<RegistrySystem>[] = [
    {
      heading: t('registry-system.client-id'),
      isRowHeading: true,
      cell: ({ clientId, organisationNumber }) => (
        <>
          <span className="fingerprint">{clientId}</span>
          <p className="quiet">
            {t('registry-system.of-organisation', { number: organisationNumber })}
          </p>
        </>
      ),
    },
    {
      heading: t('registry-system.registry'),
      cell: ({ registryId }) => registryName(registryId),
    },
    { heading: t('registry-system.scopes'), cell: ({ scopes }) => <Scopes scopes={scopes} /> },
    {
      heading: t('registry-system.added'),
      cell: ({ addedAt, addedByName }) => (
        <>
          <time dateTime={addedAt}>{dateTimeText(addedAt)}</time>
          <p className="quiet">{addedByName ?? t('registry-system.by-installation')}</p>
        </>
      ),
    },
    {
      heading: t('registry-system.state'),
      cell: (system) => <Standing system={system} onShutOut={onShutOut} />,
    },
  ];
  return (
    <StackingTable
      caption={t('registry-system.list')}
      columns={columns}
      rows={items}
      keyOf={({ id }) => id}
    />
  );
}

function Scopes({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <ul className="held-roles">
      {systemScopes
        .filter((scope) => scopes.includes(scope))
        .map((scope) => (
          <li key={scope}>{t(scopeKey(scope))}</li>
        ))}
    </ul>
  );
}

/** Whether it is let in, and the way out: asked once more, because its tokens end at once. */
function Standing({
  system,
  onShutOut,
}: {
  system: RegistrySystem;
  onShutOut: SystemTableProps['onShutOut'];
}) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const shuttingOut = useShutOut();
  const [isAsked, setAsked] = useState(false);
  const { id, clientId, registryId, withdrawnAt } = system;
  if (withdrawnAt !== null) {
    return (
      <>
        <Tag data-color="neutral">{t('registry-system.is-withdrawn')}</Tag>
        <p className="quiet">
          <time dateTime={withdrawnAt}>{dateTimeText(withdrawnAt)}</time>
        </p>
      </>
    );
  }
  const named = { clientId, registry: registryName(registryId) };
  return (
    <>
      <Tag data-color="success">{t('registry-system.is-let-in')}</Tag>
      {!isAsked && (
        <div>
          <Button
            variant="tertiary"
            data-size="sm"
            data-color="danger"
            aria-label={t('registry-system.end-for', named)}
            onClick={() => setAsked(true)}
          >
            {t('registry-system.end')}
          </Button>
        </div>
      )}
      {isAsked && (
        <div role="group" aria-label={t('registry-system.end-for', named)} className="give-role">
          <Paragraph data-size="sm">{t('registry-system.end-explain')}</Paragraph>
          <div className="form-buttons">
            <Button
              data-size="sm"
              data-color="danger"
              // What was pressed is gone, and this stands in its place.
              autoFocus
              loading={shuttingOut.isPending}
              onClick={() => shuttingOut.mutate(id, { onSuccess: () => onShutOut(system) })}
            >
              {t('registry-system.end-now')}
            </Button>
            <Button variant="tertiary" data-size="sm" onClick={() => setAsked(false)}>
              {t('registry-system.keep')}
            </Button>
          </div>
        </div>
      )}
      {shuttingOut.isError && <RefusedHere problem={shuttingOut.error} />}
    </>
  );
}
