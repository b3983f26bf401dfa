// One hook for every socket that this room opens to a cluster of users' making, brokers named by metadata included.
// It answers the addresses that it has judged.
export type EgressGuard = (host: string, port: number) => Promise<readonly string[]>

let guard: EgressGuard | null = null

/** Registered once at boot. The guard rejects (AppError) what may not be reached; null removes it (tests). */
export function setEgressGuard(check: EgressGuard | null): void {
  guard = check
}

/** Undefined where there is no guard. */
export async function checkEgress(host: string, port: number): Promise<readonly string[] | undefined> {
  return guard?.(host, port)
}
