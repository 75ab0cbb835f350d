import type { FieldProblem } from '../../../api/client';
import type { Values } from '../../../components/typed-text';

type Check = (command: string, body: Values) => FieldProblem[];

let loading: Promise<Check> | null = null;

/** Fetches the schemas of the server, which come with the first form that is opened. */
export function prepareBodyCheck(): Promise<Check> {
  loading ??= import('./schemas').then(
    ({ problemsInBody }) => problemsInBody,
    // Files of an earlier build may be gone; the server judges all the same.
    () => {
      loading = null;
      return () => [];
    },
  );
  return loading;
}
