import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** When the page stands still; before that the line is for what is seen. */
const afterDrawnMs = 1_000;

/** A file of code, kept when it has come; one that did not come is told of as a broken page. */
function codeQuery<Code>(name: string, load: () => Promise<Code>) {
  return queryOptions({
    queryKey: ['code', name],
    queryFn: load,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
    throwOnError: true,
  });
}

const applicationCode = codeQuery('application', () => import('./application/ApplicationForm'));
const commandCode = codeQuery('command', () => import('./CommandForm'));

/** The code of the form that is open: whoever reads a case is not held up by all of its forms. */
export function useFormCode(name: string, isOpen: boolean) {
  const isApplication = name === 'edit-draft';
  const application = useQuery({ ...applicationCode, enabled: isOpen && isApplication });
  const command = useQuery({ ...commandCode, enabled: isOpen && !isApplication });
  return {
    ApplicationForm: application.data?.ApplicationForm,
    CommandForm: command.data?.CommandForm,
    // The other may be on its way, ahead.
    isLoading: isOpen && (isApplication ? application : command).isPending,
  };
}

/** Once the case is drawn, the forms of what may be done with it are fetched, to open at once. */
export function useFormsAhead(names: readonly string[]) {
  const queries = useQueryClient();
  const hasApplication = names.includes('edit-draft');
  const hasCommand = names.some((name) => name !== 'edit-draft');
  useEffect(() => {
    const afterwards = setTimeout(() => {
      if (hasApplication) void queries.prefetchQuery(applicationCode);
      if (hasCommand) void queries.prefetchQuery(commandCode);
    }, afterDrawnMs);
    return () => clearTimeout(afterwards);
  }, [queries, hasApplication, hasCommand]);
}
