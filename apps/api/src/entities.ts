import { CaseEventRow } from '#audit';
import {
  AccessCaseRow,
  ApplicationRow,
  CaseTextRow,
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
  ApplicationRow,
  CaseEventRow,
  CaseTextRow,
  DisclosureRow,
  DispatchRow,
  LetterFileRow,
  LetterRow,
  PermitVersionRow,
  PersonRoleRow,
  PersonRow,
  RegistryRow,
  SavedFilterRow,
  UnitRow,
  SettingVersionRow,
];
