import { dar, matchedOn, npr, registries, stroke } from './application.mjs';
import { handInAll } from './hand-in.mjs';
import { madeUpPeople } from './people.mjs';
import { personList } from './person-lists.mjs';
import { mergeTwo, reserveSome } from './people-files.mjs';
import { keyPair } from './vault.mjs';

/** Who the people are: the cohort of the stroke registry, and a control of NPR for each of them. */
const plan = {
  linker: 'Helsedataservice',
  cohort: { from: 'registry', registryId: stroke },
  controls: {
    registryId: npr,
    perCase: 1,
    matchOn: matchedOn.map((attribute) => ({ attribute })),
  },
};

/** Serial numbers: keys of the registries, a plan, a domain, lists in, key files out. */
export async function link(journey) {
  const keys = await registerKeys(journey);
  await orderDomain(journey);
  const reserved = await reserveSome(journey);
  const numbers = await handInAll(journey, keys, reserved);
  agree(journey, numbers);
  await journey.progressIs('done', ({ steps }) => steps.every(({ state }) => state === 'done'));
  await mergeTwo(journey, keys, numbers);
  await journey.pass(1);
  await journey.does('kobling', 'complete-linkage', {}, { linkage: 'complete' });
  return numbers;
}

async function registerKeys(journey) {
  const { checks, file } = journey;
  const { items } = (await file.send('saksbehandler', 'GET', '/registries')).json;
  const lacking = registries.filter(
    ({ id }) => !items.find((registry) => registry.id === id)?.hasRecipientKey,
  );
  if (lacking.length > 0) {
    await journey.refuses('saksbehandler', 'order-linkage', plan, 422, 'registry-key-missing');
  } else {
    journey.note('the registries have keys from before; each registers a new one');
  }
  const keys = {};
  for (const { id, delivery } of registries) {
    keys[id] = await keyPair();
    const json = { publicKey: keys[id].recipient };
    const path = `/registries/${id}/recipient-key`;
    const stranger = delivery === 'levering-npr' ? 'levering-dar' : 'levering-npr';
    const answer = await file.send(stranger, 'PUT', path, { json });
    journey.refusal(`${stranger}: register a key for ${id}`, answer, 403, 'not-your-registry');
    const { status } = await file.send(delivery, 'PUT', path, { json });
    checks.equal(`${delivery} registers a key`, status, 200);
    await journey.step(delivery, 'register-key', json.publicKey);
  }
  const relatives = { registryId: dar, relations: ['mother'] };
  const beyond = { ...plan, relatives };
  const code = 'population-not-granted';
  await journey.refuses('saksbehandler', 'order-linkage', beyond, 422, code);
  await journey.does('saksbehandler', 'order-linkage', plan, { linkage: 'planned' });
  return keys;
}

async function orderDomain(journey) {
  await journey.pass(3);
  const again = { linker: 'Helsedataservice' };
  await journey.refuses('saksbehandler', 'order-linkage', again, 409, 'not-allowed-in-state');
  // Its state is not looked at at once: the system may have created the domain by then.
  await journey.does('kobling', 'create-linkage-domain');
  await journey.systemDoes('record-domain-created', 'linkage', 'domain-created');
  await journey.refuses('kobling', 'complete-linkage', {}, 422, 'key-files-missing');
  const order = { registryId: npr };
  await journey.refuses('saksbehandler', 'order-delivery', order, 422, 'linkage-not-complete');
  await pauseOnce(journey);
}

/** A custodian lets the vault's work rest, and lets it go on; the case shows how far it is. */
async function pauseOnce(journey) {
  await journey.refuses('kobling', 'resume-linkage', {}, 422, 'linkage-not-paused');
  await journey.does('kobling', 'pause-linkage');
  await journey.progressIs('paused', ({ isPaused }) => isPaused);
  const { checks, vault } = journey;
  const pass = await vault.ticket('levering-hjerneslag', 'list:write', stroke);
  const resting = await vault.sendList(pass, stroke, personList(madeUpPeople(3), 'tab'));
  journey.refusal(
    'levering-hjerneslag: a list while all rests',
    resting.answer,
    409,
    'order-paused',
  );
  await journey.does('kobling', 'resume-linkage');
  const resumed = await journey.progressIs('resumed', ({ isPaused }) => !isPaused);
  checks.equal(
    'steps of the plan, all awaited, in their order',
    resumed.steps.map(({ kind, registryId, state }) => [kind, registryId, state]),
    [
      ['cohort', stroke, 'awaiting'],
      ['controls', npr, 'awaiting'],
      ['list', dar, 'awaiting'],
    ],
  );
  const early = await vault.ticket('levering-dar', 'list:write', dar);
  const list = personList(madeUpPeople(3), 'semicolon');
  const { answer } = await vault.sendList(early, dar, list);
  const what = 'levering-dar: a list before it is settled who the people are';
  journey.refusal(what, answer, 409, 'list-out-of-order');
}

/** The same person has the same number in every registry, and different people different ones. */
function agree(journey, numbers) {
  const { checks } = journey;
  const serials = new Map();
  let metAgain = 0;
  let malformed = 0;
  let differing = 0;
  for (const ofRegistry of Object.values(numbers)) {
    for (const [person, serial] of ofRegistry) {
      if (!/^[A-Z0-9]{5}-[1-9]\d{8}$/.test(serial)) malformed += 1;
      const known = serials.get(person);
      if (known !== undefined) metAgain += 1;
      if (known !== undefined && known !== serial) differing += 1;
      serials.set(person, serial);
    }
  }
  const rows = registries.reduce((sum, { id }) => sum + numbers[id].size, 0);
  checks.equal('people in more than one list, met again', metAgain, rows - serials.size);
  checks.equal(
    'everybody with a number is in the pool of controls or a case',
    serials.size,
    inAll(numbers),
  );
  checks.equal(
    'serial numbers that are not the prefix of the project and nine digits',
    malformed,
    0,
  );
  checks.equal('people with other numbers in another registry', differing, 0);
  const distinct = new Set(serials.values()).size;
  checks.equal('different people have different serial numbers', distinct, serials.size);
  journey.note(`${serials.size} people, ${distinct} serial numbers, ${metAgain} people met again`);
}

function inAll(numbers) {
  return new Set([...numbers[stroke].keys(), ...numbers[npr].keys()]).size;
}
