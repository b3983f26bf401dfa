// kill -9 of the worker while a connector runs: how long until the viewer shows a message that is younger.
import { disconnectDb } from '@/lib/db'
import { median, printFigure } from '../support/figure'
import { eventually } from '../support/poll'
import { pidOf } from '../support/process-use'
import { launchSampleData, newestMessages, openProduct } from '../support/product'

const product = await openProduct()
const { topic, remove } = await launchSampleData(product, { quickstart: 'ORDERS', 'max.interval': '100' })

async function measure(): Promise<number> {
  const broker = pidOf('broker', product.clusterId)
  await eventually('A running stream', async () => {
    const [newest] = await newestMessages(product, topic)
    return newest && Date.now() - newest.timestamp < 1_000
  })
  const killedAt = Date.now()
  process.kill(pidOf('worker', product.clusterId), 'SIGKILL')
  await eventually('A message of the new worker', async () => {
    const [newest] = await newestMessages(product, topic)
    return newest && newest.timestamp > killedAt + 5
  })
  const took = Date.now() - killedAt
  if (pidOf('broker', product.clusterId) !== broker) throw new Error('The broker was started anew.')
  return took
}

const times: number[] = []
for (let i = 0; i < 3; i++) times.push(await measure())
await remove()
printFigure({
  name: 'kill -9 of the worker to the next message',
  value: median(times) / 1_000,
  unit: 's',
  atMost: 10,
})
await disconnectDb()
