export {
  type Cell,
  type KnownCell,
  type MeasureName,
  measureNames,
} from './measures/measure.model.js';
export { cellsOf, type Course } from './measures/measure.rules.js';
export { markAll, measureSchedule, measureSome } from './measures/measure.service.js';
export { ReportController, reportQuery } from './reports/report.controller.js';
export { type Report, type ReportName, reportNames } from './reports/report.model.js';
export { TimelineController, timelineQuery } from './timelines/timeline.controller.js';
export { logExtract } from './log/extract.js';
export type { ExtractScope } from './log/extract.lines.js';
export { reportOf } from './reports/report.rules.js';
export { eventsAsCsv } from './exports/event.csv.js';
export { eventsAsOcel } from './exports/event.ocel.js';
export { eventsAsParquet } from './exports/event.parquet.js';
export type { EventSource } from './exports/event.row.js';
export { eventsAsXes } from './exports/event.xes.js';
export {
  PublicRegisterController,
  publicRegisterQuery,
} from './register/public-register.controller.js';
export {
  RegisterController,
  registerCorrection,
  registerWatchQuery,
} from './register/register.controller.js';
export { keepRegister, registerSchedule } from './register/register.service.js';
export {
  ActivityReportController,
  activityReportQuery,
} from './activity-report/activity-report.controller.js';
export { CatalogController, PUBLIC_ADDRESS } from './open-data/catalog.controller.js';
export {
  PublicStatisticsController,
  publicStatisticsQuery,
} from './open-data/public-statistics.controller.js';
export {
  publicStatisticsSchedule,
  publishStatistics,
} from './open-data/public-statistics.service.js';
export { ExportController } from './exports/export.controller.js';
export { exportRequest } from './exports/export.model.js';
export {
  exportProcessors,
  exportSchedules,
  makeOneExport,
  openLogKey,
} from './exports/export.processor.js';
export { AuditController, newAudit, pictureQuery } from './room/audit.controller.js';
export { AuditTrailController, caseLogQuery } from './room/audit.trail.controller.js';
export { type FigureCases, figureCasesQuery } from './room/figure.cases.rows.js';
export { figureWanted } from './room/figure.cases.rules.js';
export { readingsQuery } from './room/reading.rows.js';
export { OnlookersReadings } from './room/audit.readings.js';
export { draw, sampleRequest } from './room/sample.rules.js';
export { correctable } from './register/register.model.js';
