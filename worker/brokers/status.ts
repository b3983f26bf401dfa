import { errorMessage } from '@/lib/errors'
import { describeCluster } from '@/lib/kafka'
import { findIdentity } from './broker-folder'
import { connectionOf } from './internal-connection'
import { readMBeans } from './jolokia'
import { type BrokerHandle, findRunningBroker, handleOf } from './running-broker'

export type BrokerStatus =
  | { state: 'absent' }
  | { state: 'stopped' }
  | { state: 'unresponsive'; broker: BrokerHandle; reason: string }
  /** `keyFileError` is what the broker says about its API key file; empty when the keys are in force. */
  | { state: 'running'; broker: BrokerHandle; keysInForce: number; keyFileError: string }

/** Looks, and changes nothing. `unresponsive`: the process lives but its internal listener does not answer. */
export async function brokerStatus(dataDir: string): Promise<BrokerStatus> {
  const identity = await findIdentity(dataDir)
  if (identity === null) return { state: 'absent' }
  const running = await findRunningBroker(dataDir)
  if (running === null || running.clusterId !== identity.clusterId) return { state: 'stopped' }
  const broker = handleOf(running, identity)
  try {
    await describeCluster(connectionOf(identity))
    const [keyFile] = await readMBeans(dataDir, [
      { mbean: 'dev.tributary:type=KeyFile', attribute: ['Keys', 'Error'] },
    ])
    const { Keys = 0, Error: keyFileError = '' } = (keyFile ?? {}) as { Keys?: number; Error?: string }
    return { state: 'running', broker, keysInForce: Keys, keyFileError }
  } catch (error) {
    return { state: 'unresponsive', broker, reason: errorMessage(error) }
  }
}
