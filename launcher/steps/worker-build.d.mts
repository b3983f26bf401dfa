export function ensureWorkerBuild(dist: string, more?: Record<string, string>): Promise<void>
export function workerModule(dist: string, name?: string): string
export const smallNursery: string
