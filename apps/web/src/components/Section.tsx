import { Heading } from '@digdir/designsystemet-react';
import { useId, type ReactNode, type Ref } from 'react';

/** A part of a page under its own h2, found by that name among the landmarks. */
export function Section({
  heading,
  target,
  children,
}: {
  heading: string;
  target?: Ref<HTMLElement>;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="section" ref={target}>
      <Heading level={2} data-size="xs" id={id}>
        {heading}
      </Heading>
      {children}
    </section>
  );
}
