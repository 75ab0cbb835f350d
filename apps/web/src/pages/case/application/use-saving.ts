import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Problem, request } from '../../../api/client';
import { caseKey } from '../../../api/queries';
import type { CaseDetail, CommandAnswer } from '../../../api/types';
import type { useTypedForm } from '../../../components/typed-form';
import { withoutEmpty, type Values } from '../../../components/typed-text';

type Typed = ReturnType<typeof useTypedForm>;

interface Sent {
  answers: Values;
  seen: Values;
  typedValues: Values;
}

/** What stands in the form: the answers, and what the server held when they were begun on. */
export function answersIn({ application, seen }: Values) {
  return { answers: written(application as Values), seen: (seen ?? {}) as Values };
}

interface Saved {
  answers: Values;
  /** Why some of the answers were not saved, where the others were. */
  problem: Problem | null;
}

/** How long a pause in somebody's writing is. */
const pauseMs = 1_500;

/**
 * Saves the answers that have changed, each against what stood in its place: when asked to, and by
 * itself whenever the writing pauses. An answer that cannot be saved holds up no other.
 */
export function useSaving({ id, version }: CaseDetail, typed: Typed) {
  const queries = useQueryClient();
  const { fields } = typed;
  const [asked, setAsked] = useState(0);
  // What was turned down is not sent again by itself before it has changed.
  const refused = useRef(new Map<string, string>());
  const saving = useMutation<Saved, Problem, Sent>({
    mutationFn: async ({ answers, seen }) => {
      try {
        await send(answers, seen);
        return { answers, problem: null };
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        const faulty = fieldsAtFault(problem);
        for (const field of faulty) refused.current.set(field, JSON.stringify(answers[field]));
        const rest = without(answers, faulty);
        if (faulty.length === 0 || Object.keys(rest).length === 0) throw problem;
        await send(rest, without(seen, faulty));
        return { answers: rest, problem };
      }
    },
    onSuccess: async ({ answers, problem }, { typedValues }) => {
      const seen = { ...(fields.getValues('seen') as Values), ...answers };
      fields.setValue('seen', seen);
      if (!problem) typed.hasArrived({ ...typedValues, seen });
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });

  function send(answers: Values, seen: Values) {
    const body = { version, answers, seen };
    return request<CommandAnswer>(`/cases/${id}/commands/save-answers`, { method: 'POST', body });
  }

  function save() {
    setAsked((times) => times + 1);
    saveChanged(() => true);
  }

  function saveChanged(isDue: (field: string, answer: unknown) => boolean) {
    if (saving.isPending) return;
    const { answers, seen } = answersIn(fields.getValues());
    const changed = [...new Set([...Object.keys(answers), ...Object.keys(seen)])].filter(
      (field) =>
        JSON.stringify(answers[field]) !== JSON.stringify(seen[field]) &&
        isDue(field, answers[field]),
    );
    if (changed.length === 0) return;
    const among = (values: Values) =>
      Object.fromEntries(changed.map((field) => [field, values[field] ?? null]));
    const typedValues = structuredClone(fields.getValues());
    saving.mutate({ answers: among(answers), seen: among(seen), typedValues });
  }

  const saveUnrefused = useRef(() => {});
  saveUnrefused.current = () =>
    saveChanged((field, answer) => refused.current.get(field) !== JSON.stringify(answer ?? null));

  useEffect(() => {
    if (!typed.isTyped || saving.isPending) return undefined;
    const begin = () => setTimeout(() => saveUnrefused.current(), pauseMs);
    let pause = begin();
    const stopListening = fields.subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(pause);
        pause = begin();
      },
    });
    return () => {
      clearTimeout(pause);
      stopListening();
    };
  }, [fields, typed.isTyped, saving.isPending]);

  /** What somebody else wrote is read; the answers in dispute may then be saved over it. */
  async function loadNewest() {
    const newest = await request<CaseDetail>(`/cases/${id}`);
    const theirs = newest.application ?? {};
    const { answers, seen } = answersIn(fields.getValues());
    const own = Object.entries(answers).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(seen[field]),
    );
    typed.change('application', { ...theirs, ...Object.fromEntries(own) });
    typed.change('seen', theirs);
    refused.current.clear();
    queries.setQueryData(caseKey(id), newest);
    saving.reset();
  }

  const problem = saving.error ?? saving.data?.problem ?? null;
  return { isPending: saving.isPending, problem, asked, save, loadNewest };
}

/** The answers that the server turned down, by the question. */
function fieldsAtFault({ code, problems }: Problem): string[] {
  if (code !== 'answers-changed' && code !== 'body-malformed') return [];
  return [...new Set(problems.map(({ field }) => field.split('.')[1] ?? ''))].filter(Boolean);
}

function without(values: Values, fields: readonly string[]): Values {
  return Object.fromEntries(Object.entries(values).filter(([field]) => !fields.includes(field)));
}

/** Rows at the end of a list that nothing was written in are left out. */
export function written(application: Values | undefined): Values {
  const kept = Object.entries(withoutEmpty(application ?? {})).map(([name, value]) => [
    name,
    upToLastWritten(value),
  ]);
  return withoutEmpty(Object.fromEntries(kept) as Values);
}

function upToLastWritten(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  const rows = (value as unknown[]).map((row) => {
    if (typeof row !== 'object' || row === null) return row;
    const { variables, ...rest } = row as Values;
    const kept = upToLastWritten(variables) as unknown[] | undefined;
    return kept && kept.length > 0 ? { ...rest, variables: kept } : rest;
  });
  const isWritten = (row: unknown) =>
    typeof row !== 'object' || row === null || Object.keys(row).length > 0;
  return rows.slice(0, rows.findLastIndex(isWritten) + 1);
}
