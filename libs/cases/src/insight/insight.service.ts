import { randomUUID } from 'node:crypto';
import { textSeal } from '#audit';
import { isHouseRole, isOfHouse, type Person } from '#parties';
import { type Clock, type Database, Refused } from '#platform';
import { osloDate } from '../clocks/calendar.rules.js';
import type { CaseService } from '../case.service.js';
import { settingsOf } from '../settings/setting.queries.js';
import { isInsightRunning } from './insight.queries.js';
import { insightEnd, refuseInsight } from './insight.rules.js';

export interface NewInsight {
  id: string;
  caseId: string;
  endsAt: Date;
}

/** Refusals that whoever answers for the case should know of. */
const toldInCase: readonly string[] = ['insight-in-own-case', 'conflict-of-interest'];

/**
 * Gives a person of the house sight of one case, tells it in the log of the case and to its owner.
 * Throws {@link Refused} as {@link refuseInsight} says.
 */
export async function openInsight(
  { db, clock, cases }: { db: Database; clock: Clock; cases: CaseService },
  caseId: string,
  person: Person,
  reason: string,
): Promise<NewInsight> {
  const now = await clock.now();
  const today = osloDate(now);
  const hours = (await settingsOf(db, today))['insight-hours'];
  const insight = {
    id: randomUUID(),
    caseId,
    personId: person.personId,
    role: person.roles.find(isHouseRole)?.role ?? '',
    begunAt: now,
    endsAt: insightEnd(now, hours),
  };
  const text = { id: randomUUID(), body: reason, salt: randomUUID() };
  const data = {
    insightId: insight.id,
    role: insight.role,
    endsAt: insight.endsAt.toISOString(),
    texts: { [text.id]: textSeal(text) },
  };
  // The log tells that it was by insight that the person came to the case.
  const actor = isOfHouse(person) ? { ...person, insights: [caseId] } : person;
  try {
    await cases.note(
      caseId,
      'insight-opened',
      'accepted',
      data,
      actor,
      async (tx, accessCase, event) => {
        const isRunning = await isInsightRunning(tx, caseId, person.personId, now);
        const refusal = refuseInsight(accessCase, person, isRunning);
        if (refusal) throw new Refused(refusal);
        await tx.query(ADD, [...Object.values(insight), text.id, text.body, text.salt]);
        const { assigneeId = null } = accessCase.tracks.assignment;
        const { type, seq, at } = event;
        await tx.query(TELL, [caseId, type, String(seq), at, assigneeId, today]);
      },
    );
  } catch (error) {
    if (error instanceof Refused && toldInCase.includes(error.refusal.code)) {
      const { code } = error.refusal;
      await cases.note(caseId, 'open-insight', 'refused', { code }, person);
    }
    throw error;
  }
  return { id: insight.id, caseId, endsAt: insight.endsAt };
}

/**
 * The caseworker and whoever stands in for them. What nobody has taken up is of no unit yet: all who
 * lead one are told.
 */
const TELL = `
  INSERT INTO notice (id, person_id, case_id, event, about, created_at, is_alerted)
  SELECT gen_random_uuid(), owner.id, $1, $2, $3, $4, true
    FROM (SELECT $5::uuid AS id
          UNION
          SELECT deputy_id FROM absence
           WHERE person_id = $5 AND cancelled_at IS NULL AND $6::date BETWEEN from_on AND to_on
          UNION
          SELECT person_id FROM person_role
           WHERE $5::uuid IS NULL AND role = 'unit-leader') AS owner
   WHERE owner.id IS NOT NULL`;

const ADD = `
  WITH told AS (
    INSERT INTO case_text (id, case_id, field, body, salt, created_at)
    VALUES ($7, $2, 'reason for insight', $8, $9, $5)
  )
  INSERT INTO insight (id, case_id, person_id, role, begun_at, ends_at, text_id)
  VALUES ($1, $2, $3, $4, $5, $6, $7)`;
