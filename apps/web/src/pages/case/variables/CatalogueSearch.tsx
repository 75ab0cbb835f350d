import { Button, Checkbox, Paragraph, Textfield } from '@digdir/designsystemet-react';
import { type KeyboardEvent, memo, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CatalogueVariable, useVariables } from '../../../api/variables';
import { fieldId } from '../../../components/form';
import { useRegistryName } from '../../../api/queries';
import { ProblemMessage } from '../../ProblemMessage';
import { type Chosen, chosenKeys, indexOf, sameName } from './chosen';

interface CatalogueSearchProps {
  path: string;
  registryId: string;
  chosen: Chosen;
  isFull: boolean;
  onAdd: (wanted: readonly { id?: string; name: string }[]) => void;
  onRemove: (index: number) => void;
}

/** Shorter words are still being written. */
const shortestName = 3;

/** What the catalogue of a registry has, found on the server as words are written, and ticked off. */
export const CatalogueSearch = memo(function CatalogueSearch(props: CatalogueSearchProps) {
  const { path, registryId, chosen, isFull, onAdd, onRemove } = props;
  const { t } = useTranslation();
  const registryName = useRegistryName();
  const [search, setSearch] = useState('');
  const words = useDeferredValue(search.trim().slice(0, 200));
  const found = useVariables(registryId, words);
  const hits = found.data?.pages.flatMap(({ items }) => items) ?? [];
  const taken = useMemo(() => chosenKeys(chosen), [chosen]);
  const fresh = hits.filter((hit) => !taken.has(hit));
  const mayBeOwn =
    words.length >= shortestName &&
    found.isSuccess &&
    // What was found for other words says nothing of these, and moves when the answer comes.
    !found.isPlaceholderData &&
    !hits.some(({ name }) => sameName(name, words)) &&
    !taken.has({ name: words });

  function toggle(hit: CatalogueVariable, isChosen: boolean) {
    const index = indexOf(chosen, hit);
    if (isChosen) onAdd([hit]);
    else if (index !== -1) onRemove(index);
  }

  // The key that sends a form would save it: here it sends nothing.
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Enter') event.preventDefault();
  }

  return (
    <div className="catalogue">
      <Textfield
        id={fieldId(`${path}.search`)}
        type="search"
        label={t('picker.search', { registry: registryName(registryId) })}
        description={t('picker.search-help')}
        value={search}
        maxLength={200}
        autoComplete="off"
        onChange={({ target }) => setSearch(target.value)}
        onKeyDown={onKeyDown}
      />
      <Paragraph role="status" data-size="sm">
        {statusOf()}
      </Paragraph>
      {found.isError && (
        <ProblemMessage problem={found.error} onRetry={() => void found.refetch()} />
      )}
      {found.isPending && <div className="catalogue-hits" />}
      {hits.length > 0 && (
        <ul className="catalogue-hits" aria-label={t('picker.hits')}>
          {hits.map((hit) => (
            <li key={hit.id}>
              <Checkbox
                data-size="sm"
                label={hit.name}
                description={describe(hit)}
                value={hit.id}
                checked={taken.has(hit)}
                disabled={isFull && !taken.has(hit)}
                onChange={({ target }) => toggle(hit, target.checked)}
              />
            </li>
          ))}
        </ul>
      )}
      <div className="form-buttons">
        {found.hasNextPage && (
          <Button
            variant="secondary"
            data-size="sm"
            loading={found.isFetchingNextPage}
            onClick={() => void found.fetchNextPage()}
          >
            {t('picker.more')}
          </Button>
        )}
        {words !== '' && fresh.length > 1 && !isFull && (
          <Button variant="secondary" data-size="sm" onClick={() => onAdd(fresh)}>
            {t('picker.choose-all', { count: fresh.length })}
          </Button>
        )}
        {mayBeOwn && (
          <Button
            variant="secondary"
            data-size="sm"
            disabled={isFull}
            onClick={() => onAdd([{ name: words }])}
          >
            {t('picker.own', { name: words })}
          </Button>
        )}
      </div>
    </div>
  );

  function statusOf(): string {
    if (isFull) return t('picker.full');
    if (found.isPending) return t('picker.searching');
    if (hits.length === 0) return t(words === '' ? 'picker.empty' : 'picker.no-hits');
    return t(found.hasNextPage ? 'picker.found-more' : 'picker.found', { count: hits.length });
  }

  function describe({ description, identificationRisk }: CatalogueVariable): string | undefined {
    const risk = identificationRisk === 'direct' ? t('picker.direct') : '';
    return [description, risk].filter(Boolean).join(' ') || undefined;
  }
});
