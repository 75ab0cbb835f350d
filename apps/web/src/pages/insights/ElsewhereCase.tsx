import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { Navigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/client';
import { type InsightStatus, useInsight, useOpenInsight } from '../../api/insights';
import type { Me } from '../../api/types';
import { LongText } from '../../components/fields';
import { FormFields, type FormWords } from '../../components/form';
import { FoundFaults } from '../../components/FoundFaults';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { type Fault, useTypedForm } from '../../components/typed-form';
import type { Values } from '../../components/typed-text';
import { useFoundFaults } from '../../components/use-found-faults';
import { dateTimeText } from '../../dates';
import { RefusedHere } from '../dispatch/RefusedHere';
import { faultText } from '../faults';
import { ProblemPage } from '../ProblemMessage';

interface ElsewhereCaseProps {
  me: Me;
  /** The id of the case, or its number. */
  id: string;
  problem: Problem;
  /** The case itself is being asked for: a reason may just have been given. */
  isAsking: boolean;
  onRetry: () => void;
}

/** In place of a case that one does not see: whether there is one, and the way to it. */
export function ElsewhereCase({ me, id, problem, isAsking, onRetry }: ElsewhereCaseProps) {
  const { t } = useTranslation();
  const insight = useInsight(id, true);
  if (insight.isPending) return <Loading text={t('case.loading')} />;
  if (insight.isError) return <ProblemPage problem={problem} onRetry={onRetry} />;
  const { caseId, sight } = insight.data;
  // A number leads to the case itself.
  if (id !== caseId)
    return <Navigate to="/cases/$id/{-$part}" params={{ id: caseId, part: undefined }} replace />;
  if (sight !== 'none' && isAsking) return <Loading text={t('case.loading')} />;
  if (sight !== 'none') return <ProblemPage problem={problem} onRetry={onRetry} />;
  return (
    <Page title={t('insight.title', { reference: insight.data.reference })}>
      {insight.data.isOwn ? (
        <Paragraph>{t('insight.own')}</Paragraph>
      ) : (
        <GiveReason me={me} status={insight.data} />
      )}
    </Page>
  );
}

const empty: Values = { reason: '' };

function GiveReason({ me, status }: { me: Me; status: InsightStatus }) {
  const { t } = useTranslation();
  const typed = useTypedForm(`${me.id} ${status.caseId} insight`, empty);
  const opening = useOpenInsight(status.caseId);
  const { faults, times, tellOfAnswer } = useFoundFaults(typed.fields);
  const words = useMemo<FormWords>(
    () => ({
      labelOf: () => t('insight.reason'),
      helpOf: () => t('insight.reason-help'),
      optionOf: (_, value) => value,
      isRequired: () => true,
    }),
    [t],
  );
  const textOf = useCallback((fault: Fault) => faultText(t, { code: fault.refusal }, fault), [t]);

  const submit = typed.fields.handleSubmit((sent) => {
    if (opening.isPending) return;
    const reason = typeof sent['reason'] === 'string' ? sent['reason'] : '';
    opening.mutate(reason, {
      onSuccess: () => typed.hasArrived(sent),
      onError: (problem) => tellOfAnswer(faultsOf(problem)),
    });
  });

  return (
    <>
      <Paragraph className="lead">{t('insight.explain')}</Paragraph>
      <ul>
        <li>{t('insight.logged')}</li>
        <li>{t('insight.hours', { count: status.hours })}</li>
        <li>{t('insight.told')}</li>
        <li>{t('insight.read-only')}</li>
      </ul>
      <form className="command-form" onSubmit={(event) => void submit(event)} noValidate>
        <FoundFaults faults={faults} times={times} words={words} textOf={textOf} />
        {opening.isError && faultsOf(opening.error).length === 0 && (
          <RefusedHere problem={opening.error} />
        )}
        <FormFields form={typed} words={words} textOf={textOf}>
          <LongText path="reason" />
        </FormFields>
        <div className="form-buttons">
          <Button type="submit" loading={opening.isPending}>
            {t('insight.do')}
          </Button>
        </div>
      </form>
    </>
  );
}

const faultsOf = ({ code, problems }: Problem): Fault[] =>
  problems
    .filter(({ field }) => field === 'reason')
    .map((problem) => ({ ...problem, refusal: code }));

/** Says on every page of a case that is seen by insight that it is, and until when. */
export function InsightBanner({ endsAt }: { endsAt: string }) {
  const { t } = useTranslation();
  return (
    <Alert data-color="warning" className="insight-banner">
      <Paragraph>{t('insight.banner', { until: dateTimeText(endsAt) })}</Paragraph>
    </Alert>
  );
}
