/**
 * Who keeps the key-encryption key of the case system: a file, or a key service. Data keys are
 * wrapped by it and stand in the database, so that a copy of the database opens nothing.
 */
export interface KeyWrapping {
  /** Names the newest key, which wraps from now on. */
  newest(): Promise<string>;
  /** Under the newest key. `context` is bound to it: unwrapped under another it does not open. */
  wrap(content: Uint8Array, context: string): Promise<WrappedKey>;
  /** What any key that is still kept has wrapped; throws {@link WrappingKeyAbsent} otherwise. */
  unwrap(wrapped: WrappedKey, context: string): Promise<Buffer>;
}

export interface WrappedKey {
  /** Which key wrapped it. */
  by: string;
  wrapped: Buffer;
}

/** The key that wrapped this is not kept here: another file, or one from which it was taken away. */
export class WrappingKeyAbsent extends Error {
  override readonly name = 'WrappingKeyAbsent';
}
