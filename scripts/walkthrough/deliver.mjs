import { dar, npr, registries } from './application.mjs';
import { addDays } from './demo-clock.mjs';
import { sha256 } from './vault.mjs';

/** Days from order to delivery, registry by registry. */
const preparation = { promise: 3, begin: 4, check: 8, receive: 2 };

/** The data themselves: ordered, prepared, delivered and received, registry by registry. */
export async function deliver(journey, numbers) {
  const { file, paper } = journey;
  await journey.pass(1);
  for (const { id, delivery } of registries) {
    const states = { [`delivery.${id}.1`]: 'ordered', application: 'in-delivery' };
    await journey.does('saksbehandler', 'order-delivery', { registryId: id }, states);
    await paper.read(delivery, 'delivery-order', { mustSay: [journey.file.reference] });
  }
  await journey.refuses(
    'saksbehandler',
    'order-delivery',
    { registryId: npr },
    422,
    'delivery-already-ordered',
  );
  const another = { deliveryId: `${dar}.1`, promisedOn: addDays(await journey.time.today(), 30) };
  await journey.refuses('levering-npr', 'promise-delivery', another, 403, 'not-your-registry');
  const { endsOn } = (await file.detail('soker')).tracks.permit;
  const late = { deliveryId: `${npr}.1`, promisedOn: addDays(endsOn, 1) };
  await journey.refuses('levering-npr', 'promise-delivery', late, 422, 'promise-outside-permit');
  for (const registry of registries) await deliverFrom(journey, registry, numbers);
}

async function deliverFrom(journey, { id, delivery }, numbers) {
  const { time, file } = journey;
  const deliveryId = `${id}.1`;
  const state = (value) => ({ [`delivery.${deliveryId}`]: value });
  await journey.pass(preparation.promise);
  const promisedOn = addDays(await time.today(), preparation.begin + preparation.check + 5);
  await journey.does(delivery, 'promise-delivery', { deliveryId, promisedOn }, state('accepted'));
  await journey.pass(preparation.begin);
  await journey.does(delivery, 'start-preparation', { deliveryId }, state('in-preparation'));
  await journey.does(delivery, 'report-progress', { deliveryId, percent: 50, step: 'extracting' });
  await journey.pass(preparation.check);
  await journey.does(delivery, 'report-quality-check', { deliveryId }, state('quality-checked'));
  const order = await file.order(delivery, deliveryId);
  const delivered = manifestFor(order, { id, rows: numbers[id].size });
  const beyond = { ...delivered, variables: [...delivered.variables, 'Fødselsdato'] };
  await journey.refuses(delivery, 'report-delivered', beyond, 422, 'delivery-outside-permit');
  await journey.does(delivery, 'report-delivered', delivered, state('delivered'));
  await journey.pass(preparation.receive);
  await journey.refuses('soker2', 'confirm-receipt', { deliveryId }, 404, 'case-unknown');
  await journey.does('soker', 'confirm-receipt', { deliveryId }, state('received'));
}

/** What the registry reports: the order, and the two files that it was extracted to. */
function manifestFor({ deliveryId, variables, period }, { id, rows }) {
  const half = Math.floor(rows / 2);
  return {
    deliveryId,
    files: [
      { name: `${id}-1.csv`, rowCount: half, sha256: sha256(`data from ${id}, 1`) },
      { name: `${id}-2.csv`, rowCount: rows - half, sha256: sha256(`data from ${id}, 2`) },
    ],
    fileCount: 2,
    rowCount: rows,
    variables: variables.map(({ name }) => name),
    period,
    handOver: 'secure-environment',
  };
}
