import { join } from 'node:path';
import { CaseFile, explain, stateOf } from './case-file.mjs';
import { Checks } from './checks.mjs';
import { DemoTime } from './demo-clock.mjs';
import { Paper } from './paper.mjs';
import { DemoPeople } from './people-of-the-demo.mjs';
import { until } from './requests.mjs';
import { VaultVisits } from './vault.mjs';

/** A case on its way: gives commands, prints each with actor and time, and checks what came of it. */
export class Journey {
  checks = new Checks();
  /** Days that each party must have been waited for, by the clock as it was set here. */
  expectedDays = new Map();
  /** System commands that were waited for: `{ name, registryId }`. */
  bySystem = [];
  #stepCount = 0;

  /**
   * @param {{ baseUrl: string, folder: string, scale: number, print: (line: string) => void }} settings
   *   `scale` of the person lists: 1 is 50,000, 40,000 and 20,000 people
   */
  constructor({ baseUrl, folder, scale, print }) {
    this.baseUrl = baseUrl;
    this.folder = folder;
    this.scale = scale;
    this.print = print;
    this.people = new DemoPeople(baseUrl);
    this.time = new DemoTime(baseUrl, () => this.people.token('revisor'));
    this.file = new CaseFile({ baseUrl, people: this.people });
  }

  /** Opens the case: from here on letters and key files go to a folder of its own. */
  async open(login, language) {
    await this.people.open();
    await this.file.open(login, language, this.checks);
    const own = join(this.folder, this.file.reference);
    const shared = { file: this.file, checks: this.checks };
    const say = (line) => this.note(line);
    this.paper = new Paper({ ...shared, folder: join(own, 'letters'), say });
    this.vault = new VaultVisits({ ...shared, folder: join(own, 'key-files') });
    this.ownFolder = own;
    await this.step(login, `open-case ${this.file.reference}`);
    await this.paper.open();
  }

  /**
   * One command that must be accepted.
   *
   * @param {Record<string, string>} states of tracks afterwards, as `{ ethics: 'approved' }`
   */
  async does(login, name, body = {}, states = {}) {
    await this.file.give(login, name, body);
    const arrow = Object.entries(states).map(([track, state]) => `${track} ${state}`);
    await this.step(login, name, arrow.join(', '));
    await this.stands(states);
  }

  /** One command that must be refused, with this status and code. */
  async refuses(login, name, body, status, code) {
    const before = await this.file.acceptedCount();
    const answer = await this.file.tryOut(login, name, body);
    this.#refused(`${login}: ${name}`, answer, status, code);
    const after = await this.file.acceptedCount();
    this.checks.equal(`${name} refused leaves the case as it was`, after, before);
  }

  /** Any other answer that must be a refusal. */
  refusal(what, answer, status, code) {
    this.#refused(what, answer, status, code);
  }

  /** What the system does by itself; waited for, and counted as a command. */
  async systemDoes(name, track, state, registryId = null) {
    await this.file.until(track, state);
    this.bySystem.push({ name, registryId });
    await this.step('system', name, `${track} ${state}`);
  }

  /** What the vault says of the order, by way of the case; waited for. */
  async progressIs(fact, holds) {
    const path = `/cases/${this.file.id}/linkage/progress`;
    const found = await until(`the linkage is ${fact}`, async () => {
      const { json } = await this.file.send('kobling', 'GET', path);
      return json?.isVaultUp && holds(json) ? json : null;
    });
    this.checks.holds(`the progress in the case says: ${fact}`, true);
    return found;
  }

  /** Lets days pass, and remembers whose they are. */
  async pass(days) {
    const { waitingFor, tracks } = await this.file.detail();
    if (tracks.application.submittedOn) {
      this.expectedDays.set(waitingFor, (this.expectedDays.get(waitingFor) ?? 0) + days);
    }
    await this.time.pass(days);
    this.note(`${days} ${days === 1 ? 'day passes' : 'days pass'}, waiting for ${waitingFor}`);
  }

  async stands(states) {
    const detail = await this.file.detail();
    for (const [track, state] of Object.entries(states)) {
      this.checks.equal(`state of ${track}`, stateOf(detail, track), state);
    }
  }

  async step(login, what, outcome = '') {
    this.#stepCount += 1;
    const at = (await this.time.now()).toISOString().slice(0, 16).replace('T', ' ');
    const who = login === 'system' ? 'the system' : `${this.people.name(login)} (${login})`;
    const number = String(this.#stepCount).padStart(3);
    this.print(`${number}. ${at}  ${what.padEnd(24)} ${who}${outcome && ` -> ${outcome}`}`);
  }

  note(line) {
    this.print(`       ${line}`);
  }

  #refused(what, answer, status, code) {
    const found = `${answer.status} ${answer.json?.code}`;
    this.checks.equal(`the answer to ${what}`, found, `${status} ${code}`);
    const type = answer.headers.get('content-type') ?? '';
    this.checks.holds(
      `${what} is a problem document`,
      /^application\/problem\+json/.test(type),
      type,
    );
    this.note(`refused as it must be, ${what}: ${explain(answer)}`);
  }
}
