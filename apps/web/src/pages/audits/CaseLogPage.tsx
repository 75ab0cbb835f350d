import { Alert, Button, Link as DsLink, Paragraph, Table, Tag } from '@digdir/designsystemet-react';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type CaseLog, useCaseLog } from '../../api/audits';
import { useRegistryName } from '../../api/queries';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { AuditFrame } from './AuditFrame';

const from = '/audits/$auditId/cases/$caseId/log';

/** The log of a case event by event, and whether its chain holds, computed anew for this reading. */
export function CaseLogPage() {
  const { t } = useTranslation();
  const { auditId, caseId } = useParams({ from });
  const held = useSearch({ from });
  const after = Number(held.after ?? 0);
  const log = useCaseLog(auditId, caseId, after);
  const name = log.data ? t('audit.log-of', { reference: log.data.reference }) : t('audit.log');
  return (
    <AuditFrame title={name}>
      <Paragraph>
        <DsLink asChild>
          <Link to="/audits/$auditId/cases/$caseId" params={{ auditId, caseId }}>
            {t('audit.to-case')}
          </Link>
        </DsLink>
      </Paragraph>
      {log.isPending && <Loading text={t('audit.verifying')} />}
      {log.isError && <ProblemMessage problem={log.error} onRetry={() => void log.refetch()} />}
      {log.data && (
        <>
          <Proof chain={log.data.chain} />
          <LogTable log={log.data} />
          <nav aria-label={t('worklist.paging')} className="paging">
            {after > 0 && (
              <Button asChild variant="secondary">
                <Link from={from} to="." search={{}}>
                  {t('audit.log-first')}
                </Link>
              </Button>
            )}
            {log.data.next !== null && (
              <Button asChild variant="secondary">
                <Link from={from} to="." search={{ after: String(log.data.next) }}>
                  {t('worklist.next')}
                </Link>
              </Button>
            )}
          </nav>
        </>
      )}
    </AuditFrame>
  );
}

function Proof({ chain }: { chain: CaseLog['chain'] }) {
  const { t } = useTranslation();
  const { events, faults, head, seal } = chain;
  return (
    <Section heading={t('audit.proof')}>
      {faults.length === 0 ? (
        <Alert data-color="success">
          <Paragraph>{t('audit.chain-whole', { events })}</Paragraph>
        </Alert>
      ) : (
        <Alert data-color="danger" role="alert">
          <Paragraph>{t('audit.chain-broken', { number: faults.length })}</Paragraph>
          <ul>
            {faults.map(({ seq, fault }) => (
              <li key={`${seq} ${fault}`}>
                {t('audit.event-fault', { seq, fault: t(`audit.fault.${fault}`) })}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <dl className="facts chain-facts">
        <div>
          <dt>{t('audit.head')}</dt>
          <dd className="fingerprint">{head}</dd>
        </div>
        <div>
          <dt>{t('audit.sealed')}</dt>
          <dd>
            {seal
              ? t('audit.sealed-in', {
                  seq: seal.seq,
                  number: seal.number,
                  at: dateTimeText(seal.sealedAt),
                })
              : t('audit.not-sealed')}
          </dd>
        </div>
        {seal && (
          <div>
            <dt>{t('audit.time-stamp')}</dt>
            <dd>{seal.stampedAt ? dateTimeText(seal.stampedAt) : t('audit.not-stamped')}</dd>
          </div>
        )}
      </dl>
      <Paragraph data-size="sm">{t('audit.proof-help')}</Paragraph>
    </Section>
  );
}

function LogTable({ log }: { log: CaseLog }) {
  const { t } = useTranslation();
  const registryName = useRegistryName();
  return (
    <Section heading={t('audit.log')}>
      <div className="wide-table" role="region" aria-label={t('audit.events')} tabIndex={0}>
        <Table data-size="sm" data-color="neutral" className="ledger">
          <caption className="ds-sr-only">{t('audit.log')}</caption>
          <Table.Head>
            <Table.Row>
              {['number', 'when', 'event', 'outcome', 'role', 'hash'].map((column) => (
                <Table.HeaderCell key={column} scope="col">
                  {t(`audit.column.${column}`)}
                </Table.HeaderCell>
              ))}
            </Table.Row>
          </Table.Head>
          <Table.Body>
            {log.items.map(({ seq, at, type, outcome, registryId, actorRole, hash }) => (
              <Table.Row key={seq}>
                <Table.Cell className="number">{seq}</Table.Cell>
                <Table.Cell>
                  <time dateTime={at} className="unbroken">
                    {dateTimeText(at)}
                  </time>
                </Table.Cell>
                <Table.HeaderCell scope="row">
                  {t([`event.${type}`, `command.${type}.name`, 'event.other'], { type })}
                  {registryId && ` – ${registryName(registryId)}`}
                </Table.HeaderCell>
                <Table.Cell>
                  <Tag data-size="sm" data-color={outcome === 'refused' ? 'danger' : 'neutral'}>
                    {t(`audit.outcome.${outcome}`)}
                  </Tag>
                </Table.Cell>
                <Table.Cell>{actorRole && t(`role.${actorRole}`)}</Table.Cell>
                <Table.Cell className="fingerprint hash">{hash}</Table.Cell>
              </Table.Row>
            ))}
          </Table.Body>
        </Table>
      </div>
    </Section>
  );
}
