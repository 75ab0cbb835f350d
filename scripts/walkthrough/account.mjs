import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { daysBetween } from './demo-clock.mjs';
import { until } from './requests.mjs';

/** What opened the case; it was no command. */
const openingEvents = 1;

/** What the system does by itself because a day came; how often depends on the days walked. */
const timelyEvents = [
  'due-date-reminded',
  'due-date-escalated',
  'automatic-preliminary-reply-sent',
  'consultation-overdue',
  'registry-reminded',
  'expiry-warned',
  'deletion-reminded',
  'linkage-step-recorded',
];

const letterKinds = {
  receipt: 1,
  'rek-forwarding': 1,
  consultation: 2,
  decision: 1,
  permit: 1,
  'environment-notice': 2,
  'delivery-order': 3,
  'delivery-notice': 3,
  'permit-notice': 3,
  'destruction-certificate': 1,
  closing: 1,
};

/** The whole account at the end: every event there once, every day somebody's. */
export async function account(journey) {
  const { events, ledger } = await wholeTimeline(journey.file);
  await keep(journey, { events, ledger });
  printEvents(journey, events);
  await countEvents(journey, events);
  findRefusals(journey, events);
  await countLetters(journey, events);
  await findDisclosures(journey);
  sumDays(journey, ledger, events);
}

/** The log tells of a dispatched letter a moment after the letter itself does. */
function wholeTimeline(file) {
  return until('every letter in the log', async () => {
    const [timeline, { letters }] = [await file.timeline(), await file.detail()];
    return lettersIn(timeline.events) === letters.filter(isSentByItself).length && timeline;
  });
}

/** Those who run an environment have no digital way yet: their letters wait for the print room. */
function isSentByItself({ recipientKind }) {
  return recipientKind !== 'operator';
}

function lettersIn(events) {
  return events.filter(({ type }) => type === 'letter-dispatched').length;
}

async function keep(journey, timeline) {
  const path = join(journey.ownFolder, 'timeline.json');
  await mkdir(journey.ownFolder, { recursive: true });
  await writeFile(path, `${JSON.stringify(timeline, null, 2)}\n`);
  journey.print(`\nTimeline of ${journey.file.reference} (${path})`);
}

function printEvents({ print }, events) {
  for (const event of events.filter(({ outcome }) => outcome === 'accepted')) {
    const { at, type, actorName, registryId, fromState, toState } = event;
    const change =
      toState && fromState !== toState ? `${fromState ?? 'nothing'} -> ${toState}` : '';
    const who = actorName ?? 'the system';
    const day = at.slice(0, 16).replace('T', ' ');
    print(`  ${day}  ${type.padEnd(26)} ${[who, registryId, change].filter(Boolean).join(', ')}`);
  }
}

async function countEvents({ bySystem, checks, file }, events) {
  checks.equal(
    'events stand in order without a gap',
    events.map(({ seq }) => seq),
    events.map((_, index) => index + 1),
  );
  const all = events.filter(({ outcome, track }) => outcome === 'accepted' && track !== null);
  const changes = all.filter((event) => !isTimely(event));
  const commands = file.given.length + bySystem.length;
  checks.equal('commands accepted and events', changes.length, commands + openingEvents);
  const { version } = await file.detail();
  checks.equal('version of the case after its events', version, all.length);
  for (const { registryId, name } of [...file.given, ...bySystem]) {
    if (registryId === null) continue;
    const here = [...file.given, ...bySystem].filter((other) => other.registryId === registryId);
    const there = changes.filter((event) => event.registryId === registryId);
    checks.equal(`events at ${registryId} (${name})`, there.length, here.length);
  }
  const times = events.map(({ at }) => at);
  checks.equal('events never run backwards', times, [...times].sort());
}

function isTimely({ actorRole, type }) {
  return actorRole === 'system' && timelyEvents.includes(type);
}

/** A refused attempt stands in the log as well; one whose answer was lost may stand there twice. */
function findRefusals({ checks, file }, events) {
  const logged = events.filter(({ outcome }) => outcome === 'refused');
  for (const { name, code } of file.refusals) {
    const isLogged = logged.some((event) => event.type === name && event.code === code);
    checks.holds(`the refusal of ${name} stands in the log`, isLogged, code);
  }
  checks.holds('no fewer refusals than given', logged.length >= file.refusals.length);
}

async function countLetters({ checks, file, print }, events) {
  const { letters } = await file.detail();
  const ofKind = (kind) => letters.filter((letter) => letter.kind === kind).length;
  for (const [kind, count] of Object.entries(letterKinds)) {
    checks.equal(`letters of the kind ${kind}`, ofKind(kind), count);
  }
  const others = letters.filter(({ kind }) => !(kind in letterKinds)).map(({ kind }) => kind);
  print(`\nLetters because a day came: ${others.join(', ') || 'none'}`);
  const sent = letters.filter(isSentByItself).length;
  checks.equal('letters dispatched, by the log', lettersIn(events), sent);
  const opened = letters.filter(({ openedAt }) => openedAt !== null);
  checks.equal('letters the applicant opened', opened.length, 4);
  print(
    `\n${sent} letters, each dispatched once, and ${letters.length - sent} for the print room; exactly one of them is a decision.`,
  );
}

/** What was delivered stands in the register of disclosures, once per registry. */
async function findDisclosures({ checks, file, print }) {
  const own = await until('the register of disclosures', async () => {
    const { json } = await file.send('revisor', 'GET', '/disclosures');
    const found = json.items.filter(({ caseId }) => caseId === file.id);
    return found.length >= 3 && found;
  });
  checks.equal('disclosures of this case', own.length, 3);
  print(`${own.length} deliveries stand in the register of disclosures.`);
}

function sumDays({ checks, expectedDays, print }, { grossDays, perParty, segments }, events) {
  const sum = (rows) => rows.reduce((total, { days }) => total + days, 0);
  checks.equal('days of all parties together', sum(perParty), grossDays);
  checks.equal('days of all segments together', sum(segments), grossDays);
  const dayOf = (type) => events.find((event) => event.type === type).at.slice(0, 10);
  const wholeCase = daysBetween(dayOf('submitted'), dayOf('case-closed'));
  checks.equal('days from submission to the end', grossDays, wholeCase);
  const found = Object.fromEntries(perParty.map(({ party, days }) => [party, days]));
  const expected = Object.fromEntries([...expectedDays].sort(([a], [b]) => (a < b ? -1 : 1)));
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  checks.equal('days per party, as the clock was set', sorted, expected);

  print('\nDays per waiting party, from submission to the end:');
  for (const { party, days } of perParty) print(`  ${String(days).padStart(5)}  ${party}`);
  print(`  ${String(grossDays).padStart(5)}  altogether`);
}
