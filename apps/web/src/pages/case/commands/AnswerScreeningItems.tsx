import { Paragraph, Tag } from '@digdir/designsystemet-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScreeningItem, useScreening } from '../../../api/screening';
import type { CaseDetail, Language } from '../../../api/types';
import { LongText, OneOf } from '../../../components/fields';
import { FieldsWithin, useForm, useValueAt } from '../../../components/form';
import { Loading } from '../../../components/Loading';
import type { Values } from '../../../components/typed-text';
import { ProblemMessage } from '../../ProblemMessage';
import type { Sending } from './sending';

/** The completeness check as a list. A row is found by its item: `items.<item>.answer`. */
export function AnswerScreeningItems({ accessCase }: { accessCase: CaseDetail }) {
  const { t } = useTranslation();
  const screening = useScreening(accessCase);
  if (screening.isPending) return <Loading text={t('screening.loading')} />;
  if (screening.isError) return <ProblemMessage problem={screening.error} />;
  return <Items items={screening.data.items} />;
}

function Items({ items }: { items: readonly ScreeningItem[] }) {
  const { t, i18n } = useTranslation();
  const { labelOf, helpOf, optionOf } = useForm();
  const words = useMemo(
    () => ({
      labelOf: (path: string) => {
        const [, item, name] = path.split('.');
        const { wording } = items.find((each) => each.item === item) ?? {};
        return name === 'answer' && wording
          ? wording[i18n.language as Language]
          : labelOf('items.comment');
      },
      helpOf,
      optionOf: (_: string, value: string) => optionOf('items.answer', value),
    }),
    [items, i18n.language, labelOf, helpOf, optionOf],
  );
  return (
    <FieldsWithin words={words}>
      <Paragraph role="status">
        {t('screening.open', { count: items.filter(({ isOpen }) => isOpen).length })}
      </Paragraph>
      <ol className="screening">
        {items.map((item) => (
          <Item key={item.item} {...item} />
        ))}
      </ol>
    </FieldsWithin>
  );
}

function Item({ item, wording, finding, answer, isOpen }: ScreeningItem) {
  const { t, i18n } = useTranslation();
  const path = `items.${item}`;
  const hasAnswer = useValueAt(`${path}.answer`) !== undefined;
  return (
    <li>
      <div role="group" aria-label={wording[i18n.language as Language]}>
        {isOpen && <Tag data-color="warning">{t('screening.is-open')}</Tag>}
        {finding === 'problem' && <Paragraph>{t('screening.finding-problem')}</Paragraph>}
        <OneOf path={`${path}.answer`} values={['yes', 'no', 'not-relevant']} />
        {hasAnswer && <LongText path={`${path}.comment`} rows={2} isOptional />}
        {answer && (
          <Paragraph data-size="sm" className="quiet">
            {t('screening.answered-by', { name: answer.answeredByName })}
          </Paragraph>
        )}
      </div>
    </li>
  );
}

/** What has been answered so far. */
export function useAnsweredItems(accessCase: CaseDetail): Values {
  const { data } = useScreening(accessCase);
  return useMemo(() => {
    const rows = (data?.items ?? []).flatMap(({ item, answer }) =>
      answer ? [[item, { answer: answer.answer, comment: answer.comment ?? undefined }]] : [],
    );
    return { items: Object.fromEntries(rows) as Values };
  }, [data]);
}

/** Only what is changed is sent. */
export function changedItems({ items }: Values, start: Values): Values {
  const before = (start['items'] ?? {}) as Values;
  const changed = Object.entries((items ?? {}) as Values).filter(
    ([item, row]) => JSON.stringify(row) !== JSON.stringify(before[item]),
  );
  return { items: changed.map(([item, row]) => ({ item, ...(row as Values) })) };
}

/** `items.0.answer` of the body is `items.<item>.answer` here. */
export function placeOfItem(field: string, { body }: Sending): string {
  const [, index, name] = field.split('.');
  const row = ((body?.['items'] ?? []) as { item: string }[])[Number(index)];
  return row ? `items.${row.item}.${name}` : field;
}
