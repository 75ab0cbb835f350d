import { type Processor, processor } from '#platform';
import { produceLetter } from './letter.jobs.js';
import type { LetterService } from './letter.service.js';

export function letterProcessors(letters: LetterService): Processor[] {
  return [processor(produceLetter, ({ letterId }) => letters.produce(letterId))];
}
