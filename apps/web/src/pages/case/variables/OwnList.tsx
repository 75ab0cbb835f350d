import { Button, Details, Field, Label, Paragraph } from '@digdir/designsystemet-react';
import { useMutation } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, request } from '../../../api/client';
import { fieldId, useForm } from '../../../components/form';
import { Loading } from '../../../components/Loading';
import { RefusedHere } from '../../dispatch/RefusedHere';
import { type ListedRow, type Source, withWanted } from './listed';
import { ListedRows } from './ListedRows';

/** An applicant's own list of variables, held against the catalogue before it comes into the form. */
export function OwnList({ path }: { path: string }) {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/cases/$id/{-$part}' });
  const { valueNow, change } = useForm();
  const [added, setAdded] = useState<{ count: number; before: unknown } | null>(null);
  const matching = useMutation<{ rows: ListedRow[] }, Problem, File>({
    mutationFn: async (file) =>
      request(`/cases/${id}/variable-list`, { method: 'POST', csv: await file.text() }),
  });
  const problem = matching.error;

  return (
    <Details data-size="sm">
      <Details.Summary>{t('own-list.title')}</Details.Summary>
      <Details.Content>
        <div className="field-group">
          <Field>
            <Label>{t('own-list.choose')}</Label>
            <Field.Description>{t('own-list.help')}</Field.Description>
            <input
              type="file"
              id={fieldId(`${path}.list`)}
              className="ds-input"
              accept=".csv,text/csv"
              onChange={({ target }) => {
                const [file] = target.files ?? [];
                setAdded(null);
                if (file) matching.mutate(file);
                // The same file, mended, is to be a new choice.
                target.value = '';
              }}
            />
          </Field>
          {matching.isPending && <Loading text={t('own-list.matching')} />}
          {problem && <RefusedHere problem={problem} />}
          {problem && problem.problems.length > 0 && (
            <ul>
              {problem.problems.slice(0, 10).map(({ field }) => (
                <li key={field}>
                  {t('own-list.line', { number: /\d+/.exec(field)?.[0] ?? field })}
                </li>
              ))}
            </ul>
          )}
          {matching.data && !added && (
            <ListedRows
              rows={matching.data.rows}
              onTake={(wanted) => {
                const before = valueNow(path);
                change(path, withWanted((Array.isArray(before) ? before : []) as Source[], wanted));
                setAdded({ count: wanted.length, before });
              }}
            />
          )}
          <div role="status">
            {added && (
              <Paragraph>
                {t('own-list.added', { count: added.count })}{' '}
                <Button
                  variant="tertiary"
                  data-size="sm"
                  onClick={() => {
                    change(path, added.before);
                    setAdded(null);
                  }}
                >
                  {t('picker.undo')}
                </Button>
              </Paragraph>
            )}
          </div>
        </div>
      </Details.Content>
    </Details>
  );
}
