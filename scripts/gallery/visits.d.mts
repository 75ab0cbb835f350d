export interface Visit {
  name: string;
  /** Nobody is signed in where it is null. */
  login: string | null;
  /** The path of the page in the table of screens; `*` where there is none. */
  screen: string;
  at: string | ((ask: (path: string) => Promise<unknown>, name: string) => Promise<string>);
}
export const visits: readonly Visit[];
