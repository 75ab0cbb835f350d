import { Paragraph, Spinner } from '@digdir/designsystemet-react';

export function Loading({ text }: { text: string }) {
  return (
    <div className="loading" role="status">
      <Spinner aria-hidden="true" data-size="sm" />
      <Paragraph>{text}</Paragraph>
    </div>
  );
}
