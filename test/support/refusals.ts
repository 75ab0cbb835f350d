import { Refused } from '#platform';

/** The code that a piece of work was refused with, or `accepted`. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusal.code;
    throw error;
  }
  return 'accepted';
}
