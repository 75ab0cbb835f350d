import { signInAsDemoUser } from '../demo-sign-in.mjs';
import { askOnce, AnswerLost, patiently } from './requests.mjs';

/** The demo users, signed in when they are first needed. */
export class DemoPeople {
  #tokens = new Map();
  #names = new Map();

  constructor(baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** Fails, saying so, where there is no demonstration at this address. */
  async open() {
    const { status, json } = await askOnce(`${this.baseUrl}/api/v1/demo/users`).catch((error) => {
      throw error instanceof AnswerLost
        ? new Error(`Nothing answers at ${this.baseUrl}. Start Tilgang first: npm start`)
        : error;
    });
    if (status !== 200 || !Array.isArray(json)) {
      throw new Error(`${this.baseUrl} is no demonstration: it names no demo users.`);
    }
    for (const { login, name } of json) this.#names.set(login, name);
  }

  name(login) {
    return this.#names.get(login) ?? login;
  }

  /** An access token of this user; it lives for hours, and through restarts of the API. */
  token(login) {
    if (!this.#tokens.has(login)) this.#tokens.set(login, this.#signIn(login));
    return this.#tokens.get(login);
  }

  async #signIn(login) {
    const { accessToken } = await patiently(() =>
      signInAsDemoUser(this.baseUrl, login).catch((error) => {
        const isAway = error instanceof TypeError || / 50[23]$/.test(error.message);
        throw isAway ? new AnswerLost(`sign-in as ${login}`, { cause: error }) : error;
      }),
    );
    return accessToken;
  }
}
