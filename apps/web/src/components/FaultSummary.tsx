import { ErrorSummary } from '@digdir/designsystemet-react';
import type { ReactNode } from 'react';
import { fieldId, type FieldFault } from './form';

interface FaultSummaryProps {
  heading: string;
  faults: readonly FieldFault[];
  children?: ReactNode;
}

/** All faults of a form in one place, each a link to its field. Takes focus when it appears. */
export function FaultSummary({ heading, faults, children }: FaultSummaryProps) {
  return (
    <ErrorSummary>
      <ErrorSummary.Heading>{heading}</ErrorSummary.Heading>
      <ErrorSummary.List>
        {faults.map(({ field, label, text, isInForm }) => (
          <ErrorSummary.Item key={`${field} ${text}`}>
            {isInForm ? (
              <ErrorSummary.Link href={`#${fieldId(field)}`}>
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
