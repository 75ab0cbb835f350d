import { ask } from './requests.mjs';

const oslo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });

/** Noon in Norway, near enough: no daylight saving moves it to another day. */
const NOON = 'T11:00:00.000Z';

/** The clock of the demonstration, which is only ever set forwards. */
export class DemoTime {
  constructor(baseUrl, tokenOf) {
    this.address = `${baseUrl}/api/v1/demo/clock`;
    this.tokenOf = tokenOf;
  }

  /** @returns {Promise<Date>} */
  async now() {
    const { status, json } = await ask(this.address, { bearer: await this.tokenOf() });
    if (status !== 200) throw new Error(`The demo clock answered ${status}: is this a demo?`);
    return new Date(json.at);
  }

  /** The calendar date in Norway. */
  async today() {
    return oslo.format(await this.now());
  }

  /** Sets the clock to noon, so many days after today; again changes nothing. */
  async pass(days) {
    const target = new Date(`${addDays(await this.today(), days)}${NOON}`);
    await this.reach(target);
  }

  async reach(target) {
    const { status, json } = await ask(this.address, {
      method: 'POST',
      bearer: await this.tokenOf(),
      json: { at: target.toISOString() },
    });
    // Where an answer was lost the clock may stand there already, and refuses to be set again.
    if (status === 200 || (await this.now()) >= target) return;
    throw new Error(`The demo clock cannot be set: ${status} ${json?.code}`);
  }
}

/** @param {string} on calendar date */
export function addDays(on, days) {
  const at = new Date(`${on}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

export function daysBetween(fromOn, toOn) {
  return Math.round((Date.parse(`${toOn}T12:00:00Z`) - Date.parse(`${fromOn}T12:00:00Z`)) / 864e5);
}
