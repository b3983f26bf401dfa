// Resident memory of the product's processes while no connector runs.
import { setTimeout as sleep } from 'node:timers/promises'
import { disconnectDb } from '@/lib/db'
import { median, printFigure } from '../support/figure'
import { pidOf, residentMb, type ProductProcess } from '../support/process-use'
import { openProduct } from '../support/product'

const goals: Record<ProductProcess, [string, number]> = {
  worker: ['Worker, idle with its task pool', 200],
  web: ['Web', 250],
  broker: ['Broker', 400],
}

const product = await openProduct()
// A user has looked at a page.
await product.open('/sign-in')
await sleep(3_000)
for (const [name, [title, atMost]] of Object.entries(goals) as [ProductProcess, [string, number]][]) {
  const seen: number[] = []
  for (let i = 0; i < 5; i++) {
    seen.push(residentMb(pidOf(name, product.clusterId)))
    await sleep(500)
  }
  printFigure({ name: `${title}, resident`, value: median(seen), unit: 'MB', atMost })
}
await disconnectDb()
