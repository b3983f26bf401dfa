// Run as a process of its own: starts the broker of a folder as a worker does, says so, and waits to be killed.
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'

const dataDir = process.argv[2] ?? ''
const { pid } = await startOrAdoptBroker({ dataDir })
process.stdout.write(`${pid}\n`)
setInterval(() => {}, 60_000)
