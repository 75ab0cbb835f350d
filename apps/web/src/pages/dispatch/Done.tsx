import { Alert, Paragraph } from '@digdir/designsystemet-react';
import { useEffect, useRef } from 'react';

/** What came of it. Takes focus: what was pressed is often gone by then. */
export function Done({ text }: { text: string }) {
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => target.current?.focus(), [text]);
  return (
    <Alert data-color="success" data-size="sm" role="status" tabIndex={-1} ref={target}>
      <Paragraph>{text}</Paragraph>
    </Alert>
  );
}
