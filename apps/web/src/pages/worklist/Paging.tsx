import { Button } from '@digdir/designsystemet-react';
import { useLocation, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSetHeld } from '../../components/address-filter';

/** Cursors lead forwards only, so the way back is kept with the entry in the browser's history. */
export function Paging({ cursor, nextCursor }: { cursor: string; nextCursor: string | null }) {
  const { t } = useTranslation();
  const held: Record<string, string | undefined> = useSearch({ strict: false });
  const setHeld = useSetHeld();
  const state = useLocation({ select: (location) => location.state });
  const trail = state.trail ?? [];
  if (cursor === '' && nextCursor === null) return null;

  function go(to: string, by: string[]) {
    // What else is kept with the entry stays: it belongs to the same list.
    setHeld({ ...held, cursor: to }, { ...state, trail: by });
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
