import type { FileStore, StoredBytes } from '#platform';

/** The archive core that closed cases are handed over to. An agency puts its own in its place. */
export interface ArchivePort {
  /**
   * Takes a package. The same reference may come again after a process was killed: it is the same
   * package, and is kept once.
   */
  handOver(reference: string, bytes: AsyncIterable<Uint8Array>): Promise<ArchiveReceipt>;
}

export type ArchiveReceipt = StoredBytes & { receipt: string };

/** Keeps the packages in the file store, where no archive core is set up. */
export class FileStoreArchive implements ArchivePort {
  constructor(private readonly store: FileStore) {}

  async handOver(reference: string, bytes: AsyncIterable<Uint8Array>): Promise<ArchiveReceipt> {
    // What a killed process left is incomplete; what was handed over the database keeps.
    await this.store.remove([reference]);
    return { ...(await this.store.write(reference, bytes)), receipt: `file-store:${reference}` };
  }
}
