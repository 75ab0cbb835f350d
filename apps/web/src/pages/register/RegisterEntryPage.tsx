import { Link as DsLink, List, Paragraph } from '@digdir/designsystemet-react';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/queries';
import { type RegisterEntry, useRegisterEntry } from '../../api/register';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { dateText } from '../../dates';
import { ProblemPage } from '../ProblemMessage';
import { CorrectEntry } from './CorrectEntry';

/** One entry of the public register. */
export function RegisterEntryPage() {
  const { id } = useParams({ from: '/register/$id' });
  const { t, i18n } = useTranslation();
  const me = useMe();
  const entry = useRegisterEntry(id, i18n.language);
  if (entry.isPending) return <Loading text={t('public-register.loading')} />;
  if (entry.isError) {
    return <ProblemPage problem={entry.error} onRetry={() => void entry.refetch()} />;
  }
  return (
    <Page title={entry.data.title ?? entry.data.kind.name}>
      <Facts entry={entry.data} />
      {me.data?.roles.some(({ role }) => role === 'caseworker') && (
        <CorrectEntry me={me.data} entry={entry.data} />
      )}
      <Paragraph>
        <DsLink asChild>
          <Link to="/register">{t('public-register.back')}</Link>
        </DsLink>
      </Paragraph>
    </Page>
  );
}

function Facts({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation();
  const names = (things: readonly { name: string }[]) => things.map(({ name }) => name).join(', ');
  const sources = entry.sources.length > 0 && (
    <List.Unordered>
      {entry.sources.map(({ registryId, name, isGranted }) => (
        <List.Item key={registryId}>
          {isGranted === null ? name : `${name}: ${t(`public-register.granted.${isGranted}`)}`}
        </List.Item>
      ))}
    </List.Unordered>
  );
  const facts: [string, ReactNode][] = [
    [t('public-register.kind'), entry.kind.name],
    [t('public-register.outcome'), entry.outcome?.name],
    [t('public-register.exemption'), entry.exemption],
    [t('public-register.happened'), dateText(entry.happenedOn)],
    [t('public-register.published'), dateText(entry.publishedOn)],
    [t('public-register.case'), `${entry.caseReference} (${entry.caseKind.name})`],
    [t('public-register.sources'), sources],
    [t('public-register.legal-basis'), names(entry.legalBases)],
    [t('public-register.unmet'), names(entry.unmetCriteria)],
    [t('public-register.conditions'), names(entry.conditionKinds)],
    [
      t('public-register.permit'),
      entry.permit &&
        t('public-register.permit-until', {
          permit: entry.permit.permitId,
          date: dateText(entry.permit.endsOn),
        }),
    ],
    ...entry.answers.map(({ question, answer }): [string, ReactNode] => [question, answer]),
    ...entry.leftOut.map(({ question }): [string, ReactNode] => [
      question,
      t('public-register.left-out'),
    ]),
  ];
  return (
    <dl>
      {facts
        .filter(([, value]) => ![undefined, null, false, ''].includes(value as never))
        .map(([name, value]) => (
          <div key={name}>
            <dt>
              <strong>{name}</strong>
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
