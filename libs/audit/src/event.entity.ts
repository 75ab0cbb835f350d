import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { LoggedEvent } from './event.chain.js';

@Entity({ name: 'case_event' })
export class CaseEventRow {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn({ type: 'integer' }) seq!: number;
  @Column({ type: 'timestamptz', precision: 3 }) at!: Date;
  @Column('text') type!: string;
  @Column('text') outcome!: LoggedEvent['outcome'];
  @Column('text', { nullable: true }) track!: string | null;
  @Column('text', { name: 'registry_id', nullable: true }) registryId!: string | null;
  @Column('text', { name: 'from_state', nullable: true }) fromState!: string | null;
  @Column('text', { name: 'to_state', nullable: true }) toState!: string | null;
  @Column('uuid', { name: 'actor_id', nullable: true }) actorId!: string | null;
  @Column('text', { name: 'actor_role', nullable: true }) actorRole!: string | null;
  @Column('integer', { name: 'case_version' }) caseVersion!: number;
  @Column('json') data!: Record<string, unknown>;
  @Column('bytea', { name: 'previous_hash' }) previousHash!: Buffer;
  @Column('bytea') hash!: Buffer;
}
