import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ name: 'permit_version' })
@Unique(['base', 'version'])
@Unique(['caseId', 'version'])
export class PermitVersionRow {
  @PrimaryColumn('text', { name: 'permit_id' }) permitId!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text') base!: string;
  @Column('integer') version!: number;
  @Column('text') content!: string;
  @Column('text') sha256!: string;
  @Column('uuid', { name: 'change_case_id', nullable: true, unique: true }) changeCaseId!:
    string | null;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
}
