/** What the spec of the texts compares with. The screens themselves import nothing from the libs. */
declare module '#cases' {
  export const commandNames: readonly string[];
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
