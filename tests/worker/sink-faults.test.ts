// The short form of `npm run test:faults`: the same faults, a few of each. Loss and repetition are judged; times are only told.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeAllKafka } from '@/lib/kafka'
import { ensureWorkerBuild, workerModule } from '@/launcher/steps/worker-build.mjs'
import { seededRandom } from '@/tests/support/random'
import { freezeWorker } from '@/tests/faults/frozen-worker'
import { killWorkers } from '@/tests/faults/kills'
import { closeLine, openLine, type Line } from '@/tests/faults/line'
import { cutReplies } from '@/tests/faults/lost-replies'
import { stopBrokers, stopTargets } from '@/tests/faults/outages'
import { isClean, type Outcome } from '@/tests/faults/outcome'
import { poison } from '@/tests/faults/poison'
import { openRig, type Rig } from '@/tests/faults/rig'
import { besideStuckTask } from '@/tests/faults/stuck-neighbour'

const minutes = 60_000
const seed = Number(process.env.FAULTS_SEED ?? Math.floor(Math.random() * 1e9))
const random = seededRandom(seed)
const say = (line: string): boolean => process.stdout.write(`${line}\n`)
let rig: Rig
let line: Line | undefined

beforeAll(async () => {
  // As the launcher builds it: it starts with half the work that the sources need.
  await ensureWorkerBuild('.next-test')
  rig = await openRig({ say, command: [workerModule('.next-test')] })
  await rig.startWorker('a')
  line = await openLine(rig)
}, 5 * minutes)
afterAll(async () => {
  if (line) await closeLine(line)
  await rig.close()
  await closeAllKafka()
})

function running(): Line {
  if (!line) throw new Error('Records do not flow.')
  return line
}

function expectClean(outcome: Outcome): void {
  for (const { name, value, unit } of outcome.figures) say(`  ${name}: ${value.toFixed(2)} ${unit}`)
  expect({ ...outcome, isClean: isClean(outcome), seed }).toMatchObject({ isClean: true })
  expect(outcome.verdict.records).toBeGreaterThan(100)
}

test(
  'kill -9 of the worker under load loses nothing and stores nothing twice',
  async () => {
    expectClean(await killWorkers(rig, running(), { rounds: 2, random, hasStandBy: false }))
    expectClean(await killWorkers(rig, running(), { rounds: 1, random, hasStandBy: true }))
  },
  5 * minutes,
)

test(
  'A worker that sleeps while another takes over changes nothing once it is awake',
  async () => expectClean(await freezeWorker(rig, running(), { frozenMs: 0, awakeMs: 4_000 })),
  3 * minutes,
)

test(
  'A broker and a database that are away are waited for, in words, and nothing is lost or stored twice',
  async () => {
    expectClean(await stopBrokers(rig, running(), 'SIGKILL', [3_000]))
    expectClean(await stopTargets(rig, running(), [3_000]))
  },
  4 * minutes,
)

test(
  'A reply to COMMIT that is lost under load repeats nothing',
  async () => expectClean(await cutReplies(rig, { rounds: 3, random })),
  3 * minutes,
)

test(
  'Poison under load: every bad record is in the dead letter queue as it came, every good one is stored in order',
  async () => expectClean(await poison(rig, { forMs: 3_000 })),
  3 * minutes,
)

test(
  'A task that is stuck in a loop does not keep its neighbour from storing',
  async () => {
    const outcome = await besideStuckTask(rig, { rounds: 1, phaseMs: 4_000 })
    expectClean(outcome)
    expect(outcome.figures[0]?.value).toBeGreaterThan(0.5)
  },
  3 * minutes,
)
