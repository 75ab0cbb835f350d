import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The register of disclosures, helseregisterloven section 19 h: who received data and on what basis.
 * Kept at least ten years; a row stands on its own, so that it outlives the project.
 */
@Entity({ name: 'disclosure' })
export class DisclosureRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'case_reference' }) caseReference!: string;
  @Column('text', { name: 'registry_id' }) registryId!: string;
  @Column('text') recipient!: string;
  @Column('text', { name: 'legal_basis' }) legalBasis!: string;
  @Column('bigint', { name: 'row_count' }) rowCount!: string;
  @Column('text') sha256!: string;
  @Column({ type: 'timestamptz', name: 'disclosed_at', precision: 3 }) disclosedAt!: Date;
}
