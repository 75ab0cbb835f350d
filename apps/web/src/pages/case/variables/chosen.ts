/** One variable asked for; of the catalogue where it has an id, else in the applicant's own words. */
export interface ChosenVariable {
  variableId?: string;
  name?: string;
  justification?: string;
  directIdentifierReason?: string;
}

export type Chosen = readonly ChosenVariable[];

/** The list at a place in the form. */
export const chosenIn = (value: unknown): Chosen =>
  Array.isArray(value) ? (value as ChosenVariable[]) : [];

/** Which variables they are, without what is written of them. */
export const namesIn = (value: unknown): Chosen =>
  chosenIn(value).map(({ variableId, name }) => ({ variableId, name }));

/** What takes back the last thing that was done to the list, whatever was written since. */
export interface Undo {
  text: string;
  apply: (chosen: Chosen) => Chosen;
}

/** As the catalogue compares names. */
export const sameName = (one: string | undefined, other: string | undefined) =>
  key(one) !== '' && key(one) === key(other);

const key = (name = '') => name.trim().replace(/\s+/g, ' ').toLowerCase();

export function indexOf(chosen: Chosen, wanted: { id?: string; name: string }): number {
  return chosen.findIndex(
    ({ variableId, name }) =>
      (wanted.id !== undefined && variableId === wanted.id) || sameName(name, wanted.name),
  );
}

/** What is chosen already, to be asked many times over. */
export function chosenKeys(chosen: Chosen): {
  has: (wanted: { id?: string; name: string }) => boolean;
} {
  const ids = new Set(chosen.map(({ variableId }) => variableId));
  const names = new Set(chosen.map(({ name }) => key(name)));
  return {
    has: ({ id, name }) => (id !== undefined && ids.has(id)) || names.has(key(name)),
  };
}

/** The list with these at its end; those that stand there already are left as they are. */
export function withVariables(
  chosen: Chosen,
  wanted: readonly { id?: string; name: string }[],
): Chosen {
  const written = chosen.filter((each) => Object.values(each).some(Boolean));
  const there = chosenKeys(written);
  const fresh = wanted.filter((each) => !there.has(each));
  return [
    ...written,
    ...fresh.map(({ id, name }) => ({ ...(id !== undefined && { variableId: id }), name })),
  ];
}

export function withoutVariable(chosen: Chosen, index: number): Chosen {
  return chosen.filter((_, other) => other !== index);
}

/** The list with a removed variable where it stood, or at the end of what is left. */
export function putBack(chosen: Chosen, index: number, removed: ChosenVariable): Chosen {
  return [...chosen.slice(0, index), removed, ...chosen.slice(index)];
}

export const isWithoutReason = ({ justification }: ChosenVariable) =>
  (justification ?? '').trim() === '';

/** The same reason for those that are picked out. */
export function withReason(chosen: Chosen, indexes: ReadonlySet<number>, reason: string): Chosen {
  return chosen.map((each, index) =>
    indexes.has(index) ? { ...each, justification: reason } : each,
  );
}

/** Their reasons as they were, but where another has been written since. */
export function reasonsBack(
  chosen: Chosen,
  before: Chosen,
  indexes: ReadonlySet<number>,
  reason: string,
): Chosen {
  return chosen.map((each, index) => {
    const was = before[index];
    const isSame = indexes.has(index) && was?.name === each.name && each.justification === reason;
    return isSame ? { ...each, justification: was?.justification ?? '' } : each;
  });
}
