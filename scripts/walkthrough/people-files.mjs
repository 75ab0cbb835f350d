import { dar, npr, registries, stroke } from './application.mjs';
import { madeUpPeople } from './people.mjs';
import { until } from './requests.mjs';
import { openedLines } from './vault.mjs';

/** Two of the cohort who have withdrawn their consent, by their place among the made-up people. */
const withdrawn = [3, 5];

/** Who may not be linked is known before any list comes. @returns {Promise<Set<string>>} */
export async function reserveSome(journey) {
  const { checks, vault } = journey;
  const theirs = await vault.askForTicket('levering-npr', 'people:write');
  const what = 'levering-npr: a ticket for the people of the whole project';
  journey.refusal(what, theirs, 403, 'not-allowed-for-role');
  const bridge = await vault.askForTicket('levering-npr', 'bridge:read');
  journey.refusal('levering-npr: a ticket for a bridge', bridge, 403, 'not-your-registry');

  const people = madeUpPeople(Math.max(...withdrawn) + 1);
  const reserved = new Set(withdrawn.map((place) => people[place]));
  const pass = await vault.ticket('kobling', 'people:write');
  const rows = [...reserved, '12345678901'];
  const answer = await vault.sendPeople(pass, 'reservations', `fnr\n${rows.join('\n')}\n`);
  checks.equal(`the reservations are taken in (${answer.json?.code})`, answer.status, 201);
  const counts = { rows: 3, accepted: 2, repeated: 0, invalid: 1, withdrawn: 0 };
  checks.equal('counts of the reservations', answer.json.counts, counts);
  await journey.step('kobling', 'send-reservations', '2 people will not be linked');
  return reserved;
}

/**
 * Two identity numbers turn out to be one person, after the key files were handed out: the registries
 * are told which serial number is retired, and `numbers` is what they have afterwards.
 */
export async function mergeTwo(journey, keys, numbers) {
  const { checks, file, vault } = journey;
  const inAll = [...numbers[dar].keys()].filter(
    (person) => numbers[stroke].has(person) && numbers[npr].has(person),
  );
  const isDNumber = (person) => Number(person[0]) > 3;
  const [old, replaced] = [inAll.find(isDNumber), inAll.find((person) => !isDNumber(person))];
  const serialOf = (person) => numbers[stroke].get(person);
  const pass = await vault.ticket('kobling', 'people:write');
  const aliases = ['old_number;new_number', `${old};${replaced}`, `${old};`].join('\n');
  const answer = await vault.sendPeople(pass, 'aliases', `${aliases}\n`);
  checks.equal(`the aliases are taken in (${answer.json?.code})`, answer.status, 201);
  const counts = { rows: 2, accepted: 1, refused: 1, merged: 1 };
  checks.equal('counts of the aliases', answer.json.counts, counts);
  await journey.step('kobling', 'send-aliases', 'a D-number was replaced: two people are one');

  for (const { id, delivery } of registries) {
    const { correctionId } = await until(`the case knows the correction of ${id}`, async () => {
      const recorded = (await file.detail(delivery)).tracks['key-file'][id];
      return recorded.correctionKind === 'numbers-merged' && recorded;
    });
    journey.bySystem.push({ name: 'record-number-correction', registryId: id });
    await journey.step('system', 'record-number-correction', id);
    const own = await vault.ticket(delivery, 'list:write', id);
    const { status, bytes } = await vault.askForCorrection(own, correctionId);
    checks.equal(`the correction of ${id} is handed out`, status, 200);
    checks.equal(`the correction of ${id}`, await openedLines(bytes, keys[id].identity), [
      'retired_serial_number;serial_number',
      `${serialOf(old)};${serialOf(replaced)}`,
    ]);
  }
  for (const ofRegistry of Object.values(numbers)) ofRegistry.delete(old);
  journey.note('each registry was told which serial number is retired, and who has it now');
}
