import { Paragraph, Tag } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { type ScreeningItem, useScreening } from '../../../api/screening';
import type { CaseDetail, Language } from '../../../api/types';
import { LongText, OneOf } from '../../../components/fields';
import { FormContext, useForm } from '../../../components/form';
import { Loading } from '../../../components/Loading';
import { ProblemMessage } from '../../ProblemMessage';

interface Row {
  item: string;
  answer?: string;
  comment?: string;
}

/**
 * The completeness check as a list. Only what is changed is sent, so a row is found by its item
 * and not by its place: `items.<item>.answer` here is `items.0.answer` in the body.
 */
export function AnswerScreeningItems({ accessCase }: { accessCase: CaseDetail }) {
  const { t, i18n } = useTranslation();
  const form = useForm();
  const screening = useScreening(accessCase);
  if (screening.isPending) return <Loading text={t('screening.loading')} />;
  if (screening.isError) return <ProblemMessage problem={screening.error} />;
  const { items } = screening.data;
  const typed = (form.valueOf('items') ?? []) as Row[];
  const itemAt = (path: string) => items.find(({ item }) => item === path.split('.')[1]);
  const indexOf = (path: string) => typed.findIndex(({ item }) => item === path.split('.')[1]);
  const nameOf = (path: string) => path.split('.')[2] as keyof Row;

  function change(path: string, value: unknown) {
    const index = indexOf(path);
    const row = typed[index] ?? storedRow(itemAt(path));
    const place = index === -1 ? typed.length : index;
    form.change(`items.${place}`, { ...row, [nameOf(path)]: value });
  }

  return (
    <FormContext
      value={{
        ...form,
        valueOf: (path) => (typed[indexOf(path)] ?? storedRow(itemAt(path)))[nameOf(path)],
        change,
        faultOf: (path) => form.faultOf(`items.${indexOf(path)}.${nameOf(path)}`),
        labelOf: (path) =>
          nameOf(path) === 'answer'
            ? (itemAt(path)?.wording[i18n.language as Language] ?? path)
            : form.labelOf('items.comment'),
        optionOf: (_, value) => form.optionOf('items.answer', value),
      }}
    >
      <Paragraph role="status">
        {t('screening.open', { count: items.filter(({ isOpen }) => isOpen).length })}
      </Paragraph>
      <ol className="screening">
        {items.map((item) => (
          <Item key={item.item} {...item} />
        ))}
      </ol>
    </FormContext>
  );
}

function Item({ item, wording, finding, answer, isOpen }: ScreeningItem) {
  const { t, i18n } = useTranslation();
  const { valueOf } = useForm();
  const path = `items.${item}`;
  return (
    <li>
      <div role="group" aria-label={wording[i18n.language as Language]}>
        {isOpen && <Tag data-color="warning">{t('screening.is-open')}</Tag>}
        {finding === 'problem' && <Paragraph>{t('screening.finding-problem')}</Paragraph>}
        <OneOf path={`${path}.answer`} values={['yes', 'no', 'not-relevant']} />
        {valueOf(`${path}.answer`) !== undefined && (
          <LongText path={`${path}.comment`} rows={2} isOptional />
        )}
        {answer && (
          <Paragraph data-size="sm" className="quiet">
            {t('screening.answered-by', { name: answer.answeredByName })}
          </Paragraph>
        )}
      </div>
    </li>
  );
}

function storedRow(item: ScreeningItem | undefined): Row {
  return {
    item: item?.item ?? '',
    answer: item?.answer?.answer,
    comment: item?.answer?.comment ?? undefined,
  };
}
