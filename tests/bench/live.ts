// From a changed status to an open page: Resume is asked for, the stream of changes tells, the API answers RUNNING.
import { disconnectDb } from '@/lib/db'
import { median, printFigure } from '../support/figure'
import { eventually } from '../support/poll'
import { connectorsPath, launchSampleData, openProduct, type Product } from '../support/product'

const product = await openProduct()
const { name, remove } = await launchSampleData(product, { quickstart: 'ORDERS', 'max.interval': '100' })
const place = connectorsPath(product, name)
const closing = new AbortController()
let wake: () => void = () => undefined
let changes = 0

async function listenTo({ open }: Product): Promise<void> {
  const { body } = await open('/api/console/events', closing.signal)
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    if (!Buffer.from(chunk).includes('"connectors"')) continue
    changes++
    wake()
  }
}
const nextChange = (): Promise<void> => new Promise((resolve) => (wake = resolve))

const stateOf = async (): Promise<string> =>
  (await product.ask<{ connector: { state: string } }>('GET', `${place}/status`)).connector.state
const inState = (state: string): Promise<boolean> =>
  eventually(`State ${state}`, async () => (await stateOf()) === state)

/** Looks only when a change was told, as a page does. */
async function resume(): Promise<number> {
  await product.ask('PUT', `${place}/pause`)
  await inState('PAUSED')
  const from = performance.now()
  let change = nextChange()
  await product.ask('PUT', `${place}/resume`)
  for (;;) {
    await change
    change = nextChange()
    if ((await stateOf()) === 'RUNNING') return performance.now() - from
  }
}

const listening = listenTo(product).catch((error: unknown) => {
  if (!closing.signal.aborted) throw error
})
await inState('RUNNING')
const times: number[] = []
for (let i = 0; i < 7; i++) times.push(await resume())
closing.abort()
await listening
await remove()
printFigure({ name: 'Resume to RUNNING on an open page', value: median(times), unit: 'ms', atMost: 1_000 })
printFigure({ name: 'changes told for each', value: changes / times.length, unit: 'events' })
await disconnectDb()
