import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecidedBy, RegistryKind } from './registry.rules.js';

@Entity({ name: 'registry' })
export class RegistryRow {
  @PrimaryColumn('text') id!: string;
  @Column('text', { unique: true }) name!: string;
  @Column('text', { name: 'former_names', array: true }) formerNames!: string[];
  @Column('text', { nullable: true }) description!: string | null;
  @Column('text') kind!: RegistryKind;
  @Column('text', { nullable: true }) field!: string | null;
  @Column('text', { nullable: true }) controller!: string | null;
  @Column('text', { nullable: true }) region!: string | null;
  @Column('text', { nullable: true }) platform!: string | null;
  @Column('text', { nullable: true }) stage!: string | null;
  @Column('integer', { name: 'coverage_percent', nullable: true }) coveragePercent!: number | null;
  @Column('text', { name: 'coverage_note', nullable: true }) coverageNote!: string | null;
  @Column('integer', { name: 'recipients_2015_2016', nullable: true })
  recipients20152016!: number | null;
  @Column('text', { name: 'citizen_access' }) citizenAccess!: string;
  @Column('boolean', { name: 'consent_based', nullable: true }) consentBased!: boolean | null;
  @Column('boolean', { name: 'in_regulation' }) inRegulation!: boolean;
  @Column('text', { name: 'decided_by' }) decidedBy!: DecidedBy;
  /** The registry's public key, of age or OpenPGP: what its key files are encrypted to. */
  @Column('text', { name: 'age_recipient', nullable: true }) ageRecipient!: string | null;
  @Column('text', { name: 'key_encryption', nullable: true })
  keyEncryption!: 'age' | 'openpgp' | null;
  @Column('text', { name: 'key_fingerprint', nullable: true }) keyFingerprint!: string | null;
  @Column({ type: 'timestamptz', name: 'key_registered_at', precision: 3, nullable: true })
  keyRegisteredAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'key_expires_at', precision: 3, nullable: true })
  keyExpiresAt!: Date | null;
  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 }) updatedAt!: Date;
}
