import { describe, expect, it } from '@jest/globals';
import { defineJob, jobsWithout, outboxRow } from './outbox.js';
import { processor } from './processors.js';

describe('jobs', () => {
  it('are named where nobody does them, so that a worker refuses to start', () => {
    const done = defineJob<{ id: string }>('letters', 'done-by-somebody');
    const forgotten = defineJob<{ id: string }>('cases', 'forgotten');
    const processors = [processor(done, () => Promise.resolve())];
    expect(jobsWithout(processors)).toEqual(['cases/forgotten']);
    expect(jobsWithout([...processors, processor(forgotten, () => Promise.resolve())])).toEqual([]);
  });

  it('become rows that carry ids and nothing else', () => {
    const job = defineJob<{ letterId: string }>('letters', 'carries-an-id');
    expect(outboxRow(job, { letterId: 'l-1' }, 'o-1')).toEqual({
      id: 'o-1',
      queue: 'letters',
      job: 'carries-an-id',
      payload: { letterId: 'l-1' },
    });
  });
});
