import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Sight of one case beyond one's need to know, for a reason and a time. */
@Entity({ name: 'insight' })
export class InsightRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  /** The role that it was asked for in. */
  @Column('text') role!: string;
  /** The reason, among the texts of the case. */
  @Column('uuid', { name: 'text_id' }) textId!: string;
  @Column({ type: 'timestamptz', name: 'begun_at', precision: 3 }) begunAt!: Date;
  @Column({ type: 'timestamptz', name: 'ends_at', precision: 3 }) endsAt!: Date;
}
