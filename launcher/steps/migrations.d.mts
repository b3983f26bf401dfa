export function applyMigrations(databaseUrl: string): Promise<void>
