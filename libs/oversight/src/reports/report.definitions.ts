import figures from '../../../../data/rules/figures.json' with { type: 'json' };
import { recipes } from './report.rules.js';
import { type ReportName, reportNames } from './report.model.js';

/** What a report is called and what its numbers mean, in the languages of its readers. */
export interface Definition {
  name: ReportName;
  measures: readonly string[];
  nb: { title: string; definition: string };
  nn: { title: string; definition: string };
  en: { title: string; definition: string };
}

/** The definitions in force, with their version: an old report says which it was computed by. */
export function definitions(): { version: string; validFromOn: string; reports: Definition[] } {
  const { version, validFromOn, reports } = figures;
  return {
    version,
    validFromOn,
    reports: reportNames.map((name) => ({
      name,
      measures: recipes[name].measures,
      ...reports[name],
    })),
  };
}

/** What the numbers of a timeline mean. */
export function timelineDefinition() {
  const { version, timelines } = figures;
  return { version, ...timelines };
}
