import { type AnyRoute, createRouter } from '@tanstack/react-router';
import type { FieldProblem } from './api/client';
import { App } from './App';
import { PageLoading } from './components/Loading';
import { root } from './screen';
import { screens } from './screens';
import { parseSearch, stringifySearch } from './search';

type RoutesOf<Screens extends readonly { route: AnyRoute }[]> = {
  [Index in keyof Screens]: Screens[Index]['route'];
};

const tree = root
  .update({ component: App })
  .addChildren(screens.map(({ route }) => route) as unknown as RoutesOf<typeof screens>);

export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // What was asked for is kept by its query; the router keeps nothing beside it.
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PageLoading,
  defaultPendingMs: 300,
  defaultPendingMinMs: 0,
  // Each page says where it is read from (components/Page); a filter moves nothing.
  scrollRestoration: () => false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  /** What one page hands over to the next, and no address tells. */
  interface HistoryState {
    /** What the server found wrong when the application was sent. */
    problems?: readonly FieldProblem[] | undefined;
    /** The fields that a copy could not take with it. */
    leftOut?: readonly string[];
    /** The cursors that led to this page of a list. */
    trail?: readonly string[];
    /** What an auditor searches for: it may name somebody. */
    words?: string;
  }
}
