import { createContext, useContext } from 'react';

/** A fault in one field, in words; some faults lie in facts that the form does not ask for. */
export interface FieldFault {
  field: string;
  label: string;
  text: string;
  isInForm: boolean;
}

/** What the fields of a form share. Paths are dotted: `sources.0.reason`. */
export interface FormState {
  valueOf: (path: string) => unknown;
  change: (path: string, value: unknown) => void;
  faultOf: (path: string) => string | undefined;
  /** The words around the field at a path. */
  labelOf: (path: string) => string;
  helpOf: (path: string) => string | undefined;
  optionOf: (path: string, value: string) => string;
  /** Left out: the fields do not say which of them must be filled in. */
  isRequired?: (path: string) => boolean;
}

export const FormContext = createContext<FormState | null>(null);

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (form === null) throw new Error('A field stands outside a form.');
  return form;
}

/** The id of the element that an error summary links to. */
export const fieldId = (path: string) => `field-${path.replaceAll('.', '-')}`;
