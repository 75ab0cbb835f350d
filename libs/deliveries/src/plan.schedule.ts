import { caseById, type CaseService, osloDate, planCommandsDue } from '#cases';
import { systemActor } from '#parties';
import { type Clock, type Database, Refused, type Schedule } from '#platform';

/**
 * Orders the rounds whose day has come, and ends the plans that nothing carries any more. The plan
 * says what is due, so a run that comes late catches up and one that comes twice does nothing. What
 * was refused is tried again the day after.
 */
export function deliverySchedules(cases: CaseService, db: Database, clock: Clock): Schedule[] {
  return [
    {
      name: 'order the next round of recurring deliveries',
      everyMs: 5_000,
      run: async () => {
        const today = osloDate(await clock.now());
        const { rows } = await db.pool.query<{ id: string }>(DUE, [today]);
        for (const { id } of rows) {
          const accessCase = await caseById(db, id);
          for (const command of accessCase ? planCommandsDue(accessCase, today) : []) {
            await giveUnlessRefused(cases, id, command);
          }
        }
      },
    },
  ];
}

/** A refusal stands in the log of its case and must not hold up the others. */
async function giveUnlessRefused(
  cases: CaseService,
  id: string,
  command: ReturnType<typeof planCommandsDue>[number],
): Promise<void> {
  try {
    await cases.execute(id, { ...command, version: null }, systemActor);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

const DUE = `
  SELECT id FROM access_case
   WHERE tracks -> 'delivery-plan' <> '{}' AND next_round_on(tracks) <= $1
     AND NOT EXISTS (SELECT 1 FROM case_event e
                      WHERE e.case_id = access_case.id AND e.type = 'order-next-round'
                        AND e.outcome = 'refused'
                        AND (e.at AT TIME ZONE 'Europe/Oslo')::date = $1::date)
   ORDER BY next_round_on(tracks) LIMIT 100`;
