export type TargetServer = {
  /** Of a database of its own; `serverUrl`: of the maintenance database. */
  url: string
  serverUrl: string
  readonly pid: number
  cluster: string
  signalStop: () => void
  crash: () => Promise<void>
  start: () => Promise<void>
  stop: () => Promise<void>
}
/** `purpose` names its data folder. */
export function startTargetServer(password: string, purpose?: string): Promise<TargetServer>
