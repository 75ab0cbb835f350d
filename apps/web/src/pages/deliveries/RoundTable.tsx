import { Link as DsLink, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../api/deliveries';
import { Link } from '../../components/Link';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateText } from '../../dates';
import { colourOf } from '../states';

/** What a registry does next in each state; the form stands with the case. */
const nextCommands: Readonly<Record<string, readonly string[]>> = {
  ordered: ['promise-delivery'],
  accepted: ['start-preparation', 'change-promised-date'],
  'in-preparation': ['report-progress', 'report-quality-check'],
  'quality-checked': ['report-delivered', 'report-part-delivered'],
  'error-reported': ['redeliver', 'answer-delivery-error'],
};

export function RoundTable({ items, isOwn }: { items: readonly Round[]; isOwn: boolean }) {
  const { t } = useTranslation();
  const columns: Column<Round>[] = [
    {
      heading: t('worklist.reference'),
      isRowHeading: true,
      cell: ({ caseId, caseReference, projectTitle }) => (
        <>
          <DsLink asChild data-color="accent" className="unbroken">
            <Link to="/cases/$id/{-$part}" params={{ id: caseId }}>
              {caseReference}
            </Link>
          </DsLink>
          <p className="quiet">{projectTitle}</p>
        </>
      ),
    },
    {
      heading: t('deliveries.registry'),
      cell: ({ registryName, round, kind }) => (
        <>
          {t('delivery.round', { registry: registryName, round })}
          {kind !== 'first' && <p className="quiet">{t(`choice.kind.${kind}`)}</p>}
        </>
      ),
    },
    {
      heading: t('deliveries.state'),
      cell: ({ state, progressPercent }) => (
        <>
          <Tag data-size="sm" data-color={colourOf(state)}>
            {t(`state.delivery.${state}`)}
          </Tag>
          {state === 'in-preparation' && progressPercent !== null && (
            <p className="quiet">{t('deliveries.percent', { percent: progressPercent })}</p>
          )}
        </>
      ),
    },
    {
      heading: t('deliveries.due'),
      cell: ({ dueOn, promisedOn, isOverdue }) => (
        <>
          {dueOn && <time dateTime={dueOn}>{dateText(dueOn)}</time>}{' '}
          {isOverdue && (
            <Tag data-size="sm" data-color="danger">
              {t('clock.overdue')}
            </Tag>
          )}
          <p className="quiet">
            {t(promisedOn === null ? 'deliveries.asked' : 'deliveries.promised')}
          </p>
        </>
      ),
    },
    { heading: t('deliveries.order'), cell: (round) => <OrderFiles {...round} /> },
    ...(isOwn
      ? [{ heading: t('deliveries.next'), cell: (round: Round) => <NextSteps {...round} /> }]
      : []),
  ];
  return (
    <StackingTable
      caption={t('deliveries.title')}
      columns={columns}
      rows={items}
      keyOf={({ caseId, deliveryId }) => `${caseId} ${deliveryId}`}
    />
  );
}

function OrderFiles({ caseId, deliveryId, caseReference, registryName }: Round) {
  const { t } = useTranslation();
  const path = `/api/v1/cases/${caseId}/deliveries/${deliveryId}/order`;
  const about = { reference: caseReference, registry: registryName };
  return (
    <>
      <DsLink
        href={`${path}?format=csv`}
        aria-label={t('deliveries.order-file', { ...about, format: 'CSV' })}
      >
        CSV
      </DsLink>{' '}
      <DsLink href={path} aria-label={t('deliveries.order-file', { ...about, format: 'JSON' })}>
        JSON
      </DsLink>
    </>
  );
}

function NextSteps({ caseId, state, caseReference }: Round) {
  const { t } = useTranslation();
  return (
    <>
      {(nextCommands[state] ?? []).map((command) => (
        <p key={command}>
          <DsLink asChild data-color="accent">
            <Link to="/cases/$id/{-$part}" params={{ id: caseId }} search={{ command }}>
              {t(`command.${command}.do`)}
              <span className="ds-sr-only"> {caseReference}</span>
            </Link>
          </DsLink>
        </p>
      ))}
    </>
  );
}
