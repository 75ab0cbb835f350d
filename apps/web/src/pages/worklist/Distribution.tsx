import {
  Alert,
  Button,
  Field,
  Label,
  List,
  Paragraph,
  Select,
  Textfield,
  ValidationMessage,
} from '@digdir/designsystemet-react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useColleaguesAs } from '../../api/queries';
import type { CaseItem } from '../../api/types';
import { faultText, refusalText } from '../faults';
import { type DistributionRefused, useDistribution } from './use-distribution';

interface DistributionProps {
  items: readonly CaseItem[];
  chosen: readonly CaseItem[];
  onChoose: (items: readonly CaseItem[]) => void;
}

/** The chosen cases given to one caseworker. Those that are turned down stay chosen, and it is said why. */
export function Distribution({ items, chosen, onChoose }: DistributionProps) {
  const { t } = useTranslation();
  const caseworkers = useColleaguesAs('caseworker');
  const { distribution, doneCount } = useDistribution();
  const { register, handleSubmit, formState, reset } = useForm({
    defaultValues: { assigneeId: '', note: '' },
  });
  const sent = distribution.variables?.items.length ?? 0;
  const isDone = distribution.isSuccess && distribution.data.length === 0;
  const fault = formState.errors.assigneeId && t('distribution.nobody');

  const distribute = handleSubmit((values) =>
    distribution.mutate(
      { items: chosen, ...values },
      {
        onSuccess: (refused) => {
          onChoose(refused.map(({ item }) => item));
          if (refused.length === 0) reset();
        },
      },
    ),
  );

  return (
    <section className="distribution" aria-label={t('distribution.title')} data-size="sm">
      <div className="for-all">
        <span role="status">
          {chosen.length > 0 && t('distribution.chosen', { count: chosen.length })}
          {chosen.length === 0 &&
            (isDone ? t('distribution.done', { count: sent }) : t('distribution.none-chosen'))}
        </span>
        {chosen.length < items.length && (
          <Button variant="tertiary" onClick={() => onChoose(items)}>
            {t('distribution.choose-all', { count: items.length })}
          </Button>
        )}
        {chosen.length > 0 && (
          <Button variant="tertiary" onClick={() => onChoose([])}>
            {t('distribution.choose-none')}
          </Button>
        )}
      </div>
      {chosen.length > 0 && (
        <form className="filter-buttons" onSubmit={(event) => void distribute(event)} noValidate>
          <Field>
            <Label>{t('distribution.to')}</Label>
            <Select
              {...register('assigneeId', { required: true })}
              aria-invalid={fault ? true : undefined}
            >
              <Select.Option value="">{t('choose')}</Select.Option>
              {caseworkers.map(({ id, name }) => (
                <Select.Option key={id} value={id}>
                  {name}
                </Select.Option>
              ))}
            </Select>
            {fault && <ValidationMessage>{fault}</ValidationMessage>}
          </Field>
          <Textfield
            {...register('note')}
            label={t('optional', { label: t('distribution.note') })}
            maxLength={5_000}
            autoComplete="off"
          />
          <Button type="submit" loading={distribution.isPending}>
            {t('distribution.do', { count: chosen.length })}
          </Button>
        </form>
      )}
      {distribution.isPending && (
        <Paragraph role="status">
          {t('distribution.progress', { done: doneCount, count: sent })}{' '}
          <progress value={doneCount} max={sent} aria-label={t('distribution.title')} />
        </Paragraph>
      )}
      {distribution.isSuccess && distribution.data.length > 0 && (
        <TurnedDown refused={distribution.data} sent={sent} />
      )}
    </section>
  );
}

function TurnedDown({ refused, sent }: { refused: readonly DistributionRefused[]; sent: number }) {
  const { t } = useTranslation();
  return (
    <Alert data-color="warning" role="status">
      <Paragraph>
        {t('distribution.some', { done: sent - refused.length, count: refused.length })}
      </Paragraph>
      <List.Unordered>
        {refused.map(({ item, problem }) => {
          const [first] = problem.problems;
          const why = refusalText(t, problem) ?? (first ? faultText(t, problem, first) : '');
          return (
            <List.Item key={item.id}>
              {item.reference}: {why}
            </List.Item>
          );
        })}
      </List.Unordered>
    </Alert>
  );
}
