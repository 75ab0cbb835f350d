/** A condition a person can do something about: printed as it is, without a stack. */
export class CannotGoOn extends Error {}

/**
 * Prints one line per step: `[2/9] build ... done in 7.1 s (a note)`.
 *
 * @param {number} total how many steps there will be
 * @returns {<T>(what: string, work: () => Promise<string | void>) => Promise<void>}
 *   runs `work`; the text it resolves to is the note
 */
export function createSteps(total, out = process.stdout) {
  let number = 0;
  return async function step(what, work) {
    number += 1;
    out.write(`[${number}/${total}] ${what} ... `);
    const startedAt = Date.now();
    try {
      const note = await work();
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
      out.write(`done in ${seconds} s${note ? ` (${note})` : ''}\n`);
    } catch (error) {
      out.write('failed\n');
      throw error;
    }
  };
}
