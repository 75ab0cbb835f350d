import { openAppeals } from './appeals/appeal.rules.js';
import { consentsToFollowUp, lacksFinalReport } from './permits/case.closure.rules.js';
import { isCarriedOut, restsOnParent } from './case.family.rules.js';
import type { Refusing, Tracks } from './case.model.js';
import { hasKeys } from './case.waiting.rules.js';
import { refuse } from './refusal.rules.js';

/** When a case is at its end, and what stands in the way. */

export function refuseUnended(tracks: Tracks): Refusing | null {
  if (mayClose(tracks)) return null;
  if (consentsToFollowUp(tracks).length > 0) {
    return refuse('consent-withdrawal-open', {
      field: 'consent-withdrawal',
      rule: 'the data of those who no longer consent are dealt with before a case is closed',
      todo: 'record what became of the data',
    });
  }
  if (openAppeals(tracks.appeal).length > 0) return refuse('appeal-under-way');
  if (isProjectOver(tracks) && lacksFinalReport(tracks)) {
    return refuse('final-report-missing', {
      field: 'final-report',
      rule: 'research that REK has approved ends with a final report',
      todo: 'await the report, record one that came by letter, or say why none is awaited',
    });
  }
  return refuse('project-not-ended', {
    field: 'closure',
    rule: 'the data are confirmed deleted and the keys destroyed before a case is closed',
    todo: hasKeys(tracks.linkage)
      ? 'have the linkage keys destroyed'
      : 'await the confirmation of deletion',
  });
}

/** Where each source has a controller that decides, nothing is left to decide here. */
export function refuseUndecided(tracks: Tracks): Refusing | null {
  const own = sourcesToDecide(tracks);
  if (own.length === 0) return null;
  return refuse(
    'sources-to-decide',
    ...own.map((id) => ({
      field: `sources.${id}`,
      rule: 'Helsedataservice decides on this source',
      todo: 'propose a decision, or leave the source to its controller with the ground for it',
    })),
  );
}

/** The sources that nobody but Helsedataservice decides on. */
export function sourcesToDecide({
  application,
  'controller-decision': controllerDecision,
}: Tracks): string[] {
  const { registryIds, routes = {} } = application;
  return registryIds.filter(
    (id) => (routes[id]?.decidedBy ?? 'hds') === 'hds' && controllerDecision[id] === undefined,
  );
}

/** A refused case is done; a project is when its data are deleted and its keys, if any, destroyed. */
export function mayClose(tracks: Tracks): boolean {
  const { access, appeal } = tracks;
  if (openAppeals(appeal).length > 0 || consentsToFollowUp(tracks).length > 0) return false;
  if (restsOnParent(tracks)) return isCarriedOut(tracks);
  if (access.state === 'refused') return true;
  return isProjectOver(tracks) && !lacksFinalReport(tracks);
}

/** Whether the data are deleted, and the keys, if any, destroyed. */
function isProjectOver({ closure, linkage }: Tracks): boolean {
  if (closure.state === 'keys-destroyed') return true;
  return closure.state === 'deletion-confirmed' && !hasKeys(linkage);
}
