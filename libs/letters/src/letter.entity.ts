import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Language, LetterKind, LetterOrder, Recipient } from './wording/letter.templates.js';

export type LetterStatus = 'queued' | 'produced' | 'dispatched' | 'failed';
/** `waiting` is for a person to post it; `dead` was given up and is for a person to send anew. */
export type DispatchStatus = 'sending' | 'sent' | 'failed' | 'waiting' | 'dead';

@Entity('letter')
@Unique(['caseId', 'eventSeq', 'kind', 'recipient'])
export class LetterRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ type: 'uuid', name: 'case_id' })
  caseId!: string;

  @Column({ type: 'integer', name: 'event_seq' })
  eventSeq!: number;

  @Column('text')
  kind!: LetterKind;

  @Column('text')
  language!: Language;

  @Column({ type: 'text', name: 'template_version' })
  templateVersion!: string;

  @Column('jsonb')
  recipient!: Recipient;

  @Column('jsonb')
  data!: LetterOrder['data'];

  @Column('text')
  status!: LetterStatus;

  @Column({ type: 'bytea', nullable: true })
  sha256!: Buffer | null;

  /** SHA-256 of the certificate that the file is sealed with; null: it has no seal. */
  @Column({ type: 'bytea', name: 'seal_certificate_sha256', nullable: true })
  sealCertificateSha256!: Buffer | null;

  @Column({ type: 'integer', name: 'page_count', nullable: true })
  pageCount!: number | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'produced_at', precision: 3, nullable: true })
  producedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'dispatched_at', precision: 3, nullable: true })
  dispatchedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'opened_at', precision: 3, nullable: true })
  openedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'alerted_at', precision: 3, nullable: true })
  alertedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'failed_at', precision: 3, nullable: true })
  failedAt!: Date | null;

  /** When one by post is taken to have arrived. */
  @Column({ type: 'date', name: 'arrives_on', nullable: true })
  arrivesOn!: string | null;
}

@Entity('letter_file')
export class LetterFileRow {
  @PrimaryColumn('uuid', { name: 'letter_id' })
  letterId!: string;

  @Column('bytea')
  pdf!: Buffer;

  /** Of the file; sealed it is longer. */
  @Column('integer')
  size!: number;

  /** The data key that the key of this file is under; null where it rests as it is. */
  @Column({ type: 'uuid', name: 'key_id', nullable: true })
  keyId!: string | null;

  @Column({ type: 'bytea', name: 'row_key', nullable: true })
  rowKey!: Buffer | null;
}

@Entity('dispatch')
@Unique(['letterId', 'attempt'])
export class DispatchRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column({ type: 'uuid', name: 'letter_id' })
  letterId!: string;

  @Column('text')
  channel!: string;

  @Column('integer')
  attempt!: number;

  @Column('text')
  status!: DispatchStatus;

  @Column({ type: 'timestamptz', name: 'requested_at', precision: 3 })
  requestedAt!: Date;

  @Column({ type: 'timestamptz', name: 'finished_at', precision: 3, nullable: true })
  finishedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  reply!: string | null;

  /** What the channel knows it by: the same for every try of one sending. */
  @Column('uuid')
  reference!: string;

  /** Why this channel was chosen. */
  @Column('text')
  reason!: string;

  @Column('boolean', { name: 'is_copy' })
  isCopy!: boolean;

  /** The how-many-eth try of one sending it is. */
  @Column('integer')
  try!: number;

  @Column({ type: 'uuid', name: 'requested_by', nullable: true })
  requestedBy!: string | null;

  @Column({ type: 'timestamptz', name: 'next_attempt_at', precision: 3, nullable: true })
  nextAttemptAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'delivered_at', precision: 3, nullable: true })
  deliveredAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'opened_at', precision: 3, nullable: true })
  openedAt!: Date | null;

  @Column({ type: 'text', nullable: true })
  receipt!: string | null;

  @Column({ type: 'timestamptz', name: 'followed_at', precision: 3, nullable: true })
  followedAt!: Date | null;

  @Column({ type: 'uuid', name: 'print_package_id', nullable: true })
  printPackageId!: string | null;
}
