import { describe, expect, it } from '@jest/globals';
import { newCase } from '../case.machine.js';
import type { CaseEvent } from '../case.model.js';
import type { CaseNote } from './clock.model.js';
import { clocksOf } from './clock.rules.js';

const firstDay = newCase({
  id: 'c0000000-0000-4000-8000-000000000000',
  reference: 'HDS-2026-000001',
  kind: 'change',
  parentId: 'c0000000-0000-4000-8000-000000000001',
  applicantId: 'a',
  language: 'nb',
});

const happened = (
  seq: number,
  on: string,
  track: CaseEvent['track'],
  toState: string,
  facts: CaseEvent['facts'] = {},
  part: string | null = null,
  moves: CaseEvent['moves'] = {},
) => ({
  seq,
  at: new Date(`${on}T09:00:00Z`),
  type: `${track}-${toState}`,
  track,
  registryId: null,
  part,
  fromState: '',
  toState,
  facts,
  moves,
});

const letter = (seq: number, on: string, letterKind: string): CaseNote => ({
  seq,
  at: new Date(`${on}T12:00:00Z`),
  type: 'letter-dispatched',
  letterKind,
  letterId: `letter-${seq}`,
  arrivesOn: null,
});

const granted = (seq: number, on: string, decisionId: string) =>
  happened(
    seq,
    on,
    'access',
    'granted',
    {
      decidedOn: on,
      decisionId,
      sources: ['npr', 'dar'].map((registryId) => ({ registryId, isGranted: true, variables: [] })),
    },
    null,
    { application: 'decided' },
  );

const begun = [
  happened(2, '2026-08-03', 'application', 'submitted', {
    submittedOn: '2026-08-03',
    registryIds: ['npr', 'dar'],
    affectedRegistryIds: ['dar'],
  }),
  happened(3, '2026-08-03', 'application', 'in-assessment', { completeOn: '2026-08-03' }),
];

const named = (
  name: string,
  events: ReturnType<typeof happened>[],
  asOfOn: string,
  notes: CaseNote[] = [],
) => clocksOf(firstDay, { events, notes }, asOfOn, []).find((clock) => clock.name === name);

describe('the period in which a decision is appealed', () => {
  const first = [...begun, granted(4, '2026-09-01', 'one')];

  it('runs from the letter of a change too [law 18] [law 30]', () => {
    const notes = [letter(5, '2026-09-03', 'change-decision')];
    expect(named('appeal-period', first, '2026-09-04', notes)).toMatchObject({
      startOn: '2026-09-03',
      dueOn: '2026-09-24',
    });
  });

  it('is its own for the decision that an appeal has led to [law 18]', () => {
    const again = [
      ...first,
      happened(6, '2026-10-01', 'access', 'draft'),
      granted(7, '2026-11-02', 'two'),
    ];
    const notes = [letter(5, '2026-09-03', 'decision'), letter(8, '2026-11-03', 'decision')];
    expect(named('appeal-period', again, '2026-11-04', notes)).toMatchObject({
      startOn: '2026-11-03',
      dueOn: '2026-11-24',
      status: 'running',
    });
  });

  it('is broken off by a demand for reasons, begun anew by them, and moved by an extension [law 18]', () => {
    const notes = [letter(5, '2026-09-03', 'decision')];
    const demanded = [
      ...first,
      happened(
        6,
        '2026-09-10',
        'appeal-period',
        'reasons-demanded',
        { reasonsDemandedOn: '2026-09-10' },
        'access',
      ),
    ];
    expect(named('appeal-period', demanded, '2026-09-30', notes)).toMatchObject({
      dueOn: null,
      status: 'paused',
    });
    const given = [
      ...demanded,
      happened(
        7,
        '2026-10-01',
        'appeal-period',
        'running',
        { reasonsGivenOn: '2026-10-01' },
        'access',
      ),
    ];
    expect(named('appeal-period', given, '2026-10-02', notes)).toMatchObject({
      startOn: '2026-10-01',
      dueOn: '2026-10-22',
    });
    const extended = [
      ...given,
      happened(
        8,
        '2026-10-05',
        'appeal-period',
        'running',
        { extendedToOn: '2026-11-06' },
        'access',
      ),
    ];
    expect(named('appeal-period', extended, '2026-10-06', notes)?.dueOn).toBe('2026-11-06');
  });
});

describe('the statutory limit of a change', () => {
  it('is kept when the registries that it concerns have delivered, whatever else was granted before [law 2] [law 30]', () => {
    const delivered = [
      ...begun,
      granted(4, '2026-09-01', 'one'),
      happened(5, '2026-09-02', 'delivery', 'ordered', {}, 'dar', { application: 'in-delivery' }),
      happened(6, '2026-09-10', 'delivery', 'delivered', {}, 'dar'),
    ];
    expect(named('data-available', delivered, '2027-01-04')).toMatchObject({
      status: 'met',
      endedOn: '2026-09-10',
    });
    expect(named('data-available', delivered.slice(0, -1), '2027-01-04')?.status).toBe('overdue');
  });
});
