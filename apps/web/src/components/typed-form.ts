import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import { type FieldErrors, get, set, useForm, type UseFormReturn, useWatch } from 'react-hook-form';
import type { FieldProblem } from '../api/client';
import { dropTypedText, keepTypedText, typedText, type Values } from './typed-text';

/** What is wrong with a field of the form, as the server says it or would say it. */
export interface Fault extends FieldProblem {
  /** Its path in what was sent, where that is not its path in the form. */
  sentAs?: string;
  /** The code of the answer that names it. */
  refusal: string;
}

/** A fault among the errors of react-hook-form: found here before anything was sent, or by the server. */
export interface PlacedFault {
  type: 'page' | 'server';
  fault: Fault;
}

/** What may be asked of a form while it is written in; the same object for as long as it stands. */
export type Fields = UseFormReturn<Values>;

type FindFaults = (values: Values) => Promise<readonly Fault[]>;

const noFaults: FindFaults = () => Promise.resolve([]);

/**
 * A form of react-hook-form whose text is kept in this tab until it is sent. `key` names the form and
 * the person; `initial` is what the server has, the same object for as long as it says the same.
 * Fields read and write by their path and are not registered: a registered field gets back, in a new
 * row, what stood in the row that was removed there.
 */
export function useTypedForm(key: string, initial: Values, findFaults: FindFaults = noFaults) {
  const [kept] = useState(() => typedText(key));
  const fields = useForm<Values>({
    defaultValues: kept ?? initial,
    shouldFocusError: false,
    resolver: async (values) => {
      const faults = await findFaults(values);
      return faults.length === 0
        ? { values, errors: {} }
        : { values: {}, errors: errorsOf(faults.map((fault) => ({ type: 'page', fault }))) };
    },
  });
  const { isDirty: isTyped } = fields.formState;
  const isTypedNow = useRef(kept !== null);
  const shown = useRef(kept === null ? initial : null);

  useLayoutEffect(
    () =>
      fields.subscribe({
        formState: { values: true, isDirty: true },
        callback: ({ values, isDirty = false }) => {
          isTypedNow.current = isDirty;
          if (isDirty) keepTypedText(key, values);
          else dropTypedText(key);
        },
      }),
    [fields, key],
  );

  // What the server has changed meanwhile is shown, unless something here waits to be sent. Before
  // the page is drawn: a key that is pressed at once would else be undone.
  useLayoutEffect(() => {
    if (shown.current === initial) return;
    shown.current = initial;
    if (isTypedNow.current) fields.resetDefaultValues(initial);
    else fields.reset(initial);
  }, [fields, initial]);

  const change = useCallback(
    (path: string, value: unknown) => {
      fields.setValue(path, value, { shouldDirty: true, shouldTouch: true });
      judgeAnew(fields, path);
    },
    [fields],
  );

  /** The server has `sent`; what was typed after it was sent is still to come. */
  const hasArrived = useCallback((sent: Values) => fields.resetDefaultValues(sent), [fields]);

  const startOver = useCallback(() => fields.reset(initial), [fields, initial]);

  return { fields, isTyped, change, hasArrived, startOver };
}

/** The text in a field; drawn anew when it changes. */
export function useText(fields: Fields, name: string): string {
  const value = useWatch({ control: fields.control, name });
  return typeof value === 'string' ? value : '';
}

/** Puts what the server found at its fields, in place of what stood there. */
export function placeFaults(fields: Fields, faults: readonly Fault[]): void {
  fields.clearErrors();
  // Of two faults in one field the first is said there.
  for (const fault of [...faults].reverse()) {
    const placed: PlacedFault = { type: 'server', fault };
    fields.setError(fault.field, placed);
  }
}

/** The fault of react-hook-form's error at a path. */
export function faultOf(error: unknown): Fault | undefined {
  return (error as Partial<PlacedFault> | undefined)?.fault;
}

/** All faults of a form. */
export function faultsAmong(errors: unknown): Fault[] {
  return placedAmong(errors).map(({ fault }) => fault);
}

/** The field that was changed, and what was found wrong here before; what the server found stands. */
function judgeAnew(fields: Fields, path: string): void {
  const placed = placedAmong(fields.getErrors());
  if (placed.length === 0) return;
  const ours = placed.filter(({ type }) => type === 'page').map(({ fault }) => fault.field);
  void fields.trigger([path, ...ours]);
}

function placedAmong(errors: unknown): PlacedFault[] {
  if (typeof errors !== 'object' || errors === null) return [];
  const { fault, ...within } = errors as Partial<PlacedFault>;
  const own = fault ? [errors as PlacedFault] : [];
  return [...own, ...Object.values(within).flatMap(placedAmong)];
}

export function errorsOf(faults: readonly PlacedFault[]): FieldErrors<Values> {
  const errors: FieldErrors<Values> = {};
  for (const placed of faults) {
    const { field } = placed.fault;
    // Of two faults in one field the first is said; a list may be at fault beside its rows.
    const there = get(errors, field) as object | undefined;
    if (!faultOf(there)) set(errors, field, { ...there, ...placed });
  }
  return errors;
}
