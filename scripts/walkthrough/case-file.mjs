import { randomUUID } from 'node:crypto';
import { AnswerLost, ask, askOnce, patiently, until } from './requests.mjs';

/** One case over HTTP, as its people work on it; knows what was done to it. */
export class CaseFile {
  /** `{ name, login, registryId }` of every command that was accepted, in order. */
  given = [];
  /** `{ name, login, code }` of every command that was refused by the rules of the case. */
  refusals = [];

  /** @param {{ baseUrl: string, people: import('./people-of-the-demo.mjs').DemoPeople }} tilgang */
  constructor({ baseUrl, people }) {
    this.baseUrl = baseUrl;
    this.people = people;
  }

  /** Opens a draft, asking twice with the same key as after a lost answer: it is one case. */
  async open(login, language, checks) {
    const order = { json: { language }, headers: { 'idempotency-key': randomUUID() } };
    const first = await this.send(login, 'POST', '/cases', order);
    checks.equal('opening a case is answered with 201', first.status, 201);
    const again = await this.send(login, 'POST', '/cases', order);
    checks.equal('the same key opens no second case', again.json?.id, first.json.id);
    this.id = first.json.id;
    this.reference = first.json.reference;
  }

  /** A request to the API that may be asked again when its answer is lost. */
  async send(login, method, path, options = {}) {
    const bearer = await this.people.token(login);
    return ask(`${this.baseUrl}/api/v1${path}`, { ...options, method, bearer });
  }

  /** Who sees the whole case: its applicant while it is a draft, the auditor afterwards. */
  get reader() {
    return this.isSubmitted ? 'revisor' : 'soker';
  }

  async detail(login = this.reader) {
    const { status, json } = await this.send(login, 'GET', `/cases/${this.id}`);
    if (status !== 200) throw new Error(`${login} may not read the case: ${status} ${json?.code}`);
    return json;
  }

  /** The order of a delivery, as the registry extracts from it. */
  async order(login, deliveryId) {
    const path = `/cases/${this.id}/deliveries/${deliveryId}/order`;
    const { status, json } = await this.send(login, 'GET', path);
    if (status !== 200) throw new Error(`${login} may not read the order: ${status} ${json?.code}`);
    return json;
  }

  async timeline(login = this.reader) {
    const { json } = await this.send(login, 'GET', `/cases/${this.id}/timeline`);
    return json;
  }

  /** How many events people's commands have made; what the system does because a day came is apart. */
  async acceptedCount() {
    const { events } = await this.timeline();
    return events.filter(
      ({ actorRole, outcome, track }) =>
        outcome === 'accepted' && track !== null && actorRole !== 'system',
    ).length;
  }

  /**
   * Gives a command and sees to it that it is carried out once. When the answer is lost, the case
   * says whether it happened: by its version, and by whether the command still stands open.
   *
   * @throws {Error} when it is refused
   */
  async give(login, name, body = {}) {
    const { registryId = registryOf(body.deliveryId) } = body;
    const before = await this.detail(login);
    let { version } = before;
    let wasLost = false;
    await patiently(async () => {
      if (wasLost) {
        const now = await this.detail(login);
        if (happened(before, now, name, registryId)) return;
        ({ version } = now);
      }
      const answer = await this.#post(login, name, { ...body, version }).catch((error) => {
        wasLost ||= error instanceof AnswerLost;
        throw error;
      });
      if (answer.status < 300) return;
      if (answer.json?.code === 'stale-version') {
        // The system moved the case meanwhile, or the lost request came through after all.
        wasLost = true;
        throw new AnswerLost(`${name} was given on an old version`);
      }
      if (wasLost && happened(before, await this.detail(login), name, registryId)) return;
      throw new Error(`${login} may not ${name}: ${explain(answer)}`);
    });
    this.given.push({ name, login, registryId });
  }

  /** Tries a command that must be refused; gives the answer. */
  async tryOut(login, name, body = {}) {
    const answer = await patiently(async () => {
      const { version } = await this.detail();
      const tried = await this.#post(login, name, { version, ...body });
      // The system moved the case meanwhile: only a version given on purpose is refused for it.
      const isOvertaken = tried.json?.code === 'stale-version' && body.version === undefined;
      if (isOvertaken) throw new AnswerLost(`${name} was tried on an old version`);
      return tried;
    });
    if (answer.status !== 400) this.refusals.push({ name, login, code: answer.json?.code });
    return answer;
  }

  /** Waits until a track stands in this state: what the system does by itself. */
  until(track, state) {
    return until(`${track} is ${state}`, async () => {
      const detail = await this.detail();
      return stateOf(detail, track) === state && detail;
    });
  }

  async #post(login, name, json) {
    const bearer = await this.people.token(login);
    const url = `${this.baseUrl}/api/v1/cases/${this.id}/commands/${name}`;
    return askOnce(url, { method: 'POST', bearer, json });
  }
}

/** State of a track, or of one part of it: `ethics`, `delivery.norsk-pasientregister.1`. */
export function stateOf({ tracks }, path) {
  const [track, ...part] = path.split('.');
  return (part.length > 0 ? tracks[track]?.[part.join('.')] : tracks[track])?.state;
}

export function explain({ status, json }) {
  const problems = (json?.problems ?? []).map(({ field, rule }) => `${field} ${rule}`).join('; ');
  return `${status} ${json?.code ?? ''}${problems && ` (${problems})`}`;
}

/** The registry in the id of a round of delivery: `norsk-pasientregister.1`. */
function registryOf(deliveryId) {
  return deliveryId?.replace(/\.\d+$/, '') ?? null;
}

function happened(before, now, name, registryId) {
  if (now.version === before.version) return false;
  // Editing leaves a draft a draft, and nobody but its applicant edits it.
  if (name === 'edit-draft') return true;
  return !now.allowedCommands.some(
    (allowed) => allowed.name === name && allowed.registryId === registryId,
  );
}
