import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A group of people who share the work; a case belongs to the unit of its caseworker. */
@Entity({ name: 'unit' })
export class UnitRow {
  @PrimaryColumn('text') id!: string;
  @Column('text') name!: string;
}

/** Somebody is away, both days counted, and who stands in for them meanwhile. */
@Entity({ name: 'absence' })
export class AbsenceRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('uuid', { name: 'deputy_id' }) deputyId!: string;
  @Column('date', { name: 'from_on' }) fromOn!: string;
  @Column('date', { name: 'to_on' }) toOn!: string;
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
  @Column({ type: 'timestamptz', name: 'cancelled_at', precision: 3, nullable: true })
  cancelledAt!: Date | null;
}
