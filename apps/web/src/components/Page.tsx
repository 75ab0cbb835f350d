import { Heading } from '@digdir/designsystemet-react';
import { useEffect, useRef, type ReactNode } from 'react';

interface PageProps {
  title: string;
  /** The heading where it says more than the title of the document. */
  heading?: ReactNode;
  children: ReactNode;
}

let isFirstPage = true;
const firstAddress = window.location.pathname;

/**
 * A screen with its one h1: names the document after it and moves focus to it on every change of
 * page, so that a screen reader starts where a sighted reader looks. The first page is left alone,
 * and so is a focus that something on the page has taken.
 */
export function Page({ title, heading, children }: PageProps) {
  const target = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} – Tilgang`;
  }, [title]);

  useEffect(() => {
    // Who is quick has gone on before the first page was drawn.
    const isFirst = isFirstPage && window.location.pathname === firstAddress;
    isFirstPage = false;
    if (isFirst) return;
    // A form that the address opens has taken the focus already: who chose a task is led to it.
    const around = target.current?.parentElement;
    const here = document.activeElement;
    if (here !== around && around?.contains(here)) return;
    target.current?.focus();
    window.scrollTo(0, 0);
  }, []);

  return (
    <>
      <Heading level={1} data-size="md" tabIndex={-1} ref={target} className="page-heading">
        {heading ?? title}
      </Heading>
      {children}
    </>
  );
}
