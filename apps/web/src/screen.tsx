import {
  type AsyncRouteComponent,
  createRootRoute,
  createRoute,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { maySession } from './api/may-session';
import { meKey, queryClient, useMe } from './api/queries';
import type { Me } from './api/types';
import { NotFound } from './pages/NotFound';
import { SignedOut } from './pages/SignedOut';

/** `anybody` needs no sign-in, `everybody` does. The API decides the same again. */
export type IsFor = 'anybody' | 'everybody' | ((me: Me) => boolean);

export interface ScreenLink {
  from: 'top' | 'foot';
  /** Key of its words. */
  words: string;
  /** Where the address holds somebody's own; else the path. */
  to?: (me: Me) => readonly string[];
}

/** One page: where it is, whom it is for, what links to it, and what it is. */
interface Screen<Path extends string, Held extends object> {
  path: Path;
  isFor: IsFor;
  link?: ScreenLink;
  /** What its address holds; nothing else of the address reaches the page. */
  holds?: (held: Record<string, unknown>) => Held;
  page: AsyncRouteComponent<{ me: Me }>;
  /** Asks for what the page shows first, beside its code. */
  load?: (params: Record<string, string | undefined>, held: Held) => void;
}

export const root = createRootRoute();

/** A page of the table, and its place in the tree of addresses. */
export function screen<const Path extends string, Held extends object = object>({
  path,
  isFor,
  link,
  holds = () => ({}) as Held,
  page: Page,
  load,
}: Screen<Path, Held>) {
  function Guarded() {
    const me = useMe().data ?? null;
    if (!isOpenTo(isFor, me)) return me ? <NotFound /> : <SignedOut />;
    // Only a page that is for anybody is drawn for nobody.
    return <Page me={me as Me} />;
  }

  // The code of a page is not fetched for who will not see it.
  Guarded.preload = async () => {
    if (mayBegin(isFor)) await Page.preload?.();
  };

  const route = createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: holds,
    loaderDeps: ({ search }): object => (load ? search : {}),
    // A page that is only pointed at is not read: a reading of a case is told in its log.
    loader: ({ params, deps, preload }) => {
      if (load && !preload && mayBegin(isFor)) {
        load(params as Record<string, string | undefined>, deps as Held);
      }
    },
    component: Guarded,
  });
  return { path, isFor, link, route };
}

/** A page that is fetched when somebody points at a link to it, or opens it. */
export const later = lazyRouteComponent;

export function isOpenTo(isFor: IsFor, me: Me | null): boolean {
  if (isFor === 'anybody') return true;
  return me !== null && (isFor === 'everybody' || isFor(me));
}

/** Whether to begin at a page before it is known who is there: who has signed in from here may be. */
function mayBegin(isFor: IsFor): boolean {
  const me = queryClient.getQueryData<Me | null>(meKey);
  return me === undefined ? isFor === 'anybody' || maySession.isLikely() : isOpenTo(isFor, me);
}
