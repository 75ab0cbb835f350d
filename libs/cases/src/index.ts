export { ApplicationController, importedApplication, presence } from './application.controller.js';
export { type Draft, source, variable } from './application.rules.js';
export { AppealController } from './appeal.controller.js';
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
} from './calendar.rules.js';
export {
  type CaseCommand,
  commandBodies,
  type CommandName,
  commandNames,
} from './case.commands.js';
export { CaseComparisonController } from './case.comparison.controller.js';
export { CaseController, knownCaseId, opening } from './case.controller.js';
export {
  AccessCaseRow,
  ApplicationRow,
  CaseSearchRow,
  CaseTextRow,
  DecisionRow,
  DraftPresenceRow,
} from './case.entity.js';
export { CaseIntake, type Registration } from './case.intake.js';
export {
  CaseIntakeController,
  differenceQuery,
  draftsQuery,
  registration,
  requestRegistration,
} from './case.intake.controller.js';
export { createDomain, destroyDomain, noteDisclosure } from './case.jobs.js';
export { InvitationController, invitationToken } from './invitation.controller.js';
export { InvitationService } from './invitation.service.js';
export { MessagesController, readMark, threadQuery } from './case.messages.controller.js';
export { InvoiceController, invoiceQuery } from './case.invoice.controller.js';
export { newPriceList, PriceController } from './price.controller.js';
export { CaseLettersController } from './case.letters.controller.js';
export { newCase, trackTables, transitions } from './case.machine.js';
export type { AccessCase, Tracks, TrackTable, Transition } from './case.model.js';
export { caseProcessors, caseSchedules } from './case.processor.js';
export { caseById, type CaseDetail, replay, type Timeline } from './case.queries.js';
export { CaseService, type CommandResult } from './case.service.js';
export type { Check } from './checklist.model.js';
export { type CheckId, checkIds, checklist, checksFor } from './checklist.rules.js';
export { DecisionController } from './decision.controller.js';
export { RuleController, rulesQuery } from './rule.controller.js';
export { RuleDateController, ruleDate } from './rule-date.controller.js';
export { ClockController } from './clock.controller.js';
export { clockSchedules } from './clock.schedules.js';
export { printClocks } from './clocks.printer.js';
export { newSetting, SettingController } from './setting.controller.js';
export { SettingVersionRow } from './setting.entity.js';
export { settingNames, type SettingVersion } from './setting.rules.js';
export { FormController } from './form.controller.js';
export { currentForm, formOf, forms } from './form.files.js';
export type { FormDefinition } from './form.model.js';
export { printStates } from './states.printer.js';
export { rolesInCase } from './case.relation.rules.js';
export { type Worklist, worklist } from './case.worklist.js';
export { DemoMailbox } from './alert.demo.js';
export { type AlertChannel, NoMail, SmtpChannel } from './alert.channel.js';
export { alertProcessors, alertSchedules } from './alert.service.js';
export { NoticeController, noticeQuery, readNotices } from './notice.controller.js';
export { AlertRow, NoticeRow } from './notice.entity.js';
export { WorklistController } from './worklist.controller.js';
export { SavedFilterRow } from './worklist.entity.js';
export { savedFilter, worklistQuery } from './worklist.form.js';
export { ATTACHMENT_LIMIT, CaseAttachmentsController } from './case.attachments.controller.js';
export { VariableListController } from './variable.list.controller.js';
export { CasesModule } from './cases.module.js';
export { PermitController } from './permit.controller.js';
export { PermitVersionRow } from './permit.entity.js';
export { isInForce } from './permit.rules.js';
