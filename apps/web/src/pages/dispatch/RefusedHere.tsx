import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import type { Problem } from '../../api/client';
import { refusalText } from '../faults';
import { ProblemMessage } from '../ProblemMessage';

/** Why what was asked for was not done, in its own words where it has any. */
export function RefusedHere({ problem }: { problem: Problem }) {
  const { t } = useTranslation();
  const text = refusalText(t, problem);
  if (text === null) return <ProblemMessage problem={problem} />;
  return (
    <Alert data-color="warning" data-size="sm" role="alert">
      <Paragraph>{text}</Paragraph>
    </Alert>
  );
}
