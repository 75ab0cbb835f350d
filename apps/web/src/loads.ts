import type { FetchQueryOptions, QueryKey } from '@tanstack/react-query';
import { auditsQuery } from './api/audits';
import { askForMe, caseQuery, clocksQuery, queryClient, timelineQuery } from './api/queries';
import { definitionsQuery } from './api/statistics';
import { draftsQuery, filterIn, queuesQuery, savedQuery, worklistQuery } from './api/worklist';
import { workspaceQuery } from './api/workspace';
import type { heldBy } from './addresses';
import { isApplicant } from './pages/apply/applicant';
import { isOfHouse } from './pages/insights/house';

type Params = Record<string, string | undefined>;
type HeldBy<Page extends keyof typeof heldBy> = ReturnType<(typeof heldBy)[Page]>;

/** What the pages that are opened first ask for, as soon as their address is known. */
export const loads = {
  worklist: (_: Params, held: HeldBy<'worklist'>) => {
    ask(worklistQuery(filterIn(held), held.cursor ?? ''));
    ask(savedQuery);
    void askForMe().then((me) => {
      if (me && isOfHouse(me)) ask(queuesQuery);
      if (me && isApplicant(me)) {
        ask(workspaceQuery);
        ask(draftsQuery);
      }
    });
  },

  case: ({ id = '', part = 'overview' }: Params, held: HeldBy<'case'>) => {
    // Of a case that one does not see nothing more is asked.
    void queryClient.fetchQuery(caseQuery(id)).then(
      () => {
        ask(clocksQuery(id));
        if (held.command === undefined && part === 'overview') ask(timelineQuery(id));
      },
      () => undefined,
    );
  },

  audits: () => ask(auditsQuery),

  overview: () => {
    ask(auditsQuery);
    ask(definitionsQuery);
  },
};

/** What comes of it, the page is told when it asks for the same. */
function ask<Data, Failure, Key extends QueryKey>(
  query: FetchQueryOptions<Data, Failure, Data, Key>,
): void {
  void queryClient.prefetchQuery(query);
}
