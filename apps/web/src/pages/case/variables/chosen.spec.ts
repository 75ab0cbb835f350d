import { describe, expect, it } from '@jest/globals';
import {
  type Chosen,
  indexOf,
  putBack,
  reasonsBack,
  withoutVariable,
  withReason,
  withVariables,
} from './chosen';

const chosen: Chosen = [
  { variableId: 'a', name: 'Alder', justification: 'Justering' },
  { name: 'Egen skår' },
];

describe('the variables that are chosen', () => {
  it('come in once, whether found by id or by name', () => {
    const more = withVariables(chosen, [
      { id: 'a', name: 'Alder ved innleggelse' },
      { name: ' egen  SKÅR ' },
      { id: 'b', name: 'Kjønn' },
    ]);
    expect(more.map(({ name }) => name)).toEqual(['Alder', 'Egen skår', 'Kjønn']);
  });

  it('take the place of a row that nothing was written in', () => {
    expect(withVariables([{}], [{ id: 'b', name: 'Kjønn' }])).toEqual([
      { variableId: 'b', name: 'Kjønn' },
    ]);
  });

  it('stand where they stood when a removal is undone', () => {
    const rest = withoutVariable(chosen, 0);
    expect(indexOf(rest, { id: 'a', name: 'Alder' })).toBe(-1);
    expect(putBack(rest, 0, chosen[0]!)).toEqual(chosen);
  });

  it('share a reason, and get their own back but where another was written since', () => {
    const all = new Set([0, 1]);
    const same = withReason(chosen, all, 'Utfall');
    expect(same.map(({ justification }) => justification)).toEqual(['Utfall', 'Utfall']);
    const written = same.map((each, index) =>
      index === 1 ? { ...each, justification: 'Skrevet etterpå' } : each,
    );
    const back = reasonsBack(written, chosen, all, 'Utfall');
    expect(back.map(({ justification }) => justification)).toEqual([
      'Justering',
      'Skrevet etterpå',
    ]);
  });
});
