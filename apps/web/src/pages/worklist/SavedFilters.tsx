import { Button, Link as DsLink, Textfield } from '@digdir/designsystemet-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from '../../components/Link';
import {
  type SavedFilter,
  useRemoveFilter,
  useSavedFilters,
  useSaveFilter,
  type WorklistFilter,
} from '../../api/worklist';
import { ProblemMessage } from '../ProblemMessage';

/** The filters a person has kept, and the one shown now to be kept with them. */
export function SavedFilters({
  filter,
  isFiltered,
}: {
  filter: WorklistFilter;
  isFiltered: boolean;
}) {
  const { t } = useTranslation();
  const saved = useSavedFilters();
  const removal = useRemoveFilter();
  const items = saved.data?.items ?? [];
  if (items.length === 0 && !isFiltered) return null;
  return (
    <section aria-label={t('worklist.saved')} className="saved-filters">
      {items.length > 0 && (
        <ul className="queues">
          {items.map((item) => (
            <li key={item.id}>
              <DsLink asChild>
                <Link to="/" search={heldIn(item)}>
                  {item.name}
                </Link>
              </DsLink>{' '}
              <Button
                variant="tertiary"
                data-size="sm"
                data-color="danger"
                aria-label={t('worklist.remove-saved', { name: item.name })}
                onClick={() => removal.mutate(item.id)}
              >
                {t('draft.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {removal.isError && <ProblemMessage problem={removal.error} />}
      {isFiltered && <SaveThis filter={filter} />}
    </section>
  );
}

function SaveThis({ filter }: { filter: WorklistFilter }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const saving = useSaveFilter();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === '' || saving.isPending) return;
    saving.mutate({ name: name.trim(), filter }, { onSuccess: () => setName('') });
  }

  return (
    <form onSubmit={submit} className="filter-buttons">
      <Textfield
        data-size="sm"
        label={t('worklist.save-as')}
        value={name}
        maxLength={60}
        onChange={({ target }) => setName(target.value)}
      />
      <Button type="submit" variant="secondary" data-size="sm" loading={saving.isPending}>
        {t('worklist.save')}
      </Button>
      {saving.isError && <ProblemMessage problem={saving.error} />}
    </form>
  );
}

function heldIn({ filter }: SavedFilter): Partial<WorklistFilter> {
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [name, String(value)]));
}
