import { Card, Heading, Link as DsLink, Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useWorkspace, type WaitingTask } from '../../api/workspace';
import { Link } from '../../components/Link';
import { Loading } from '../../components/Loading';
import { Section } from '../../components/Section';
import { dateText } from '../../dates';
import { ProblemMessage } from '../ProblemMessage';

/** What waits for the reader, the first due first, each with the way into the form that answers. */
export function Waiting() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const tasks = workspace.data?.tasks ?? [];
  return (
    <Section heading={t('waiting.title')}>
      {workspace.isPending && <Loading text={t('waiting.loading')} />}
      {workspace.isError && (
        <ProblemMessage problem={workspace.error} onRetry={() => void workspace.refetch()} />
      )}
      {workspace.isSuccess && tasks.length === 0 && <Paragraph>{t('waiting.none')}</Paragraph>}
      {tasks.length > 0 && (
        <ul className="waiting-tasks">
          {tasks.map((task) => (
            <li key={`${task.caseId} ${task.command}`}>
              <Task {...task} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function Task({ caseId, reference, title, command, dueOn, isOverdue }: WaitingTask) {
  const { t } = useTranslation();
  return (
    <Card data-color={isOverdue ? 'danger' : 'neutral'}>
      <Heading level={3} data-size="2xs">
        <DsLink asChild>
          <Link to="/cases/$id/{-$part}" params={{ id: caseId }} search={{ command }}>
            {t(`waiting.task.${command}`)}
          </Link>
        </DsLink>
      </Heading>
      <Paragraph>
        <span className="unbroken">{reference}</span> {title ?? t('untitled')}
      </Paragraph>
      <Paragraph data-size="sm">
        {dueOn ? t('waiting.due', { on: dateText(dueOn) }) : t('waiting.no-date')}{' '}
        {isOverdue && (
          <Tag data-size="sm" data-color="danger">
            {t('clock.overdue')}
          </Tag>
        )}
      </Paragraph>
    </Card>
  );
}
