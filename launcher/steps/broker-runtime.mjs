// The Kafka jars and our compiled key handler (worker/brokers/setup.mjs does the work and knows when to skip it).
import { prepareBrokerRuntime } from '../../worker/brokers/setup.mjs'
import { LauncherError } from '../run/command.mjs'
import { withSetupLock } from '../run/setup-lock.mjs'
import { step } from '../run/step.mjs'

export async function ensureBrokerRuntime() {
  await step('Kafka broker', (report) =>
    withSetupLock(async () => {
      let didWork = false
      const log = (text) => {
        didWork = true
        report(text)
      }
      try {
        await prepareBrokerRuntime({ log })
      } catch (error) {
        throw new LauncherError(`Preparing the Kafka broker failed: ${error.message}`, { cause: error })
      }
      return didWork ? undefined : 'skipped'
    }),
  )
}
