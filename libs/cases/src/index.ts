export {
  ApplicationController,
  importedApplication,
  presence,
} from './application/application.controller.js';
export { ApplicationPrintController } from './application/application.print.controller.js';
export { type Draft, source, variable } from './application/application.rules.js';
export { ArchiveController } from './archive/archive.controller.js';
export { type ArchivePort, FileStoreArchive } from './archive/archive.port.js';
export { printArchive } from './archive/journal.printer.js';
export { archiveSchedules } from './archive/archive.schedules.js';
export {
  assessmentOfExemption,
  JournalController,
  journalQuery,
} from './archive/journal.controller.js';
export {
  PublicJournalController,
  publicJournalQuery,
} from './archive/public-journal.controller.js';
export { tellsOfPerson } from './archive/public-journal.rules.js';
export { AppealController } from './appeals/appeal.controller.js';
export {
  addDays,
  addMonths,
  addWorkingDays,
  daysBetween,
  isWorkingDay,
  nextWorkingDay,
  norwegianCalendar,
  osloDate,
  type WorkingCalendar,
  workingDaysBetween,
} from './clocks/calendar.rules.js';
export {
  type CaseCommand,
  commandBodies,
  type CommandName,
  commandNames,
} from './case.commands.js';
export { planCommandsDue } from './delivery/case.delivery-plan.machine.js';
export { preparing } from './delivery/delivery.parts.rules.js';
export { refuseUnfounded } from './delivery/delivery.rules.js';
export { refuseUncovered } from './delivery/linkage.plan.rules.js';
export {
  type LinkagePlan,
  type PlannedStep,
  type StepFact,
  stepsOf,
} from './delivery/linkage.plan.model.js';
export { CaseComparisonController } from './advice/case.comparison.controller.js';
export { CasePreviewController, draftQuery } from './preview/case.preview.controller.js';
export { CaseController, knownCaseId, opening } from './case.controller.js';
export {
  AccessCaseRow,
  ApplicationRow,
  CaseSearchRow,
  CaseTextRow,
  DecisionRow,
  DraftPresenceRow,
} from './case.entity.js';
export { CaseIntake, type Registration } from './intake/case.intake.js';
export {
  CaseIntakeController,
  differenceQuery,
  draftsQuery,
  registration,
  requestRegistration,
} from './intake/case.intake.controller.js';
export { createDomain, destroyDomain, noteDisclosure, pauseDomain } from './case.jobs.js';
export {
  APPROVAL_SIGNER,
  type ApprovalSigner,
  approvalsOf,
  type DestructionApproval,
} from './delivery/destruction.approvals.js';
export { InvitationController, invitationToken } from './people/invitation.controller.js';
export { InvitationService } from './people/invitation.service.js';
export { MessagesController, readMark, threadQuery } from './people/case.messages.controller.js';
export { InvoiceController, invoiceQuery } from './fees/case.invoice.controller.js';
export { newPriceList, PriceController } from './fees/price.controller.js';
export { CaseLettersController } from './case.letters.controller.js';
export { type CaseKind, caseKinds } from './case.kinds.model.js';
export { newCase } from './case.machine.js';
export { trackTables, transitions } from './case.workflow.machine.js';
export type { AccessCase, Tracks, TrackTable, Transition } from './case.model.js';
export { caseProcessors, caseSchedules } from './case.processor.js';
export { caseAsSeen, type CasePicture, type Seer } from './case.picture.js';
export { caseById, type CaseDetail, replay, type Timeline } from './case.queries.js';
export { CaseService, type CommandResult } from './case.service.js';
export type { Check } from './form/checklist.model.js';
export { type CheckId, checkIds, checklist, checksFor } from './form/checklist.rules.js';
export { DecisionController } from './decisions/decision.controller.js';
export { RuleController, rulesQuery } from './decisions/rule.controller.js';
export { RuleDateController, ruleDate } from './decisions/rule-date.controller.js';
export { HISTORY, historyOf, SETTING_VERSIONS, type StoredEvent } from './case.history.js';
export { dayToCome } from './clocks/clock.queries.js';
export { ClockController, clocksQuery } from './clocks/clock.controller.js';
export { clockSchedules } from './clocks/clock.schedules.js';
export { printClocks } from './clocks/clocks.printer.js';
export { newSetting, SettingController } from './settings/setting.controller.js';
export { SettingVersionRow } from './settings/setting.entity.js';
export {
  calendarOf,
  settingNames,
  settingsOn,
  type SettingVersion,
} from './settings/setting.rules.js';
export { FormController } from './form/form.controller.js';
export { currentForm, formOf, forms } from './form/form.files.js';
export type { FormDefinition } from './form/form.model.js';
export { causesLetter, type EventName, letterCauses } from './letter.causes.rules.js';
export { printLetters } from './letters.printer.js';
export { printStates } from './states.printer.js';
export { InsightController, newInsight } from './insight/insight.controller.js';
export { InsightRow } from './insight/insight.entity.js';
export { insightQuery, runningInsights } from './insight/insight.queries.js';
export { reachOf, rolesInCase } from './case.relation.rules.js';
export { type Worklist, worklist } from './worklist/case.worklist.js';
export { DemoMailbox } from './notices/alert.demo.js';
export { type AlertChannel, NoMail, SmtpChannel } from './notices/alert.channel.js';
export { alertProcessors, alertSchedules } from './notices/alert.service.js';
export { NoticeController, noticeQuery, readNotices } from './notices/notice.controller.js';
export { markRead } from './notices/notice.queries.js';
export { AlertRow, NoticeRow } from './notices/notice.entity.js';
export { WorklistController } from './worklist/worklist.controller.js';
export { SavedFilterRow } from './worklist/worklist.entity.js';
export { savedFilter, worklistQuery } from './worklist/worklist.form.js';
export { CaseAttachmentsController } from './attachments/case.attachments.controller.js';
export { FileIntake, type FileLimits } from './attachments/file.intake.js';
export { fileProcessors, fileSchedules, scanCaseFile } from './attachments/file.scan.js';
export { CasePrintController } from './print/case.print.controller.js';
export { casePdf, makePrint, printProcessors, printSchedules } from './print/case.print.service.js';
export { UploadController } from './attachments/upload.controller.js';
export { VariableListController } from './application/variable.list.controller.js';
export {
  deadLetterQuery,
  DispatchController,
  posting,
  resending,
} from './dispatch/dispatch.controller.js';
export { CasesModule } from './cases.module.js';
export type { PermitContent } from './permits/permit.content.model.js';
export { PermitController } from './permits/permit.controller.js';
export { PermitVersionRow } from './permits/permit.entity.js';
export { isInForce } from './permits/permit.rules.js';
