import { describe, expect, it } from '@jest/globals';
import { registryIds, stepsTo, wholeApplication } from '../../../../test/support/journey.js';
import { given } from '../../../../test/support/play.js';
import { routeOf, routesOf } from './source.routing.rules.js';

const ofRegulation = { inRegulation: true, decidedBy: 'hds' } as const;
const outside = { inRegulation: false, decidedBy: 'controller' } as const;

describe('who decides on a source', () => {
  it('is Helsedataservice for a registry of the regulation [law 14]', () => {
    expect(routeOf(ofRegulation)).toEqual({ decidedBy: 'hds', ground: 'regulation' });
  });

  it.each(['own-use', 'public-body-task'] as const)(
    'is the controller when the data are for %s [law 14]',
    (exception) => {
      expect(routeOf(ofRegulation, exception)).toEqual({
        decidedBy: 'controller',
        ground: exception,
      });
    },
  );

  it('is the owner of a registry outside the regulation, whatever the use [law 14]', () => {
    const route = { decidedBy: 'outside', ground: 'outside-regulation' };
    expect(routeOf(outside)).toEqual(route);
    expect(routeOf(outside, 'own-use')).toEqual(route);
  });

  it('is the controller where the catalogue says so of a registry of the regulation', () => {
    expect(routeOf({ ...ofRegulation, decidedBy: 'controller' }).decidedBy).toBe('controller');
  });

  it('is found for each source of one application by itself [law 14]', () => {
    const sources = [
      { registryId: 'a' },
      { registryId: 'b', exception: 'own-use' as const },
      { registryId: 'c' },
      { registryId: 'unknown' },
    ];
    const routes = routesOf(sources, { a: ofRegulation, b: ofRegulation, c: outside });
    expect(Object.entries(routes).map(([id, { decidedBy }]) => [id, decidedBy])).toEqual([
      ['a', 'hds'],
      ['b', 'controller'],
      ['c', 'outside'],
    ]);
  });

  it('is recorded on the case when the application is submitted [law 14]', () => {
    const { accessCase, events } = given(...stepsTo('submitted'));
    const routes = accessCase.tracks.application.routes;
    expect(Object.keys(routes ?? {})).toEqual(wholeApplication.sources.map((s) => s.registryId));
    expect(routes?.[registryIds.npr]).toEqual({ decidedBy: 'hds', ground: 'regulation' });
    expect(events.at(-1)).toMatchObject({ type: 'submitted', facts: { routes } });
  });
});
