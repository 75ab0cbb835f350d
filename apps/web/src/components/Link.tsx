import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

interface AnchorProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'aria-current'> {
  /** That it leads to what is shown now, of those beside it. */
  isCurrent?: boolean;
  ref?: Ref<HTMLAnchorElement>;
  disabled?: boolean;
  'aria-current'?: unknown;
  'data-status'?: unknown;
}

/**
 * A link within Tilgang. The router marks each link to the page one is at, or to one above it, as
 * current; here only who draws it knows.
 */
export const Link = createLink(function Anchor({
  isCurrent = false,
  disabled: _disabled,
  'aria-current': _current,
  'data-status': _status,
  ...props
}: AnchorProps) {
  return <a {...props} aria-current={isCurrent ? 'page' : undefined} />;
});
