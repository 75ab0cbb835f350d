import type { FormEvent } from 'react';
import { useSearchParams } from 'react-router';

/** What a list is narrowed by stands in the address, so that it can be sent on and gone back to. */
export function useAddressFilter(names: readonly string[]) {
  const [query, setQuery] = useSearchParams();
  const filter = given(names, (name) => query.get(name));

  /** Takes over what was typed; `kept` stands in the address beside it. */
  function show(event: FormEvent<HTMLFormElement>, kept: Record<string, string> = {}) {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    setQuery({
      ...kept,
      ...given(names, (name) => {
        const value = typed.get(name);
        return typeof value === 'string' ? value.trim() : null;
      }),
    });
  }

  return { query, filter, cursor: query.get('cursor') ?? '', show };
}

function given(
  names: readonly string[],
  valueOf: (name: string) => string | null,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = valueOf(name);
      return value ? [[name, value]] : [];
    }),
  );
}
