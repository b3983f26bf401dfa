/** Milliseconds of processor time that this thread spent in `act`: unlike the clock, it does not count a busy machine. */
export function cpuTimeMs(act: () => unknown): number {
  const from = process.threadCpuUsage()
  act()
  const { user, system } = process.threadCpuUsage(from)
  return (user + system) / 1000
}
