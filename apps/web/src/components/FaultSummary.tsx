import { ErrorSummary } from '@digdir/designsystemet-react';
import type { MouseEvent, ReactNode } from 'react';
import { fieldId, type FieldFault } from './form';

interface FaultSummaryProps {
  heading: string;
  faults: readonly FieldFault[];
  /** Shows the field before it is gone to. */
  onGoTo?: (field: string) => void;
  children?: ReactNode;
}

/** All faults of a form in one place, each a link to its field. Takes focus when it appears. */
export function FaultSummary({ heading, faults, onGoTo, children }: FaultSummaryProps) {
  return (
    <ErrorSummary>
      <ErrorSummary.Heading>{heading}</ErrorSummary.Heading>
      <ErrorSummary.List>
        {faults.map(({ field, label, text, isInForm }) => (
          <ErrorSummary.Item key={`${field} ${text}`}>
            {isInForm ? (
              <ErrorSummary.Link
                href={`#${fieldId(field)}`}
                onClick={(event) => {
                  if (onGoTo) event.preventDefault();
                  if (onGoTo) onGoTo(field);
                  else goTo(event);
                }}
              >
                {label}: {text}
              </ErrorSummary.Link>
            ) : (
              [label, text].filter(Boolean).join(': ')
            )}
          </ErrorSummary.Item>
        ))}
      </ErrorSummary.List>
      {children}
    </ErrorSummary>
  );
}

/** Moves to the field without a change of address, which would put away what the page was told. */
function goTo(event: MouseEvent<HTMLAnchorElement>): void {
  event.preventDefault();
  document.getElementById(event.currentTarget.hash.slice(1))?.focus();
}
