import { LauncherError } from './command.mjs'
import { say } from './step.mjs'
import { stopOnSignals } from './stop-signals.mjs'

/** Ends with what `main` answers; with 1 and the reason when it throws. */
export async function runCommand(main) {
  stopOnSignals()
  try {
    process.exitCode = await main()
  } catch (error) {
    say(error instanceof LauncherError ? error.message : error.stack)
    process.exitCode = 1
  }
}
