// Ctrl-C, SIGTERM and a closed terminal: end the programs we wait for, then clean up in reverse order, then leave.
import { stopRunningCommands } from './command.mjs'

const cleanups = []
let isStopping = false

/** Runs `cleanup` when the process is told to stop; answers a function that takes that back. */
export function onStop(cleanup) {
  cleanups.push(cleanup)
  return () => cleanups.splice(cleanups.indexOf(cleanup), 1)
}

async function stop(code) {
  if (isStopping) return
  isStopping = true
  stopRunningCommands()
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
  process.exit(code)
}

export function stopOnSignals() {
  process.on('SIGINT', () => void stop(130))
  process.on('SIGTERM', () => void stop(143))
  process.on('SIGHUP', () => void stop(129))
}
