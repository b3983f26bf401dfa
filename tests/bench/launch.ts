// From the click on Launch to the first message in the viewer, as its page asks for it: the API's way, max.interval 100.
import { disconnectDb } from '@/lib/db'
import { median, printFigure } from '../support/figure'
import { eventually } from '../support/poll'
import { launchSampleData, newestMessages, openProduct } from '../support/product'

const product = await openProduct()

async function measure(): Promise<{ answered: number; seen: number }> {
  const from = performance.now()
  const { topic, remove } = await launchSampleData(product, { quickstart: 'ORDERS', 'max.interval': '100' })
  const answered = performance.now() - from
  await eventually('The first message', async () => (await newestMessages(product, topic))[0])
  const seen = performance.now() - from
  await remove()
  return { answered, seen }
}

const first = await measure()
const runs = []
for (let i = 0; i < 7; i++) runs.push(await measure())
const name = 'Launch of a connector to its first message in the viewer'
printFigure({ name: `${name}, the first one`, value: first.seen, unit: 'ms', atMost: 1_000 })
printFigure({ name: 'of it the answer to Launch', value: first.answered, unit: 'ms' })
printFigure({ name, value: median(runs.map(({ seen }) => seen)), unit: 'ms', atMost: 1_000 })
printFigure({
  name: 'of it the answer to Launch',
  value: median(runs.map(({ answered }) => answered)),
  unit: 'ms',
})
await disconnectDb()
