// The number that fences late writers: greater with every claim of a connector's tasks (Postgres counts those) and, within
// one claim, with every start and every attempt of a task (the monotonic clock that all threads of a process share).
const CLAIM = 2 ** 32
const TICK_MS = 16

export const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000_000n)

export const nextEpoch = ({ epoch, claimedAtMs }: { epoch: number; claimedAtMs: number }): number =>
  epoch * CLAIM + 1 + Math.floor((monotonicMs() - claimedAtMs) / TICK_MS)
