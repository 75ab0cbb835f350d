import publicData from '../../../../data/rules/public-statistics.json' with { type: 'json' };
import type { ReportName } from '../reports/report.model.js';
import type { PublicForm } from './suppression.model.js';

/** Which reports are public, and in which form: a matter of data. */
export type PublicReportName = ReportName & keyof typeof publicData.reports;

export const hiddenBelow = publicData.hiddenBelow;

export const publicReports: Readonly<
  Record<PublicReportName, PublicForm & { settlesMonths: number }>
> = publicData.reports;

export const publicReportNames = Object.keys(publicData.reports) as PublicReportName[];
