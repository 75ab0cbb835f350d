import {
  Button,
  Details,
  Field,
  Label,
  Paragraph,
  Select,
  Textfield,
} from '@digdir/designsystemet-react';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ExportOrder, periodKinds, useExports, useOrderExport } from '../../api/exports';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { instantInNorway } from '../../dates';
import { RefusedHere } from '../dispatch/RefusedHere';
import { ProblemMessage } from '../ProblemMessage';
import { AuditFrame } from './AuditFrame';
import { ExportTable } from './ExportTable';

/** What an auditor takes out for an audit. */
export function AuditExports() {
  const { t } = useTranslation();
  const { auditId } = useParams({ from: '/audits/$auditId/exports' });
  return (
    <AuditFrame title={t('audit.part.exports')}>
      <Exports auditId={auditId} />
    </AuditFrame>
  );
}

/** What an administrator takes out: events that name nobody. */
export function ServiceExports() {
  const { t } = useTranslation();
  return (
    <Page title={t('export.title')}>
      <Exports auditId={null} />
    </Page>
  );
}

function Exports({ auditId }: { auditId: string | null }) {
  const { t } = useTranslation();
  const exports = useExports();
  const items = (exports.data?.items ?? []).filter((each) => each.auditId === auditId);
  return (
    <>
      <Paragraph className="lead">{t('export.what')}</Paragraph>
      <OrderExport auditId={auditId} />
      <Section heading={t('export.earlier')}>
        {exports.isPending && <Loading text={t('export.loading')} />}
        {exports.isError && (
          <ProblemMessage problem={exports.error} onRetry={() => void exports.refetch()} />
        )}
        {exports.isSuccess && items.length === 0 && (
          <Paragraph role="status">{t('export.none')}</Paragraph>
        )}
        {items.length > 0 && <ExportTable items={items} />}
      </Section>
      {auditId !== null && <Verifying />}
    </>
  );
}

function OrderExport({ auditId }: { auditId: string | null }) {
  const { t } = useTranslation();
  const order = useOrderExport();
  const [kind, setKind] = useState<string>('events-csv');
  const [isBackwards, setBackwards] = useState(false);
  const kinds = periodKinds.filter((each) => auditId !== null || each !== 'log-extract');

  function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (order.isPending) return;
    const typed = new FormData(event.currentTarget);
    const day = (name: string) => {
      const value = typed.get(name);
      return typeof value === 'string' ? value : '';
    };
    const [from, to] = [day('from'), day('to')];
    const isTurned = from !== '' && to !== '' && to < from;
    setBackwards(isTurned);
    if (isTurned) return;
    const wanted: ExportOrder = {
      kind,
      ...(auditId !== null && { auditId }),
      ...(from && { from: instantInNorway(`${from}T00:00`) }),
      ...(to && { before: instantInNorway(`${dayAfter(to)}T00:00`) }),
    };
    order.mutate(wanted);
  }

  return (
    <Section heading={t('export.new')}>
      <form onSubmit={send} className="filters">
        <Field>
          <Label>{t('export.kind')}</Label>
          <Select value={kind} onChange={({ target }) => setKind(target.value)}>
            {kinds.map((each) => (
              <Select.Option key={each} value={each}>
                {t(`export.kinds.${each}`)}
              </Select.Option>
            ))}
          </Select>
        </Field>
        <Textfield type="date" name="from" label={t('export.from')} />
        <Textfield
          type="date"
          name="to"
          label={t('export.to')}
          error={isBackwards && t('export.backwards')}
        />
        <Button type="submit" loading={order.isPending}>
          {t('export.order')}
        </Button>
      </form>
      <Paragraph data-size="sm">{t(`export.about.${kind}`)}</Paragraph>
      {order.isPending && <Loading text={t('export.ordering')} />}
      {order.isError && <RefusedHere problem={order.error} />}
      {order.isSuccess && <Paragraph role="status">{t('export.was-ordered')}</Paragraph>}
    </Section>
  );
}

function dayAfter(on: string): string {
  return new Date(Date.parse(`${on}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** How an extract is proved without Tilgang. */
function Verifying() {
  const { t } = useTranslation();
  return (
    <Section heading={t('export.verify')}>
      <Paragraph>{t('export.verify-what')}</Paragraph>
      <Details>
        <Details.Summary>{t('export.verify-how')}</Details.Summary>
        <Details.Content>
          <ol>
            {['unpack', 'key', 'run', 'read'].map((step) => (
              <li key={step}>{t(`export.verify-${step}`)}</li>
            ))}
          </ol>
          <pre className="command-line" tabIndex={0}>
            <code>node verify-log.mjs . --key PUBLIC.pem</code>
          </pre>
        </Details.Content>
      </Details>
    </Section>
  );
}
