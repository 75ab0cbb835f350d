import type { Me } from '../../api/types';

/** Where the text of one person for one command in one case is kept. */
export const typedKey = (me: Me, caseId: string, command: string) =>
  `${me.id}:${caseId}:${command}`;
