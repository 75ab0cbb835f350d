import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { visits } from '../../../scripts/gallery/visits.mjs';

const table = readFileSync(new URL('./screens.tsx', import.meta.url), 'utf8');
const paths = [...table.matchAll(/\bpath: '([^']+)'/g)].map(([, path]) => path);

/** What one sees with an id or a token of one's own alone. */
const unseen = [
  '/register/$id',
  '/timelines/units/$id',
  '/audits/$auditId/figures',
  '/audits/$auditId/samples/$sampleId',
];

describe('the gallery of pages', () => {
  it('shows every page there is', () => {
    const shown = visits.map(({ screen }) => screen);
    expect(paths.filter((path) => !unseen.includes(path!) && !shown.includes(path!))).toEqual([]);
    expect(paths.length).toBeGreaterThan(20);
  });

  it('shows no page that is gone', () => {
    const shown = visits.map(({ screen }) => screen);
    expect(shown.filter((path) => !paths.includes(path))).toEqual([]);
  });
});
