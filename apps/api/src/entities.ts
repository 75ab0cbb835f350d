import { CaseEventRow } from '#audit';
import {
  AccessCaseRow,
  CaseSearchRow,
  AlertRow,
  ApplicationRow,
  CaseTextRow,
  NoticeRow,
  DecisionRow,
  DraftPresenceRow,
  InsightRow,
  PermitVersionRow,
  SavedFilterRow,
  SettingVersionRow,
} from '#cases';
import { DisclosureRow } from '#deliveries';
import { DispatchRow, LetterFileRow, LetterRow } from '#letters';
import { AbsenceRow, PersonRoleRow, PersonRow, RegistryRow, UnitRow } from '#parties';

/** Every table that TypeORM reads; a test holds them against the migrated schema. */
export const entities = [
  AbsenceRow,
  AccessCaseRow,
  CaseSearchRow,
  AlertRow,
  ApplicationRow,
  CaseEventRow,
  CaseTextRow,
  DecisionRow,
  DisclosureRow,
  DispatchRow,
  DraftPresenceRow,
  InsightRow,
  LetterFileRow,
  LetterRow,
  NoticeRow,
  PermitVersionRow,
  PersonRoleRow,
  PersonRow,
  RegistryRow,
  SavedFilterRow,
  UnitRow,
  SettingVersionRow,
];
