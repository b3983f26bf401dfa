// One hook for every socket that this room opens to a cluster of users' making, brokers named by metadata included.
export type EgressGuard = (host: string, port: number) => Promise<void>

let guard: EgressGuard | null = null

/** Registered once at boot. The guard rejects (AppError) what may not be reached; null removes it (tests). */
export function setEgressGuard(check: EgressGuard | null): void {
  guard = check
}

export async function checkEgress(host: string, port: number): Promise<void> {
  await guard?.(host, port)
}
