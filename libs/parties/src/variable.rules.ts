/** The catalogue of variables: what a registry holds, and how a new list changes it. Pure. */

export const dataTypes = [
  'code',
  'text',
  'integer',
  'decimal',
  'date',
  'time',
  'yes-no',
  'identifier',
] as const;

export type DataType = (typeof dataTypes)[number];

/** Whether a person can be known by the variable: alone, together with others, or not. */
export const identificationRisks = ['none', 'indirect', 'direct'] as const;

export type IdentificationRisk = (typeof identificationRisks)[number];

/** A variable as its registry describes it. Dates are calendar dates. */
export interface VariableLine {
  name: string;
  description: string;
  dataType: DataType;
  /** The range or code list of its values. */
  valueNote: string | null;
  /** The period for which the registry holds it; null: from the beginning, or still. */
  validFromOn: string | null;
  validToOn: string | null;
  identificationRisk: IdentificationRisk;
  /** What may do instead and tells less of a person, least telling last. */
  coarserAlternatives: string[];
}

/** A version of a variable in the catalogue. */
export interface Variable extends VariableLine {
  /** The same through all versions. */
  id: string;
  registryId: string;
  version: number;
  /** When the version stood in the catalogue: from and with the first date, to the second. */
  listedFromOn: string;
  listedToOn: string | null;
}

export interface VariableChange {
  /** Variables of which the present version ends: what changed, and what is gone. */
  endedIds: string[];
  /** New versions, and first versions of what is new. */
  listed: { id: string; version: number; line: VariableLine }[];
  added: number;
  updated: number;
  ended: number;
  unchanged: number;
}

/** What tells two variables of a registry apart: the name, whatever its letters and spaces. */
export function nameKey(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('nb');
}

/**
 * How a registry's new list changes its catalogue. What is as before stays; what differs gets a new
 * version; what is not in the list ends; what returns goes on under its old id.
 *
 * @param latest the last version of every variable there has been, also of those that ended.
 */
export function variableChange(
  latest: readonly Variable[],
  lines: readonly VariableLine[],
  newId: () => string,
): VariableChange {
  const known = new Map(latest.map((variable) => [nameKey(variable.name), variable]));
  const change: VariableChange = {
    endedIds: [],
    listed: [],
    added: 0,
    updated: 0,
    ended: 0,
    unchanged: 0,
  };
  for (const line of lines) {
    const before = known.get(nameKey(line.name));
    known.delete(nameKey(line.name));
    if (!before) {
      change.listed.push({ id: newId(), version: 1, line });
      change.added += 1;
    } else if (before.listedToOn !== null) {
      change.listed.push({ id: before.id, version: before.version + 1, line });
      change.added += 1;
    } else if (isSame(before, line)) {
      change.unchanged += 1;
    } else {
      change.endedIds.push(before.id);
      change.listed.push({ id: before.id, version: before.version + 1, line });
      change.updated += 1;
    }
  }
  for (const { id, listedToOn } of known.values()) {
    if (listedToOn !== null) continue;
    change.endedIds.push(id);
    change.ended += 1;
  }
  return change;
}

function isSame(before: Variable, line: VariableLine): boolean {
  return (Object.keys(line) as (keyof VariableLine)[]).every(
    (field) => JSON.stringify(before[field]) === JSON.stringify(line[field]),
  );
}

/** A variable of the catalogue that a wanted one may be. */
export interface LikelyVariable {
  variableId: string;
  registryId: string;
  name: string;
  dataType: DataType;
  identificationRisk: IdentificationRisk;
  /** 1 where the names are the same; above 0 where they share letters. */
  likeness: number;
}
