import { Route, Routes } from 'react-router';
import { NotFound } from '../NotFound';
import { AuditCase } from './AuditCase';
import { AuditCases } from './AuditCases';
import { Audits } from './Audits';
import { CaseLogPage } from './CaseLogPage';
import { AuditExports } from './Exports';
import { FigureCases } from './FigureCases';
import { OneSample } from './OneSample';
import { Overview } from './Overview';
import { Readings } from './Readings';
import { Samples } from './Samples';

/** The pages of the auditor's room; nobody else fetches them. */
export function AuditRoom() {
  return (
    <Routes>
      <Route index element={<Audits />} />
      <Route path=":auditId" element={<Overview />} />
      <Route path=":auditId/figures" element={<FigureCases />} />
      <Route path=":auditId/cases" element={<AuditCases />} />
      <Route path=":auditId/cases/:caseId" element={<AuditCase />} />
      <Route path=":auditId/cases/:caseId/log" element={<CaseLogPage />} />
      <Route path=":auditId/samples" element={<Samples />} />
      <Route path=":auditId/samples/:sampleId" element={<OneSample />} />
      <Route path=":auditId/exports" element={<AuditExports />} />
      <Route path=":auditId/readings" element={<Readings />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
