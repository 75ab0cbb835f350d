import { Alert, Paragraph } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistries } from '../../api/queries';
import type { Me, RegisteredKey } from '../../api/types';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { Section } from '../../components/Section';
import { dateOfInstant, dateTimeText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { registriesOf } from './deliverer';
import { NewKey } from './NewKey';

/** The public keys that the key files of one's registries are encrypted to. */
export function RegistryKeys({ me }: { me: Me }) {
  const { t } = useTranslation();
  const registries = useRegistries();
  const own = registriesOf(me);
  return (
    <Page title={t('registry-key.title')}>
      <Paragraph className="lead">{t('registry-key.explain')}</Paragraph>
      {registries.isPending && <Loading text={t('loading')} />}
      {registries.isError && (
        <ProblemMessage problem={registries.error} onRetry={() => void registries.refetch()} />
      )}
      {registries.data?.items
        .filter(({ id }) => own.includes(id))
        .map(({ id, name, recipientKey }) => (
          <Section key={id} heading={name}>
            {recipientKey ? <KeyFacts known={recipientKey} /> : <NoKey />}
            <NewKey registryId={id} hasKey={recipientKey !== null} owner={me.id} />
          </Section>
        ))}
    </Page>
  );
}

function NoKey() {
  const { t } = useTranslation();
  return (
    <Alert data-color="warning">
      <Paragraph>{t('registry-key.none')}</Paragraph>
    </Alert>
  );
}

function KeyFacts({ known }: { known: RegisteredKey }) {
  const { t } = useTranslation();
  const { encryption, fingerprint, registeredAt, expiresAt } = known;
  const hasExpired = expiresAt !== null && new Date(expiresAt) <= new Date();
  return (
    <>
      {hasExpired && (
        <Alert data-color="danger">
          <Paragraph>{t('registry-key.expired')}</Paragraph>
        </Alert>
      )}
      <dl className="facts">
        <Fact name={t('registry-key.encryption')}>{t(`registry-key.${encryption}`)}</Fact>
        {registeredAt && (
          <Fact name={t('registry-key.registered')}>{dateTimeText(registeredAt)}</Fact>
        )}
        <Fact name={t('registry-key.lasts')}>
          {expiresAt ? dateOfInstant(expiresAt) : t('registry-key.lasts-always')}
        </Fact>
        <Fact name={t('registry-key.fingerprint')}>
          <span className="fingerprint">{inFours(fingerprint)}</span>
        </Fact>
      </dl>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** As programs and people read a fingerprint aloud. */
function inFours(fingerprint: string): string {
  return (fingerprint.toUpperCase().match(/.{1,4}/g) ?? []).join(' ');
}
