import { randomUUID } from 'node:crypto';
import type { LetterKind, Recipient } from '#letters';
import type { Tx } from '#platform';
import type { WithNote } from '../case.service.js';
import { osloDate } from '../clocks/calendar.rules.js';
import { insertLetterEntry, journalRow } from './journal.rows.js';
import { letterJournalled } from './journal.rules.js';

interface Dispatched {
  kind: LetterKind;
  recipient: Recipient;
  projectTitle: string | null;
  institutionName: string | null;
  createdAt: Date;
  dispatchedAt: Date | null;
}

/** Journals a letter in the transaction that notes its dispatch on the case. */
export function journalLetter(letterId: string): WithNote {
  return async (tx, accessCase, { seq, at }) => {
    const letter = await dispatched(tx, letterId);
    if (!letter) return;
    const { kind, recipient, projectTitle, institutionName, createdAt, dispatchedAt } = letter;
    const order = letterJournalled(accessCase, {
      kind,
      recipient,
      projectTitle: projectTitle ?? '',
      institutionName: institutionName ?? '',
      documentOn: osloDate(createdAt),
      sentOn: osloDate(dispatchedAt ?? at),
    });
    const row = journalRow(order, randomUUID);
    if (row) await insertLetterEntry(tx, accessCase.id, seq, { ...row, letterId }, at);
  };
}

async function dispatched(tx: Tx, letterId: string): Promise<Dispatched | undefined> {
  const { rows } = await tx.query<Dispatched>(
    `SELECT kind, recipient, data ->> 'projectTitle' AS "projectTitle",
            data ->> 'institutionName' AS "institutionName", created_at AS "createdAt",
            dispatched_at AS "dispatchedAt"
       FROM letter WHERE id = $1`,
    [letterId],
  );
  return rows[0];
}
