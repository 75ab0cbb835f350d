import { Alert, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Problem, request } from '../../api/client';
import { useRegistryName } from '../../api/queries';
import type { CaseDetail, LinkagePlan, LinkageProgress, LinkageStep } from '../../api/types';
import { Section } from '../../components/Section';
import { type Column, StackingTable } from '../../components/StackingTable';
import { dateTimeText } from '../../dates';
import { colourOf } from '../states';
import { PlanInWords } from './PlanInWords';

interface Linkage {
  state: string;
  linker?: string;
  plan?: LinkagePlan;
  domainId?: string;
  steps?: object;
}

const askEveryMs = 2_000;

/** The plan of the linkage in words, and how far the vault has come with it, as it works. */
export function LinkageView({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const { plan, linker, state, domainId, steps } = (accessCase.tracks['linkage'] ?? {}) as Linkage;
  if (!plan) return null;
  // Who sees neither the domain nor steps of their own is told of the plan alone.
  const isCarriedOut = state === 'domain-created' || state === 'complete';
  const maySee = isCarriedOut && (domainId !== undefined || steps !== undefined);
  return (
    <Section heading={t('linkage.title')}>
      <PlanInWords plan={plan} linker={linker ?? ''} />
      {maySee && <Progress accessCase={accessCase} isUnderWay={state === 'domain-created'} />}
    </Section>
  );
}

function Progress({ accessCase, isUnderWay }: { accessCase: CaseDetail; isUnderWay: boolean }) {
  const { t } = useTranslation();
  const progress = useQuery<LinkageProgress, Problem>({
    queryKey: ['linkage-progress', accessCase.id],
    queryFn: ({ signal }) =>
      request(`/cases/${accessCase.id}/linkage/progress`, { signal, isBackground: true }),
    refetchInterval: isUnderWay ? askEveryMs : false,
  });
  const columns = useStepColumns();
  if (!progress.data) return null;
  const { isVaultUp, isPaused, pausedBy, pausedAt, steps } = progress.data;
  return (
    <div className="linkage-progress">
      {!isVaultUp && (
        <Alert data-color="warning" data-size="sm">
          <Paragraph>{t('linkage.vault-away')}</Paragraph>
        </Alert>
      )}
      {isPaused && (
        <Alert data-color="info" data-size="sm">
          <Paragraph>
            {t('linkage.paused', {
              name: pausedBy ?? '',
              at: pausedAt === null ? '' : dateTimeText(pausedAt),
            })}
          </Paragraph>
        </Alert>
      )}
      <StackingTable
        caption={t('linkage.steps')}
        columns={columns}
        rows={steps}
        keyOf={({ id }) => id}
      />
    </div>
  );
}

function useStepColumns(): Column<LinkageStep>[] {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return [
    {
      heading: t('linkage.step'),
      isRowHeading: true,
      cell: ({ kind, registryId }) => (
        <>
          {t(`linkage.kind.${kind}`)}
          <span className="of-registry">{registryName(registryId)}</span>
        </>
      ),
    },
    {
      heading: t('worklist.state'),
      cell: ({ state, percentNumbered }) => (
        <>
          <Tag data-size="sm" data-color={colourOf(state)}>
            {t(`linkage.state.${state}`)}
          </Tag>
          {state === 'numbering' && percentNumbered !== null && (
            <progress max={100} value={percentNumbered} aria-label={t('linkage.state.numbering')} />
          )}
        </>
      ),
    },
    { heading: t('linkage.counts'), cell: (step) => <Counts step={step} /> },
  ];
}

function Counts({ step }: { step: LinkageStep }) {
  const { t } = useTranslation();
  const { rowsRead, people, outside, unmet, reason, state } = step;
  const said = (count: number) => count.toLocaleString('nb-NO');
  const lines = [
    rowsRead !== null && rowsRead > 0 && t('linkage.rows-read', { rows: said(rowsRead) }),
    people !== null && t(`linkage.people.${step.kind}`, { people: said(people) }),
    outside !== null && outside > 0 && t('linkage.outside', { people: said(outside) }),
    unmet !== null && unmet > 0 && t('linkage.unmet', { people: said(unmet) }),
    reason === 'reissue' && t('linkage.reissue'),
    reason === 'controls-are-cases' && t('linkage.controls-are-cases'),
    state === 'refused' && reason !== null && t('linkage.refused', { reason }),
  ].filter((line) => line !== false);
  if (lines.length === 0) return <>{t('tracks.no-facts')}</>;
  return (
    <ul className="plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
