import { inspect } from 'node:util';

const masked = '[secret]';

/**
 * A setting that nobody may read in a log, an error or an answer: written out, it says that it is a
 * secret and no more. {@link reveal} is called where it is used and nowhere else.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return masked;
  }

  toJSON(): string {
    return masked;
  }

  [inspect.custom](): string {
    return masked;
  }

  [Symbol.toPrimitive](): string {
    return masked;
  }
}
