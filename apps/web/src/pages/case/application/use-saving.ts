import { useMutation, useQueryClient } from '@tanstack/react-query';
import { request, type Problem } from '../../../api/client';
import { caseKey } from '../../../api/queries';
import type { CaseDetail, CommandAnswer } from '../../../api/types';
import { withoutEmpty, type useTypedText, type Values } from '../../../components/typed-text';

type Typed = ReturnType<typeof useTypedText>;

interface Sent {
  answers: Values;
  seen: Values;
  typedValues: Values;
}

/** What stands in the form: the answers, and what the server held when they were begun on. */
export function answersIn({ application, seen }: Values) {
  return { answers: written(application as Values), seen: (seen ?? {}) as Values };
}

/** Saves the answers that have changed, each against what stood in its place. */
export function useSaving({ id, version }: CaseDetail, typed: Typed) {
  const queries = useQueryClient();
  const saving = useMutation<CommandAnswer, Problem, Sent>({
    mutationFn: ({ answers, seen }) =>
      request(`/cases/${id}/commands/save-answers`, {
        method: 'POST',
        body: { version, answers, seen },
      }),
    onSuccess: async (_, { answers, typedValues }) => {
      typed.hasArrived(typedValues, (values) => ({
        ...values,
        seen: { ...(values['seen'] as Values), ...answers },
      }));
      await queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });

  function save() {
    if (saving.isPending) return;
    const { answers, seen } = answersIn(typed.values);
    const fields = [...new Set([...Object.keys(answers), ...Object.keys(seen)])].filter(
      (field) => JSON.stringify(answers[field]) !== JSON.stringify(seen[field]),
    );
    if (fields.length === 0 && !typed.isTyped) return;
    const among = (values: Values) =>
      Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
    saving.mutate({ answers: among(answers), seen: among(seen), typedValues: typed.values });
  }

  /** What somebody else wrote is read; the answers in dispute may then be saved over it. */
  async function loadNewest() {
    const newest = await request<CaseDetail>(`/cases/${id}`);
    const theirs = newest.application ?? {};
    const { answers, seen } = answersIn(typed.values);
    const own = Object.entries(answers).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(seen[field]),
    );
    typed.change('application', { ...theirs, ...Object.fromEntries(own) });
    typed.change('seen', theirs);
    queries.setQueryData(caseKey(id), newest);
    saving.reset();
  }

  return { saving, save, loadNewest };
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
