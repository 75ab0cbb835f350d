import { dar, npr, registries } from './application.mjs';
import { addDays } from './demo-clock.mjs';
import { sha256 } from './vault.mjs';

/** Days from order to delivery, registry by registry. */
const preparation = { promise: 3, deliver: 12, receive: 2 };

/** The data themselves: ordered, promised, delivered and received, registry by registry. */
export async function deliver(journey, numbers) {
  const { file, paper } = journey;
  await journey.pass(1);
  for (const { id, delivery } of registries) {
    const states = { [`delivery.${id}`]: 'ordered', application: 'in-delivery' };
    await journey.does('saksbehandler', 'order-delivery', { registryId: id }, states);
    await paper.read(delivery, 'delivery-order', { mustSay: [journey.file.reference] });
  }
  const another = { registryId: dar, promisedOn: addDays(await journey.time.today(), 30) };
  await journey.refuses('levering-npr', 'promise-delivery', another, 403, 'not-your-registry');
  const { endsOn } = (await file.detail('soker')).tracks.permit;
  const late = { registryId: npr, promisedOn: addDays(endsOn, 1) };
  await journey.refuses('levering-npr', 'promise-delivery', late, 422, 'promise-outside-permit');
  for (const registry of registries) await deliverFrom(journey, registry, numbers);
}

async function deliverFrom(journey, { id, delivery }, numbers) {
  const { time } = journey;
  const state = (value) => ({ [`delivery.${id}`]: value });
  await journey.pass(preparation.promise);
  const promisedOn = addDays(await time.today(), preparation.deliver + 5);
  const promise = { registryId: id, promisedOn };
  await journey.does(delivery, 'promise-delivery', promise, state('accepted'));
  await journey.pass(preparation.deliver);
  const delivered = {
    registryId: id,
    fileCount: 2,
    rowCount: numbers[id].size,
    sha256: sha256(`data from ${id}`),
    handOverPlace: 'Sikkert forskningsmiljø ved Demouniversitetet',
  };
  await journey.does(delivery, 'report-delivered', delivered, state('delivered'));
  await journey.pass(preparation.receive);
  await journey.refuses('soker2', 'confirm-receipt', { registryId: id }, 404, 'case-unknown');
  await journey.does('soker', 'confirm-receipt', { registryId: id }, state('received'));
}
