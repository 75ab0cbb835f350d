import { CaseEventRow } from '#audit';
import {
  AccessCaseRow,
  ApplicationRow,
  CaseTextRow,
  PermitVersionRow,
  SavedFilterRow,
} from '#cases';
import { DisclosureRow } from '#deliveries';
import { DispatchRow, LetterFileRow, LetterRow } from '#letters';
import { PersonRoleRow, PersonRow, RegistryRow } from '#parties';

/** Every table that TypeORM reads; a test holds them against the migrated schema. */
export const entities = [
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
];
