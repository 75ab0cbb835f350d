import { DataSource, type MigrationInterface } from 'typeorm';

export type Migration = new () => MigrationInterface;

/**
 * Brings the database to the newest schema and says which migrations it ran. Runs as the owner of
 * the database; the roles the programs use may not change the schema.
 */
export async function migrate(
  ownerDatabaseUrl: string,
  migrations: readonly Migration[],
): Promise<string[]> {
  const orm = new DataSource({
    type: 'postgres',
    url: ownerDatabaseUrl,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
  });
  await orm.initialize();
  try {
    return (await orm.runMigrations()).map((migration) => migration.name);
  } finally {
    await orm.destroy();
  }
}
