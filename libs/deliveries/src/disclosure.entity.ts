import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The register of disclosures, helseregisterloven section 19 h: who received which data, when and on
 * what basis; a row for each part, round and redelivery. Kept at least ten years; a row stands on
 * its own, so that it outlives the project.
 */
@Entity({ name: 'disclosure' })
export class DisclosureRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
  @Column('text', { name: 'case_reference' }) caseReference!: string;
  @Column('text', { name: 'delivery_id' }) deliveryId!: string;
  /** Which of the round's manifests. */
  @Column('integer', { default: 1 }) manifest!: number;
  @Column('text', { default: 'last' }) kind!: 'part' | 'last' | 'redelivery';
  @Column('integer', { default: 1 }) round!: number;
  @Column('text', { name: 'registry_id' }) registryId!: string;
  @Column('text', { name: 'registry_name', default: '' }) registryName!: string;
  @Column('text') recipient!: string;
  @Column('text', { name: 'recipient_name', default: '' }) recipientName!: string;
  @Column('text', { default: '' }) institution!: string;
  @Column('text', { name: 'institution_number', nullable: true }) institutionNumber!: string | null;
  @Column('text', { name: 'hand_over', default: 'secure-environment' }) handOver!: string;
  @Column('text', { name: 'hand_over_place', default: '' }) handOverPlace!: string;
  @Column('text', { name: 'legal_basis' }) legalBasis!: string;
  @Column('text', { name: 'permit_id', default: '' }) permitId!: string;
  @Column('text', { array: true, default: () => "'{}'" }) variables!: string[];
  @Column('date', { name: 'period_from_on', nullable: true }) periodFromOn!: string | null;
  @Column('date', { name: 'period_to_on', nullable: true }) periodToOn!: string | null;
  @Column('text', { default: '' }) population!: string;
  @Column('jsonb', { default: () => "'[]'" }) files!: {
    name: string;
    rowCount: number;
    sha256: string;
  }[];
  @Column('bigint', { name: 'row_count' }) rowCount!: string;
  /** Of the one file that a row had before files were listed. */
  @Column('text', { nullable: true }) sha256!: string | null;
  @Column({ type: 'timestamptz', name: 'disclosed_at', precision: 3 }) disclosedAt!: Date;
}
