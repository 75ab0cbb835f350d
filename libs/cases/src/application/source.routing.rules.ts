import type { DecidedBy } from '../../../parties/src/registry.rules.js';

/**
 * Who decides on each source of one application: one intake, several decision-makers. Pure.
 *
 * Helsedataservice decides for the registries of forskrift om nasjonal løsning for tilgjengeliggjøring
 * av helsedata. By its section 10 third paragraph the controller itself decides when the data are for
 * its own use (a) or for the tasks of a public body (b); Helsedataservice passes those on. For a
 * registry outside the regulation the applicant must apply to its owner as well.
 */

/** When the controller itself decides: section 10 third paragraph letters a and b. */
export const controllerExceptions = ['own-use', 'public-body-task'] as const;

export type ControllerException = (typeof controllerExceptions)[number];

export interface Route {
  decidedBy: 'hds' | 'controller' | 'outside';
  ground: 'regulation' | ControllerException | 'controller-decides' | 'outside-regulation';
}

/** What the catalogue says of a registry that its route follows from. */
export interface RoutedRegistry {
  inRegulation: boolean;
  decidedBy: DecidedBy;
}

/** Who decides on one source, and why. An exception makes no registry of the regulation's of another. */
export function routeOf(
  { inRegulation, decidedBy }: RoutedRegistry,
  exception?: ControllerException,
): Route {
  if (!inRegulation) return { decidedBy: 'outside', ground: 'outside-regulation' };
  if (decidedBy === 'controller') return { decidedBy: 'controller', ground: 'controller-decides' };
  if (exception) return { decidedBy: 'controller', ground: exception };
  return { decidedBy: 'hds', ground: 'regulation' };
}

/** The route of every source of an application, by registry. */
export function routesOf(
  sources: readonly { registryId: string; exception?: ControllerException | undefined }[],
  registries: Readonly<Record<string, RoutedRegistry>>,
): Record<string, Route> {
  return Object.fromEntries(
    sources.flatMap(({ registryId, exception }) => {
      const registry = registries[registryId];
      return registry ? [[registryId, routeOf(registry, exception)]] : [];
    }),
  );
}
