/** The pages of the auditor's room, fetched as one; nobody else fetches them. */
export { AuditCase } from './AuditCase';
export { AuditCases } from './AuditCases';
export { Audits } from './Audits';
export { CaseLogPage } from './CaseLogPage';
export { AuditExports } from './Exports';
export { FigureCases } from './FigureCases';
export { OneSample } from './OneSample';
export { Overview } from './Overview';
export { Readings } from './Readings';
export { Samples } from './Samples';
