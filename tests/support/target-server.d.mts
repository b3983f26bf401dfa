export type TargetServer = {
  url: string
  pid: number
  cluster: string
  signalStop: () => void
  stop: () => Promise<void>
}
export function startTargetServer(password: string): Promise<TargetServer>
