import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type Problem, signInTooOld } from '../api/client';
import { SignInAnew } from '../components/SignInAnew';
import { Page } from '../components/Page';

interface ProblemMessageProps {
  problem: Problem;
  onRetry?: () => void;
}

/** Why there is no page to show, in place of the page. */
export function ProblemPage(props: ProblemMessageProps) {
  const { t } = useTranslation();
  return (
    <Page title={t(`problem.${kindOf(props.problem)}.title`)}>
      <Paragraph>{t(`problem.${kindOf(props.problem)}.text`)}</Paragraph>
      <Ways {...props} />
    </Page>
  );
}

/** Why nothing can be shown here, in words, and what the reader can do about it. */
export function ProblemMessage({ problem, onRetry }: ProblemMessageProps) {
  const { t } = useTranslation();
  const kind = kindOf(problem);
  return (
    <Alert data-color={kind === 'no-access' ? 'warning' : 'danger'} role="alert">
      <Heading level={2} data-size="xs">
        {t(`problem.${kind}.title`)}
      </Heading>
      <Paragraph>{t(`problem.${kind}.text`)}</Paragraph>
      <Ways problem={problem} onRetry={onRetry} />
    </Alert>
  );
}

/** What the reader can do about it. */
function Ways({ problem, onRetry }: ProblemMessageProps) {
  const { t } = useTranslation();
  const kind = kindOf(problem);
  return (
    <>
      {kind === 'sign-in-anew' && <SignInAnew />}
      {kind === 'unknown' && <Paragraph>{t('problem.code', { code: problem.code })}</Paragraph>}
      {onRetry && (kind === 'server-down' || kind === 'unknown') && (
        <Button variant="secondary" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </>
  );
}

type Kind = 'no-access' | 'not-found' | 'server-down' | 'sign-in-anew' | 'unknown';

function kindOf({ status, code }: Problem): Kind {
  if (code === signInTooOld) return 'sign-in-anew';
  if (status === 403) return 'no-access';
  if (status === 404) return 'not-found';
  return status === 0 || status >= 500 ? 'server-down' : 'unknown';
}
