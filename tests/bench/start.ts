// `npm start` on a prepared checkout with a data folder that was used before, and its stop by SIGTERM. Ports and data of its own.
import { spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { median, printFigure } from '../support/figure'
import { findFreePort } from '../support/factories'

const folder = await mkdtemp(path.join(tmpdir(), 'tributary-bench-'))
// Postgres runs as another account when we are root.
await chmod(folder, 0o711)
const { PATH, HOME, TMPDIR, TRIBUTARY_DIST } = process.env
const env: NodeJS.ProcessEnv = {
  NODE_ENV: 'production',
  ...{ PATH, HOME, TMPDIR, TRIBUTARY_DIST, TRIBUTARY_DATA: path.join(folder, 'data') },
  TRIBUTARY_PORT: String(await findFreePort()),
  TRIBUTARY_POSTGRES_PORT: String(await findFreePort()),
  TRIBUTARY_KAFKA_PORT: String(await findFreePort()),
  TRIBUTARY_SCHEMA_REGISTRY_PORT: String(await findFreePort()),
  TRIBUTARY_CONNECT_PORT: String(await findFreePort()),
}

async function measure(): Promise<{ ready: number; stopped: number }> {
  const from = performance.now()
  const child = spawn(process.execPath, ['launcher/start.mjs'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = await new Promise<number>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString()
      if (output.includes('Tributary is ready')) resolve(performance.now() - from)
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    void ended.then((code) => reject(new Error(`npm start ended with code ${code}.\n${output}`)))
  })
  const stopFrom = performance.now()
  child.kill('SIGTERM')
  await ended
  return { ready, stopped: performance.now() - stopFrom }
}

try {
  const first = await measure()
  const runs = []
  for (let i = 0; i < 3; i++) runs.push(await measure())
  const seconds = (times: number[]): number => median(times) / 1_000
  printFigure({ name: 'First start, packages and build ready', value: first.ready / 1_000, unit: 's' })
  printFigure({
    name: 'Warm start to ready',
    value: seconds(runs.map(({ ready }) => ready)),
    unit: 's',
    atMost: 15,
  })
  printFigure({
    name: 'Stop by SIGTERM',
    value: seconds(runs.map(({ stopped }) => stopped)),
    unit: 's',
    atMost: 15,
  })
} finally {
  await rm(folder, { recursive: true, force: true })
}
