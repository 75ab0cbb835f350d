import { Alert, Button, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type Problem, signInTooOld } from '../../api/client';
import { SignInAnew } from '../../components/SignInAnew';
import { refusalText } from '../faults';

interface RefusedProps {
  problem: Problem;
  onLoadNewest: () => void;
}

/** Why a command was not carried out, where no field is at fault. What was typed stays. */
export function Refused({ problem, onLoadNewest }: RefusedProps) {
  const { t } = useTranslation();
  const hasMoved = problem.status === 409;
  const isOld = problem.code === signInTooOld;
  const noAnswer = problem.status === 0 || problem.status >= 500;
  return (
    <Alert data-color={hasMoved || isOld ? 'warning' : 'danger'} role="alert">
      <Paragraph>
        {noAnswer
          ? t('refusal.no-answer')
          : (refusalText(t, problem) ?? t('refusal.unknown', { code: problem.code }))}
      </Paragraph>
      {isOld && <SignInAnew />}
      {hasMoved && (
        <Button variant="secondary" onClick={onLoadNewest}>
          {t('form.load-newest')}
        </Button>
      )}
    </Alert>
  );
}
