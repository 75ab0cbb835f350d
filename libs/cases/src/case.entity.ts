import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Draft } from './application/application.rules.js';
import type { Tracks } from './case.model.js';

@Entity({ name: 'access_case' })
export class AccessCaseRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('text', { unique: true }) reference!: string;
  @Column('text') kind!: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId!: string | null;
  @Column('text') intake!: string;
  @Column('integer') version!: number;
  @Column('uuid', { name: 'applicant_id' }) applicantId!: string;
  @Column('uuid', { name: 'assignee_id', nullable: true }) assigneeId!: string | null;
  @Column('text', { name: 'unit_id', nullable: true }) unitId!: string | null;
  @Column('text') language!: string;
  @Column('text', { name: 'application_state' }) applicationState!: string;
  @Column('text', { name: 'waiting_for' }) waitingFor!: string;
  @Column('date', { name: 'due_on', nullable: true }) dueOn!: string | null;
  @Column('date', { name: 'clock_acts_on', nullable: true }) clockActsOn!: string | null;
  @Column('date', { name: 'clocks_derived_on', nullable: true }) clocksDerivedOn!: string | null;
  @Column('date', { name: 'permit_ends_on', nullable: true }) permitEndsOn!: string | null;
  @Column('date', { name: 'timed_on', nullable: true }) timedOn!: string | null;
  @Column('text', { name: 'registry_ids', array: true }) registryIds!: string[];
  @Column('text', { nullable: true }) title!: string | null;
  @Column('text', { array: true }) relations!: string[];
  /** Made by the database from the tracks. */
  @Column({ type: 'boolean', name: 'is_flagged', insert: false, update: false })
  isFlagged!: boolean;
  @Column('jsonb') tracks!: Tracks;
  @Column('integer', { name: 'log_seq' }) logSeq!: number;
  @Column('bytea', { name: 'log_hash' }) logHash!: Buffer;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 }) changedAt!: Date;
}

/** What a case is found by; the dates are those of its row, for sorting. */
@Entity({ name: 'case_search' })
export class CaseSearchRow {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 }) changedAt!: Date;
  @Column('date', { name: 'due_on', nullable: true }) dueOn!: string | null;
  @Column('tsvector', { select: false }) words!: string;
}

@Entity({ name: 'application' })
export class ApplicationRow {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @Column('jsonb') content!: Draft;
  @Column('text', { name: 'form_version' }) formVersion!: string;
  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 }) changedAt!: Date;
}

@Entity({ name: 'case_text' })
export class CaseTextRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') field!: string;
  @Column('text') body!: string;
  @Column('uuid') salt!: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
}

/** A decision by an id of its own; what it says stands in the tracks of its case. */
@Entity({ name: 'decision' })
export class DecisionRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('integer', { name: 'event_seq' }) eventSeq!: number;
  @Column('text') track!: string;
  @Column('text', { nullable: true }) part!: string | null;
  @Column('text') outcome!: string;
  @Column('date', { name: 'decided_on' }) decidedOn!: string;
}

@Entity({ name: 'draft_presence' })
export class DraftPresenceRow {
  @PrimaryColumn('uuid', { name: 'case_id' }) caseId!: string;
  @PrimaryColumn('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') section!: string;
  @Column({ type: 'timestamptz', name: 'seen_at', precision: 3 }) seenAt!: Date;
}
