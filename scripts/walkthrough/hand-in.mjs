import { attributesAt, matchedOn, npr, peopleInLists, registries, stroke } from './application.mjs';
import { madeUpPeople } from './people.mjs';
import { personList } from './person-lists.mjs';
import { openKeyFile, sha256 } from './vault.mjs';

/** What the key file of the registry that controls are drawn from has besides. */
const ofPool = ['role', 'set'];

/**
 * Each registry hands its list in, in the order of the plan.
 *
 * @returns by registry: identity number to serial number
 */
export async function handInAll(journey, keys, reserved) {
  const { scale, vault } = journey;
  const people = madeUpPeople(Math.round(peopleInLists * scale));
  const theirs = await vault.askForTicket('levering-npr', 'list:write', stroke);
  journey.refusal('levering-npr: a ticket for another registry', theirs, 403, 'not-your-registry');
  const caseworker = await vault.askForTicket('saksbehandler', 'list:write', npr);
  const code = 'not-allowed-for-role';
  journey.refusal('saksbehandler: a ticket for a list', caseworker, 403, code);

  const indexOf = new Map(people.map((number, index) => [number, index]));
  const of = (number) => attributesAt(indexOf.get(number));
  const numbers = {};
  for (const registry of registries) {
    const { from, size, format, isPool } = registry;
    const own = people.slice(Math.round(from * scale), Math.round((from + size) * scale));
    const list = personList(own, format, isPool && { columns: matchedOn, of });
    await journey.pass(4);
    const pass = await ownTicket(journey, registry, own);
    const handIn = { journey, registry, pass, list, own, keys };
    const before = new Map([...(numbers[stroke] ?? []), ...(numbers[npr] ?? [])]);
    const population = numbers[stroke] ? before : null;
    numbers[registry.id] = isPool
      ? await handInPool({ ...handIn, reserved, cases: numbers[stroke], of })
      : await handInList({ ...handIn, known: { reserved, population } });
  }
  return numbers;
}

/** A ticket for the registry's own list, which is good for no other's. */
async function ownTicket(journey, { id, delivery, format }, own) {
  const ticket = await journey.vault.ticket(delivery, 'list:write', id);
  const elsewhere = registries.find((registry) => registry.id !== id).id;
  const list = personList(own.slice(0, 3), format);
  const { answer } = await journey.vault.sendList(ticket, elsewhere, list);
  const what = `${delivery}: hand in a list as ${elsewhere}`;
  journey.refusal(what, answer, 403, 'ticket-for-something-else');
  return ticket;
}

/** A list in one piece: of the cohort, or cut to who the people are. */
async function handInList({ known, ...handIn }) {
  const { journey, registry, pass, list, own } = handIn;
  const { checks, vault } = journey;
  const { id } = registry;
  const { answer, sha256: sent } = await vault.sendList(pass, id, list);
  checks.equal(`the list of ${id} is taken in (${answer.json?.code})`, answer.status, 201);
  const expected = list.expected(known);
  const rows = await takeHome({ ...handIn, run: answer.json, sent, expected });
  const numbers = numbersIn(rows);
  checks.holds(
    `the key file of ${id} holds exactly the people of its list who may be linked`,
    own.every((person) => numbers.has(person) === mayBeLinked(person, known)),
  );
  if (known.population) return numbers;
  await journey.progressIs('at its second step', ({ steps: [cohort, controls] }) => {
    const isSettled = cohort.state === 'done' && cohort.people === numbers.size;
    return isSettled && controls.state === 'awaiting';
  });
  return numbers;
}

function mayBeLinked(person, { reserved, population }) {
  return !reserved.has(person) && (population?.has(person) ?? true);
}

