/**
 * An electronic seal (eIDAS article 3 (25)): says that a letter comes from the agency and is whole.
 * Adapters hold the key, or ask a module that does. The same digest gives the same seal: what is
 * sealed again from its row must come out as the bytes that were sent.
 */
export interface Seal {
  /** SHA-256 of the certificate: names in the row what the letter was sealed with. */
  readonly certificateSha256: Buffer;
  /** Who seals: the common name of the certificate's subject. */
  readonly holderName: string;
  /** How many bytes every seal is long: the place for it is made before the pages are drawn. */
  readonly length: number;
  /** The seal over the SHA-256 of all bytes of a file outside the seal: CMS, as PAdES asks. */
  seal(digest: Buffer): Promise<Buffer>;
}

/** The place in a file that awaits its seal. */
export interface SealPlace {
  /** From here on the signature dictionary stands. */
  offset: number;
  length: number;
}
