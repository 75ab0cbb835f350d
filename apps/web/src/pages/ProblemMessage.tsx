import { Alert, Button, Heading, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../api/client';

interface ProblemMessageProps {
  problem: Problem;
  onRetry?: () => void;
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
      {kind === 'unknown' && <Paragraph>{t('problem.code', { code: problem.code })}</Paragraph>}
      {onRetry && (kind === 'server-down' || kind === 'unknown') && (
        <Button variant="secondary" onClick={onRetry}>
          {t('problem.retry')}
        </Button>
      )}
    </Alert>
  );
}

function kindOf({ status }: Problem): 'no-access' | 'not-found' | 'server-down' | 'unknown' {
  if (status === 403) return 'no-access';
  if (status === 404) return 'not-found';
  return status === 0 || status >= 500 ? 'server-down' : 'unknown';
}
