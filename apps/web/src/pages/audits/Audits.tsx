import {
  Button,
  Link as DsLink,
  Paragraph,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAudits, useOpenAudit } from '../../api/audits';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { RefusedHere } from '../dispatch/RefusedHere';

/** The door of the auditor's room: everything inside is read for an audit with a purpose. */
export function Audits() {
  const { t } = useTranslation();
  const audits = useAudits();
  const items = audits.data?.items ?? [];
  return (
    <Page title={t('audit.title')}>
      <Paragraph className="lead">{t('audit.what')}</Paragraph>
      <Section heading={t('audit.own')}>
        {audits.isPending && <Loading text={t('audit.loading')} />}
        {audits.isError && (
          <ProblemMessage problem={audits.error} onRetry={() => void audits.refetch()} />
        )}
        {audits.isSuccess && items.length === 0 && (
          <Paragraph role="status">{t('audit.none')}</Paragraph>
        )}
        <ul className="audits">
          {items.map(({ id, purpose, openedAt }) => (
            <li key={id}>
              <DsLink asChild>
                <Link to="/audits/$auditId" params={{ auditId: id }}>
                  {purpose}
                </Link>
              </DsLink>{' '}
              <span className="quiet">{t('audit.opened', { at: dateTimeText(openedAt) })}</span>
            </li>
          ))}
        </ul>
      </Section>
      <NewAudit />
    </Page>
  );
}

/** Fewer letters than this say no purpose; the API asks for as many. */
const LEAST = 10;

function NewAudit() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const opening = useOpenAudit();
  const [purpose, setPurpose] = useState('');
  const [isShort, setShort] = useState(false);

  function open(event: FormEvent) {
    event.preventDefault();
    if (opening.isPending) return;
    const isTooShort = purpose.trim().length < LEAST;
    setShort(isTooShort);
    if (isTooShort) return;
    opening.mutate(purpose.trim(), {
      onSuccess: ({ id }) => void navigate({ to: '/audits/$auditId', params: { auditId: id } }),
    });
  }

  return (
    <Section heading={t('audit.new')}>
      <form onSubmit={open} className="key-form" noValidate>
        <Textfield
          label={t('audit.purpose')}
          description={t('audit.purpose-help')}
          value={purpose}
          maxLength={1_000}
          aria-invalid={isShort}
          onChange={({ target }) => setPurpose(target.value)}
        />
        {isShort && <ValidationMessage role="alert">{t('audit.purpose-short')}</ValidationMessage>}
        <Button type="submit" loading={opening.isPending}>
          {t('audit.open')}
        </Button>
        {opening.isPending && <Loading text={t('audit.opening')} />}
        {opening.isError && <RefusedHere problem={opening.error} />}
      </form>
    </Section>
  );
}
