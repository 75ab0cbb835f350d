export interface EncryptedServers {
  /** The addresses for the programs, and whose certificates they trust. */
  settings: Record<string, string>;
  ownerUrl: string;
  plainUrl: string;
  caFile: string;
  stop(): Promise<void>;
}
export function encryptedServers(): Promise<EncryptedServers>;
