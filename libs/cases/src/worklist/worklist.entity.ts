import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SavedFilter } from './worklist.form.js';

@Entity({ name: 'saved_filter' })
export class SavedFilterRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'person_id' }) personId!: string;
  @Column('text') name!: string;
  @Column('jsonb') filter!: SavedFilter['filter'];
  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 }) createdAt!: Date;
}
