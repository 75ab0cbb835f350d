/** What the specs of the screens compare with. The screens themselves import nothing from the libs. */
declare module '#cases' {
  export const commandNames: readonly string[];
  /** What the spec of the forms asks of a command: which fields its body has, and who gives it. */
  export const commandBodies: Readonly<
    Record<
      string,
      { shape: Readonly<Record<string, { safeParse: (value: unknown) => { success: boolean } }>> }
    >
  >;
  export function causesLetter(event: string): boolean;
  export const transitions: Readonly<
    Record<
      string,
      { track: { keyedBy: string | null }; transition: { by: readonly string[]; event: string } }
    >
  >;
  export const trackTables: Readonly<
    Record<
      string,
      {
        name: string;
        states: readonly string[];
        transitions: Readonly<Record<string, { event: string }>>;
      }
    >
  >;
}

declare module '#letters' {
  export const letterKinds: readonly string[];
}

declare module '#parties' {
  export const roles: readonly string[];
}

declare module '#oversight' {
  export const reportNames: readonly string[];
  export const correctable: readonly string[];
  export function figureWanted(
    name: string,
    asked: { row: string; column: string; asOfOn: string },
  ): object | null;
  export function reportOf(
    name: string,
    sums: readonly never[],
    around: object,
  ): {
    columns: { id: string; unit: string }[];
    rows: { key: string }[];
    summary: { key: string }[];
  };
}
