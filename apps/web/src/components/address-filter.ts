import { type HistoryState, useNavigate, useSearch } from '@tanstack/react-router';
import type { FormEvent } from 'react';

/** What a list is narrowed by stands in the address, so that it can be sent on and gone back to. */
export function useAddressFilter(names: readonly string[]) {
  const held: Record<string, string | undefined> = useSearch({ strict: false });
  const setHeld = useSetHeld();
  const filter = given(names, (name) => held[name]);

  /** Takes over what was typed; `kept` stands in the address beside it. */
  function show(event: FormEvent<HTMLFormElement>, kept: Record<string, string> = {}) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setHeld({
      ...kept,
      ...given(names, (name) => {
        const value = typed.get(name);
        return typeof value === 'string' ? value.trim() : null;
      }),
    });
  }

  return { filter, cursor: held['cursor'] ?? '', show };
}

function given(
  names: readonly string[],
  valueOf: (name: string) => string | null | undefined,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueOf(name);
      return value ? [[name, value]] : [];
    }),
  );
}

/** Puts something else into the address of the page one is at, whichever it is. */
export function useSetHeld() {
  const navigate = useNavigate();
  return (held: Record<string, string | undefined>, state?: HistoryState) =>
    // The page reads what it holds by its own schema (addresses).
    void navigate({ to: '.', search: held as never, ...(state && { state }) });
}
