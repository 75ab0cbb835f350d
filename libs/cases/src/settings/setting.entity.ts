import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ name: 'setting_version' })
export class SettingVersionRow {
  @PrimaryColumn('bigint') number!: string;
  @Column('text') name!: string;
  @Column('jsonb') value!: unknown;
  @Column('date', { name: 'valid_from_on' }) validFromOn!: string;
  @Column('uuid', { name: 'set_by' }) setBy!: string;
  @Column({ type: 'timestamptz', name: 'set_at', precision: 3 }) setAt!: Date;
}
