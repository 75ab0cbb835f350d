import { begin } from './api/begun';
import { maySession } from './api/may-session';
import { worklistPath } from './api/worklist-path';
import { catalogues, firstLanguage } from './texts/catalogues';

/**
 * The first that runs, before the page's own code is here: asks for the words, the person, the page
 * at this address and what stands in it at once, where each would else be asked for when the one
 * before it had come. Whoever needs them is told of what fails; the API decides what is answered.
 */

type Load = () => Promise<unknown>;

interface Ahead {
  at: RegExp;
  pages: (query: URLSearchParams) => Load[];
  ask?: (parts: string[], query: URLSearchParams) => void;
}

const ahead: readonly Ahead[] = [
  {
    at: /^\/$/,
    pages: () => [() => import('./pages/worklist/Worklist')],
    ask: (_, query) => quietly([worklistPath((name) => query.get(name)), '/worklist/filters']),
  },
  {
    at: /^\/cases\/([0-9a-f-]+)(?:\/([a-z]+))?$/,
    pages: (query) => [() => import('./pages/case/CasePage'), ...formIn(query)],
    ask: ([id = '', part], query) => void askForCase(id, part, query.get('command')),
  },
  {
    at: /^\/audits\/([0-9a-f-]+)$/,
    pages: () => [() => import('./pages/audits/AuditRoom')],
    ask: (_, query) =>
      quietly(['/audits', '/statistics', ...(query.size === 0 ? firstReports.map(reportAt) : [])]),
  },
  { at: /^\/audits(\/|$)/, pages: () => [() => import('./pages/audits/AuditRoom')] },
];

/** What an auditor sees first (pages/audits/Overview). */
const firstReports = 'weeks-to-data within-limits time-per-party open-ages recipients'.split(' ');
const reportAt = (name: string) => `/statistics/${name}?`;

start();

function start() {
  fetched(catalogues[firstLanguage()]);
  const { pathname, search } = window.location;
  if (maySession.isLikely()) {
    quietly(['/me', '/registries']);
    begin('/me/notices?limit=1&unread=true', { isBackground: true }).catch(() => undefined);
    const query = new URLSearchParams(search);
    const found = ahead.find(({ at }) => at.test(pathname));
    found?.ask?.(found.at.exec(pathname)?.slice(1) ?? [], query);
    found?.pages(query).forEach(fetched);
  }
  // What it draws in may not be here yet, as this script waits for nothing.
  if (document.readyState === 'loading') {
    document.addEventListener('DOMContentLoaded', () => void import('./main'));
  } else {
    void import('./main');
  }
}

function formIn(query: URLSearchParams): Load[] {
  const command = query.get('command');
  if (command === null) return [];
  return command === 'edit-draft'
    ? [() => import('./pages/case/application/ApplicationForm')]
    : [() => import('./pages/case/CommandForm')];
}

/** The rest of a case is asked for when it is known that this person may see it. */
async function askForCase(id: string, part: string | undefined, command: string | null) {
  try {
    const answer = await begin(`/cases/${id}`);
    if (!answer.ok) return;
    const isDraft = command === 'edit-draft';
    const isOverview = part === undefined && (command === null || isDraft);
    quietly([
      `/cases/${id}/clocks`,
      ...(isOverview ? [`/cases/${id}/timeline`] : []),
      ...(isDraft ? [`/cases/${id}/completeness`] : []),
    ]);
    const { formVersion } = (await answer.clone().json()) as { formVersion: string };
    if (isDraft || part === 'application') quietly([`/forms/${formVersion}`]);
  } catch {
    // Told by whoever asks for the case.
  }
}

function quietly(paths: readonly string[]) {
  for (const path of paths) begin(path).catch(() => undefined);
}

function fetched(load: Load) {
  load().catch(() => undefined);
}
