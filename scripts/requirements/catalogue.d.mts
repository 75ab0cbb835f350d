export interface Requirement {
  id: string;
  area: string;
  level: string;
  scope: string;
  requirement: string;
  reason: string | null;
}
export const caseworkAreas: readonly string[];
export function requirements(): Requirement[];
export function explainedIds(): string[];
export function namedIn(title: string): string[];
export function isOwed(row: Requirement): boolean;
