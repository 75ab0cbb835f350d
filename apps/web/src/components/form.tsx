import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { useWatch } from 'react-hook-form';
import { type Fault, faultOf, type Fields } from './typed-form';

/** A fault in one field, in words; some faults lie in facts that the form does not ask for. */
export interface FieldFault {
  field: string;
  label: string;
  text: string;
  isInForm: boolean;
}

/** The words around the field at a path. */
export interface FormWords {
  labelOf: (path: string) => string;
  helpOf: (path: string) => string | undefined;
  optionOf: (path: string, value: string) => string;
  /** Left out: the fields do not say which of them must be filled in. */
  isRequired?: (path: string) => boolean;
}

/** What the fields of a form share. Paths are dotted: `sources.0.reason`. */
export interface FormState extends FormWords {
  fields: Fields;
  change: (path: string, value: unknown) => void;
  /** What stands at a path just now; a field that shows it uses {@link useValueAt}. */
  valueNow: (path: string) => unknown;
  /** Where among the values a field is, where its words go by another path. */
  placeOf: (path: string) => string;
  textOf: (fault: Fault) => string;
  /** What is said of a value that is saved and not sent yet. */
  noteOn: (path: string, value: unknown) => string | undefined;
}

const FormContext = createContext<FormState | null>(null);

interface FormFieldsProps {
  form: Pick<FormState, 'fields' | 'change'>;
  words: FormWords;
  textOf: FormState['textOf'];
  noteOn?: FormState['noteOn'];
  children: ReactNode;
}

/** Around the fields of a form. What it is given stays the same while it says the same: else all is drawn. */
export function FormFields({ form, words, textOf, noteOn, children }: FormFieldsProps) {
  const { fields, change } = form;
  const state = useMemo<FormState>(
    () => ({
      ...words,
      fields,
      change,
      valueNow: (path) => fields.getValues(path),
      placeOf: (path) => path,
      textOf,
      noteOn: noteOn ?? (() => undefined),
    }),
    [fields, change, textOf, noteOn, words],
  );
  return <FormContext value={state}>{children}</FormContext>;
}

interface FieldsWithinProps {
  words: FormWords;
  /** Where their values lie in the form around, where that is elsewhere than their paths say. */
  placeOf?: (path: string) => string;
  children: ReactNode;
}

/** Fields with words of their own, in the form around them. */
export function FieldsWithin({ words, placeOf, children }: FieldsWithinProps) {
  const around = useForm();
  const state = useMemo<FormState>(
    () => ({
      ...around,
      ...words,
      ...(placeOf && {
        placeOf,
        change: (path, value) => around.change(placeOf(path), value),
        valueNow: (path) => around.valueNow(placeOf(path)),
      }),
    }),
    [around, words, placeOf],
  );
  return <FormContext value={state}>{children}</FormContext>;
}

export function useForm(): FormState {
  const form = useContext(FormContext);
  if (form === null) throw new Error('A field stands outside a form.');
  return form;
}

/** The value at a path; drawn anew when it changes, and at no other key. */
export function useValueAt(path: string): unknown {
  const { fields, placeOf } = useForm();
  return useWatch({ control: fields.control, name: placeOf(path) });
}

/** What is made of the value at a path; drawn anew when that is another. */
export function useMadeOf<Made>(path: string, make: (value: unknown) => Made): Made {
  const { fields, placeOf } = useForm();
  return useWatch({ control: fields.control, name: placeOf(path), compute: make });
}

/** What is wrong at a path, in words; drawn anew when that is something else. */
export function useFault(path: string): string | undefined {
  return useFaultsWithin(path, nothingWithin)[0];
}

const nothingWithin: readonly string[] = [];

/** What is wrong at a path, and at each of its parts: one listener for them all. */
export function useFaultsWithin(path: string, parts: readonly string[]): (string | undefined)[] {
  const { fields, placeOf, textOf, noteOn } = useForm();
  const name = placeOf(path);
  const subscribe = useCallback(
    (onChange: () => void) =>
      fields.subscribe({ name, formState: { errors: true, values: true }, callback: onChange }),
    [fields, name],
  );
  const texts = useSyncExternalStore(subscribe, () =>
    JSON.stringify([path, ...parts.map((part) => `${path}.${part}`)].map(textAt)),
  );
  return (JSON.parse(texts) as (string | null)[]).map((text) => text ?? undefined);

  function textAt(each: string): string | undefined {
    const place = placeOf(each);
    const fault = faultOf(fields.getFieldState(place).error);
    return fault ? textOf(fault) : noteOn(each, fields.getValues(place));
  }
}

/** The id of the element that an error summary links to. */
export const fieldId = (path: string) => `field-${path.replaceAll('.', '-')}`;
