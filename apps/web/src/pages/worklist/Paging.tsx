import { Button } from '@digdir/designsystemet-react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';

/** Cursors lead forwards only, so the way back is kept with the entry in the browser's history. */
export function Paging({ cursor, nextCursor }: { cursor: string; nextCursor: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const { search } = location;
  const trail = trailIn(location.state);
  if (cursor === '' && nextCursor === null) return null;

  function go(to: string, by: string[]) {
    const query = new URLSearchParams(search);
    query.delete('cursor');
    if (to !== '') query.set('cursor', to);
    // What else is kept with the entry stays: it belongs to the same list.
    const kept = (location.state ?? {}) as object;
    void navigate({ search: query.toString() }, { state: { ...kept, trail: by } });
    document.querySelector('h1')?.focus();
  }

  return (
    <nav aria-label={t('worklist.paging')} className="paging">
      {cursor !== '' && (
        <Button variant="secondary" onClick={() => go(trail.at(-1) ?? '', trail.slice(0, -1))}>
          {t('worklist.previous')}
        </Button>
      )}
      {nextCursor !== null && (
        <Button variant="secondary" onClick={() => go(nextCursor, [...trail, cursor])}>
          {t('worklist.next')}
        </Button>
      )}
    </nav>
  );
}

function trailIn(state: unknown): string[] {
  const trail = (state as { trail?: unknown } | null)?.trail;
  return Array.isArray(trail) ? trail.map(String) : [];
}
