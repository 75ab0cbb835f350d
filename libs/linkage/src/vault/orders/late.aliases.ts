import type { Tx } from '#platform';
import type { DomainKeys } from '../keys/domain.keys.js';
import { PlanPeople } from './plan.people.js';
import { PopulationPeople } from './population.people.js';
import { PopulationStore } from './population.store.js';
import { noteStep } from './step.work.js';

interface DrawnStep {
  order_id: string;
  place: number;
  id: string;
  registry_id: string;
  people: number | null;
  outside: number | null;
  unmet: number | null;
}

/**
 * An alias that comes after controls were drawn can show that a control is a case. Who was drawn
 * stays until the list that controls are drawn from is sent again, which a person has to see to: so
 * the step says it, and the case is told. Gives how many controls it is about.
 */
export async function tellOfControlsThatAreCases(
  tx: Tx,
  domainId: string,
  keys: DomainKeys,
  at: Date,
): Promise<number> {
  const { rows: steps } = await tx.query<DrawnStep>(
    `SELECT order_id, place, order_step.id, registry_id, people, outside, unmet
     FROM order_step JOIN linkage_order ON linkage_order.id = order_id
     WHERE domain_id = $1 AND kind = 'controls' AND state = 'done'
       AND (plan #>> '{controls,mayBeCases}')::boolean IS NOT TRUE
     ORDER BY order_id LIMIT 1000`,
    [domainId],
  );
  let all = 0;
  for (const step of steps) {
    const { order_id: orderId, id, registry_id: registryId } = step;
    const people = await PlanPeople.open(tx, { domainId, registryId }, keys.map);
    const store = new PopulationStore(tx, { domainId, orderId }, keys.map);
    const count = (await PopulationPeople.open(store, people)).controlsThatAreCases();
    if (count === 0) continue;
    all += count;
    const reason = 'controls-are-cases';
    await tx.query(
      'UPDATE order_step SET reason = $3, changed_at = $4 WHERE order_id = $1 AND place = $2',
      [orderId, step.place, reason, at],
    );
    const counts = {
      ...(step.people !== null && { people: step.people }),
      ...(step.outside !== null && { outside: step.outside }),
      ...(step.unmet !== null && { unmet: step.unmet }),
    };
    const fact = { state: 'done', reason, ...counts };
    await noteStep(tx, { domainId, registryId, orderId, id }, fact, at);
  }
  return all;
}
