import { Fieldset, Paragraph, Radio } from '@digdir/designsystemet-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type PermitHeld, useWorkspace } from '../../api/workspace';
import { Loading } from '../../components/Loading';
import { Page } from '../../components/Page';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';
import { answered, questionsFor, routeFor, type RouteAnswers, routeQuestions } from './route';
import type { RouteQuestion } from './route';
import { RouteFound } from './RouteFound';

/** Which way to go, before any form: a few questions, and what each way asks and takes. */
export function Apply() {
  const { t } = useTranslation();
  const held = useSearch({ from: '/apply' });
  const navigate = useNavigate({ from: '/apply' });
  const workspace = useWorkspace();
  const permits = workspace.data?.permits ?? [];
  // The address follows: to wait for it would hold a choice back from who made it.
  const [answers, setAnswers] = useState<RouteAnswers>(held);
  const route = routeFor(answers, permits);

  function answer(question: RouteQuestion, value: string) {
    const next = answered(answers, question, value);
    setAnswers(next);
    void navigate({ search: next as typeof held, replace: true });
  }

  return (
    <Page title={t('apply.title')}>
      <Paragraph className="lead">{t('apply.explain')}</Paragraph>
      <div className="route-questions">
        {questionsFor(answers).map((question) =>
          question === 'permit' ? (
            <div key={question}>
              {workspace.isPending && <Loading text={t('apply.loading-permits')} />}
              {workspace.isError && (
                <ProblemMessage
                  problem={workspace.error}
                  onRetry={() => void workspace.refetch()}
                />
              )}
              {workspace.isSuccess && permits.length === 0 && (
                <Paragraph role="status">{t('apply.no-permit')}</Paragraph>
              )}
              {permits.length > 0 && (
                <PermitChoice
                  permits={permits}
                  chosen={answers.permit}
                  onChoose={(id) => answer('permit', id)}
                />
              )}
            </div>
          ) : (
            <Fieldset key={question}>
              <Fieldset.Legend>{t(`apply.${question}.ask`)}</Fieldset.Legend>
              <Fieldset.Description>{t(`apply.${question}.help`)}</Fieldset.Description>
              {routeQuestions[question].map((value) => (
                <Radio
                  key={value}
                  name={question}
                  value={value}
                  label={t(`apply.${question}.${value}`)}
                  checked={answers[question] === value}
                  onChange={() => answer(question, value)}
                />
              ))}
            </Fieldset>
          ),
        )}
      </div>
      {route && (
        <RouteFound
          route={route}
          permit={permits.find(({ caseId }) => caseId === route.parentCaseId)}
          isCheaper={answers.what === 'individual-level' && route.kind === 'statistics'}
        />
      )}
    </Page>
  );
}

interface PermitChoiceProps {
  permits: readonly PermitHeld[];
  chosen: string | undefined;
  onChoose: (caseId: string) => void;
}

function PermitChoice({ permits, chosen, onChoose }: PermitChoiceProps) {
  const { t } = useTranslation();
  return (
    <Fieldset>
      <Fieldset.Legend>{t('apply.permit.ask')}</Fieldset.Legend>
      <Fieldset.Description>{t('apply.permit.help')}</Fieldset.Description>
      {permits.map(({ caseId, reference, title, endsOn }) => (
        <Radio
          key={caseId}
          name="permit"
          value={caseId}
          label={`${reference} ${title ?? t('untitled')}`}
          description={endsOn ? t('apply.permit.ends', { on: dateText(endsOn) }) : undefined}
          checked={chosen === caseId}
          onChange={() => onChoose(caseId)}
        />
      ))}
    </Fieldset>
  );
}
