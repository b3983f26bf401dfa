// The Kafka jars, our key handler and the outside clients, before the first worker test.
import { ensureBrokerRuntime } from '../../launcher/steps/broker-runtime.mjs'
import { ensureOutsideClients } from '../../launcher/steps/outside-clients.mjs'

export async function setup() {
  await ensureBrokerRuntime()
  await ensureOutsideClients()
}
