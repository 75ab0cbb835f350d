import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'notice' })
export class NoticeRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') event!: string;
  @Column('text') about!: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'read_at', precision: 3, nullable: true })
  readAt!: Date | null;
  @Column('boolean', { name: 'is_alerted' }) isAlerted!: boolean;
  @Column('uuid', { name: 'alert_id', nullable: true }) alertId!: string | null;
}

@Entity({ name: 'alert' })
export class AlertRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('integer', { name: 'notice_count' }) noticeCount!: number;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'sent_at', precision: 3, nullable: true })
  sentAt!: Date | null;
  @Column('uuid', { name: 'letter_id', nullable: true }) letterId!: string | null;
  @Column({ type: 'timestamptz', name: 'failed_at', precision: 3, nullable: true })
  failedAt!: Date | null;
  @Column('text', { nullable: true }) failure!: string | null;
}