/** The list that controls are drawn from, in parts; the case shows how far it has come. */
async function handInPool({ reserved, cases, of, ...handIn }) {
  const { journey, registry, pass, list, own } = handIn;
  const { checks, vault } = journey;
  const { id } = registry;
  const bytes = list.bytes();
  const manifest = await vault.sendInParts(pass, id, bytes, async (arrived) => {
    checks.holds('the first part is not the whole list', arrived < bytes.length);
    await journey.progressIs('receiving a list', ({ steps: [, controls] }) => {
      return controls.state === 'receiving';
    });
  });
  const { sha256: inputSha256, bytes: size, ...counts } = manifest.list;
  checks.equal(`bytes of the list of ${id}`, size, bytes.length);
  const run = { ...manifest, counts, inputSha256 };
  const rows = await takeHome({ ...handIn, run, sent: sha256(bytes), more: ofPool });
  const numbers = numbersIn(rows);
  const { counts: expected } = list.expected({ reserved, population: numbers });
  checks.equal(`counts of ${id}`, { outside: 0, ...counts }, expected);

  const caseOfSet = new Map();
  for (const { number, more } of rows) if (more[0] === 'case') caseOfSet.set(more[1], number);
  const casesHere = own.filter((person) => cases.has(person));
  checks.equal(`cases among the people of ${id}`, caseOfSet.size, casesHere.length);
  const controls = rows.filter(({ more }) => more[0] === 'control');
  checks.equal('controls, one for each case', controls.length, caseOfSet.size);
  const isAlike = ({ number, more }) =>
    !cases.has(number) && of(number).join() === of(caseOfSet.get(more[1])).join();
  checks.holds('each control is like its case and none is a case', controls.every(isAlike));
  const unmet = cases.size - casesHere.length;
  await journey.progressIs('at its third step', ({ steps: [, step, last] }) => {
    const isDrawn = step.people === controls.length && step.unmet === unmet;
    return step.state === 'done' && isDrawn && last.state === 'awaiting';
  });
  journey.note(`${controls.length} controls drawn; ${unmet} cases are not among the patients`);
  return numbers;
}

/** The registry fetches key file and report, and opens the key file with its own key alone. */
async function takeHome({ journey, registry, pass, keys, run, sent, expected, more }) {
  const { checks, file, vault } = journey;
  const { id, delivery, format } = registry;
  const { runId, counts, inputSha256, keyFile, report } = run;
  const { rows, accepted, repeated, invalid, reserved, outside = 0 } = counts;
  checks.equal(`rows of ${id}`, rows, accepted + repeated + invalid + reserved + outside);
  checks.equal(`hash of the list of ${id}`, inputSha256, sent);
  await journey.step(delivery, 'hand-in-list', `${rows} rows, ${format}: ${accepted} accepted`);
  const others = `${repeated} repeated, ${invalid} invalid and ${reserved} reserved`;
  journey.note(`${others} rows stand in the report; ${outside} are outside the population`);

  const files = await vault.fetchFiles(pass, runId, id);
  checks.equal(`hash of the key file of ${id}`, sha256(files.keyFile), keyFile.sha256);
  checks.equal(`hash of the report of ${id}`, sha256(files.report), report.sha256);
  const reported = files.report.toString().trimEnd().split('\n');
  checks.equal(`rows in the report of ${id}`, reported.length - 1, repeated + invalid + reserved);
  if (expected) {
    checks.equal(`counts of ${id}`, { outside: 0, ...counts }, expected.counts);
    checks.equal(`the report of ${id}`, reported, expected.report);
  }
  const people = await openKeyFile(files.keyFile, keys[id].identity, more);
  checks.equal(`people in the key file of ${id}`, people.length, accepted);
  const elsewhere = registries.find((other) => other.id !== id).id;
  const isClosed = await openKeyFile(files.keyFile, keys[elsewhere].identity).catch(() => true);
  checks.equal(`the key file of ${id} opens with no other key`, isClosed, true);
  journey.note(`key file of ${people.length} people, encrypted: ${files.paths.join(', ')}`);

  await journey.systemDoes('record-key-file', `key-file.${id}`, 'handed-over', id);
  const recorded = (await file.detail(delivery)).tracks['key-file'][id];
  checks.equal(`run that the case records for ${id}`, recorded.runId, runId);
  checks.equal(`rows that the case records for ${id}`, recorded.rows, rows);
  return people;
}

function numbersIn(rows) {
  return new Map(rows.map(({ number, serial }) => [number, serial]));
}
