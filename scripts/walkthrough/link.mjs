import { npr, peopleInStudy, registries, stroke } from './application.mjs';
import { madeUpPeople } from './people.mjs';
import { personList } from './person-lists.mjs';
import { until } from './requests.mjs';
import { keyPair, openKeyFile, sha256 } from './vault.mjs';

/** Serial numbers: keys of the registries, a domain, lists in, key files out. */
export async function link(journey) {
  const keys = await registerKeys(journey);
  await orderDomain(journey);
  const numbers = await exchange(journey, keys);
  agree(journey, numbers);
  await progressIs(journey, 'done', ({ steps }) => steps.every(({ state }) => state === 'done'));
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
  const order = { linker: 'Helsedataservice', cohort: { from: 'every-list' } };
  if (lacking.length > 0) {
    await journey.refuses('saksbehandler', 'order-linkage', order, 422, 'registry-key-missing');
  } else {
    journey.note('the registries have keys from before; each registers a new one');
  }
  const keys = {};
  for (const { id, delivery } of registries) {
    keys[id] = await keyPair();
    const json = { ageRecipient: keys[id].recipient };
    const path = `/registries/${id}/recipient-key`;
    const stranger = delivery === 'levering-npr' ? 'levering-dar' : 'levering-npr';
    const answer = await file.send(stranger, 'PUT', path, { json });
    journey.refusal(`${stranger}: register a key for ${id}`, answer, 403, 'not-your-registry');
    const { status } = await file.send(delivery, 'PUT', path, { json });
    checks.equal(`${delivery} registers a key`, status, 204);
    await journey.step(delivery, 'register-key', json.ageRecipient);
  }
  await journey.does('saksbehandler', 'order-linkage', order, { linkage: 'planned' });
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
  await progressIs(journey, 'paused', ({ isPaused }) => isPaused);
  await journey.does('kobling', 'resume-linkage');
  const resumed = await progressIs(journey, 'resumed', ({ isPaused }) => !isPaused);
  journey.checks.equal(
    'steps of the plan, all awaited',
    resumed.steps.map(({ registryId, state }) => [registryId, state]).sort(),
    registries.map(({ id }) => [id, 'awaiting']).sort(),
  );
}

/** What the vault says of the order, by way of the case; waited for. */
async function progressIs({ file }, fact, holds) {
  const path = `/cases/${file.id}/linkage/progress`;
  return until(`the linkage is ${fact}`, async () => {
    const { json } = await file.send('kobling', 'GET', path);
    return json?.isVaultUp && holds(json) ? json : null;
  });
}

async function exchange(journey, keys) {
  const { scale, vault } = journey;
  const people = madeUpPeople(Math.round(peopleInStudy * scale));
  const theirs = await vault.askForTicket('levering-npr', 'list:write', stroke);
  journey.refusal('levering-npr: a ticket for another registry', theirs, 403, 'not-your-registry');
  const caseworker = await vault.askForTicket('saksbehandler', 'list:write', npr);
  const code = 'not-allowed-for-role';
  journey.refusal('saksbehandler: a ticket for a list', caseworker, 403, code);

  const numbers = {};
  for (const registry of registries) {
    const { id, from, size } = registry;
    const own = people.slice(Math.round(from * scale), Math.round((from + size) * scale));
    await journey.pass(4);
    numbers[id] = await handIn(journey, registry, own, keys);
  }
  return numbers;
}

/** One registry hands in its list and takes its key file home. */
async function handIn(journey, { id, delivery, format }, own, keys) {
  const { checks, file, vault } = journey;
  const list = personList(own, format);
  const ticket = await vault.ticket(delivery, 'list:write', id);
  const elsewhere = registries.find((registry) => registry.id !== id).id;
  const misplaced = await vault.sendList(ticket, elsewhere, personList(own.slice(0, 3), format));
  const what = `${delivery}: hand in a list as ${elsewhere}`;
  journey.refusal(what, misplaced.answer, 403, 'ticket-for-something-else');

  const { answer, sha256: sent } = await vault.sendList(ticket, id, list);
  checks.equal(`the list of ${id} is taken in (${answer.json?.code})`, answer.status, 201);
  const { runId, counts, inputSha256, keyFile, report } = answer.json;
  const { report: reportLines, ...expected } = list.expected;
  checks.equal(`counts of ${id}`, counts, { ...expected, reserved: 0 });
  const { rows, accepted, repeated, invalid } = counts;
  checks.equal(`rows of ${id}`, rows, accepted + repeated + invalid);
  checks.equal(`hash of the list of ${id}`, inputSha256, sent);
  await journey.step(delivery, 'hand-in-list', `${rows} rows, ${format}: ${accepted} accepted`);
  journey.note(`${repeated} repeated and ${invalid} invalid rows stand in the report`);

  const files = await vault.fetchFiles(ticket, runId, id);
  checks.equal(`hash of the key file of ${id}`, sha256(files.keyFile), keyFile.sha256);
  checks.equal(`hash of the report of ${id}`, sha256(files.report), report.sha256);
  const reported = files.report.toString().trimEnd().split('\n');
  checks.equal(`rows in the report of ${id}`, reported.length - 1, repeated + invalid);
  checks.equal(`the report of ${id}`, reported, reportLines);

  const numbers = await openKeyFile(files.keyFile, keys[id].identity);
  checks.equal(`people in the key file of ${id}`, numbers.size, accepted);
  checks.holds(
    `the key file of ${id} holds exactly the people of its list`,
    own.every((person) => numbers.has(person)),
  );
  const isClosed = await openKeyFile(files.keyFile, keys[elsewhere].identity).catch(() => true);
  checks.equal(`the key file of ${id} opens with no other key`, isClosed, true);
  journey.note(`key file of ${numbers.size} people, encrypted: ${files.paths.join(', ')}`);

  await journey.systemDoes('record-key-file', `key-file.${id}`, 'handed-over', id);
  const recorded = (await file.detail(delivery)).tracks['key-file'][id];
  checks.equal(`run that the case records for ${id}`, recorded.runId, runId);
  checks.equal(`rows that the case records for ${id}`, recorded.rows, rows);
  return numbers;
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
    'people in the three lists',
    serials.size,
    Math.round(peopleInStudy * journey.scale),
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
