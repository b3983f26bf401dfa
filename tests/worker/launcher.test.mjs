// The two-command promise, on a real product: one instance, admin beside it, recovery from a crash, an orderly stop.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { node24, root } from '../../launcher/run/command.mjs'
import { newDataFolder } from '../../launcher/run/data-folder.mjs'
import { findFreeBrokerPort, findFreePort, isPortFree } from '../../launcher/run/ports.mjs'
import { isAlive } from '../../launcher/run/process-identity.mjs'
import { waitUntil } from '../../launcher/run/supervise.mjs'
import { prepareCheckout } from '../../launcher/steps/checkout.mjs'

const dataDir = newDataFolder('launcher')
const minute = 60_000
let env

beforeAll(async () => {
  // The build takes minutes on a busy machine and is not what is tested here.
  await prepareCheckout({ isDev: false, dist: '.next-test', kafkaProperties: null })
  const ours = /^(TRIBUTARY_|NEXTAUTH_|DATABASE_URL|TEST_|VITEST|NODE_ENV)/
  const inherited = Object.entries(process.env).filter(([name]) => !ours.test(name))
  env = {
    ...Object.fromEntries(inherited),
    TRIBUTARY_DATA: dataDir,
    TRIBUTARY_DIST: '.next-test',
    TRIBUTARY_PORT: String(await findFreePort()),
    TRIBUTARY_POSTGRES_PORT: String(await findFreePort()),
    TRIBUTARY_KAFKA_PORT: String(await findFreeBrokerPort()),
    TRIBUTARY_SCHEMA_REGISTRY_PORT: String(await findFreePort()),
    TRIBUTARY_CONNECT_PORT: String(await findFreePort()),
  }
}, 10 * minute)

function launch(script, ...args) {
  const child = spawn(node24, [path.join(root, 'launcher', script), ...args], { cwd: root, env })
  const run = { child, output: '', code: null }
  child.stdout.on('data', (chunk) => (run.output += chunk))
  child.stderr.on('data', (chunk) => script !== 'admin.mjs' && (run.output += chunk))
  run.ended = new Promise((resolve) => child.once('close', (code) => resolve((run.code = code))))
  return run
}

async function runToEnd(script, ...args) {
  const run = launch(script, ...args)
  await run.ended
  return run
}

async function startProduct() {
  const run = launch('start.mjs')
  await waitUntil(() => run.output.includes('Ctrl-C stops everything') || run.code !== null, 4 * minute)
  if (run.code !== null) throw new Error(`The start ended with code ${run.code}:\n${run.output}`)
  return run
}

const pidIn = (file) => JSON.parse(readFileSync(file, 'utf8')).pid

function readPids() {
  const children = ['web', 'worker', 'postgres'].map((name) =>
    pidIn(path.join(dataDir, 'run', `${name}.json`)),
  )
  const clusters = path.join(dataDir, 'clusters')
  return [...children, ...readdirSync(clusters).map((id) => pidIn(path.join(clusters, id, 'broker.pid')))]
}

const listEndpoints = async () => JSON.parse((await runToEnd('admin.mjs', 'endpoints')).output)

let product
let cluster

test(
  'npm start – comes up on an empty data folder, prints the address and the link for the first administrator',
  async () => {
    product = await startProduct()
    expect(product.output).toContain(`http://localhost:${env.TRIBUTARY_PORT}`)
    expect(product.output).toMatch(/Set up +http\S+#\S{20,}/)
    const askHealth = () => fetch(`http://127.0.0.1:${env.TRIBUTARY_PORT}/healthz`)
    expect(await waitUntil(async () => (await askHealth()).ok, 15_000, 500)).toBe(true)
  },
  5 * minute,
)

test('npm start – a second one says that it is already running, and where', async () => {
  const second = await runToEnd('start.mjs')
  expect(second.code).toBe(1)
  expect(second.output).toContain(
    `already running on this data folder: http://localhost:${env.TRIBUTARY_PORT}`,
  )
})

test('npm run admin – answers JSON beside the running product; npm run reset refuses', async () => {
  const endpoints = await listEndpoints()
  cluster = endpoints.clusters[0]
  expect(cluster).toMatchObject({ bootstrap: `127.0.0.1:${env.TRIBUTARY_KAFKA_PORT}` })
  const reset = await runToEnd('reset.mjs', '--yes')
  expect(reset).toMatchObject({ code: 1, output: expect.stringContaining('is running') })
})

test(
  'npm start – after kill -9 of every process the next start recovers',
  async () => {
    const pids = [product.child.pid, ...readPids()]
    for (const pid of pids) process.kill(pid, 'SIGKILL')
    await waitUntil(() => pids.every((pid) => !isAlive(pid)), 5000)
    product = await startProduct()
    expect((await listEndpoints()).clusters).toEqual([cluster])
  },
  3 * minute,
)

test('Ctrl-C – stops web, worker, brokers and Postgres within 15 seconds', async () => {
  const pids = readPids()
  expect(pids).toHaveLength(4)
  const started = Date.now()
  product.child.kill('SIGINT')
  expect(await product.ended).toBe(0)
  expect(Date.now() - started).toBeLessThan(15_000)
  expect(pids.filter(isAlive)).toEqual([])
  expect(await isPortFree(Number(env.TRIBUTARY_PORT))).toBe(true)
})

test('npm run reset – wipes the data folder of a stopped product', async () => {
  expect(await runToEnd('reset.mjs', '--yes')).toMatchObject({ code: 0 })
  expect(existsSync(dataDir)).toBe(false)
})

afterAll(async () => {
  if (product?.code === null) {
    product.child.kill('SIGTERM')
    await product.ended
  }
  if (existsSync(dataDir)) await runToEnd('reset.mjs', '--yes')
}, minute)
