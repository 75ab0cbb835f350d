import { CaseSystem20261121000000 } from './20261121000000-case-system.js';

/** Every migration, oldest first. A merged migration is never edited. */
export const migrations = [CaseSystem20261121000000];
