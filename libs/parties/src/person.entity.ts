import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from './role.rules.js';

export const languages = ['nb', 'nn', 'en'] as const;
export type Language = (typeof languages)[number];

/** By whom a name was given; `nobody`: the subject or the address stands in its place. */
export type NameBy = 'provider' | 'person' | 'nobody';

/** Systems of registries act in cases too, and stand in the log as what they are. */
export type PersonKind = 'person' | 'system';

/**
 * Somebody who has signed in. Known by the identity provider's own name for them, never by a
 * national identity number.
 */
@Entity({ name: 'person' })
export class PersonRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'name_by' })
  nameBy!: NameBy;

  @Column('text')
  email!: string;

  @Column('text')
  language!: Language;

  @Column('text', { name: 'unit_id', nullable: true })
  unitId!: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  /** Since when they want paper (eForvaltningsforskriften section 9). */
  @Column({ type: 'timestamptz', name: 'reserved_at', precision: 3, nullable: true })
  reservedAt!: Date | null;

  /** Tokens issued before this are refused: the person has signed out everywhere. */
  @Column({ type: 'timestamptz', name: 'tokens_from', precision: 3, nullable: true })
  tokensFrom!: Date | null;

  @Column('text')
  kind!: PersonKind;

  /** The role last chosen; a new session begins in it. */
  @Column('text', { name: 'acting_role', nullable: true })
  actingRole!: Role | null;
}

/** A role given to a person. The table has no key of its own: the pair below is TypeORM's identity. */
@Entity({ name: 'person_role' })
export class PersonRoleRow {
  @PrimaryColumn('uuid', { name: 'person_id' })
  personId!: string;

  @PrimaryColumn('text')
  role!: Role;

  @Column('text', { name: 'registry_id', nullable: true })
  registryId!: string | null;
}
