import { auditFilters, disclosureFilters, insightFilters, systemFilters } from './api/filter-names';
import { filterNames } from './api/worklist-path';
import { routeQuestions } from './pages/apply/route';
import { seers } from './pages/audits/seers';
import { count, day, each, holds, instant, month, oneOf, text } from './search';

// A value of a list that the API owns is text: it says itself what it does not know.

const scope = { from: text, to: text, kind: text, asOfOn: day };

/** What the address of each page holds, by its page. */
export const heldBy = {
  worklist: holds({ ...each(filterNames, text), cursor: text }),
  apply: holds({
    what: oneOf(routeQuestions.what),
    tables: oneOf(routeQuestions.tables),
    research: oneOf(routeQuestions.research),
    consent: oneOf(routeQuestions.consent),
    registries: oneOf(routeQuestions.registries),
    permit: text,
  }),
  case: holds({ command: text, section: text, field: text }),
  notices: holds({ unread: oneOf(['true']), cursor: text }),
  dispatch: holds({ cursor: text }),
  deliveries: holds({ state: text, dueBy: day, cursor: text }),
  disclosures: holds({ ...each(disclosureFilters, text), fromOn: day, toOn: day, cursor: text }),
  statistics: holds({ ...scope, report: text }),
  timelines: holds({ ...scope, step: oneOf(['month', 'quarter', 'year']) }),
  overview: holds(scope),
  figures: holds({
    report: text,
    row: text,
    column: text,
    from: month,
    to: month,
    kind: text,
    asOfOn: day,
    cursor: text,
  }),
  auditCases: holds({ ...each(auditFilters, text), cursor: text }),
  picture: holds({ role: oneOf(seers), registryId: text, at: instant }),
  log: holds({ after: count }),
  readings: holds({ cursor: text }),
  insights: holds({ ...each(insightFilters, text), fromOn: day, toOn: day, cursor: text }),
  people: holds({ search: text, cursor: text }),
  systems: holds(each(systemFilters, text)),
  register: holds({
    from: day,
    to: day,
    kind: text,
    outcome: text,
    search: text,
    cursor: text,
  }),
  journal: holds({ from: day, to: day, case: text, cursor: text }),
  publicStatistics: holds({ report: text, period: text }),
  publication: holds({ state: oneOf(['waiting', 'late']), cursor: text }),
  activityReport: holds({ from: count, to: count }),
} as const;
