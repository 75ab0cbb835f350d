/** The word of somebody else on when a digest existed. */
export interface TimeStamp {
  stampedAt: Date;
  /** The token of RFC 3161, DER. */
  token: Buffer;
}

/** Somebody outside who puts a time on a digest. An agency may put its own in its place. */
export interface TimeStampAuthority {
  /** null: none is set up here. Throws {@link TimeStampUnavailable} where it can be tried later. */
  stamp(digest: Buffer): Promise<TimeStamp | null>;
}

/** The authority did not answer, or answered something that is no stamp of ours. */
export class TimeStampUnavailable extends Error {}

/** Seals without a witness outside: where no authority is set up. */
export class NoTimeStamps implements TimeStampAuthority {
  stamp(): Promise<null> {
    return Promise.resolve(null);
  }
}
