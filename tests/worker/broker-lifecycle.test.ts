import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm, stat, writeFile } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeAllKafka, createTopic, describeCluster, fetchNewest, produce } from '@/lib/kafka'
import { provisionTestFolder } from '@/tests/support/broker'
import { eventually } from '@/tests/support/poll'
import { destroyBroker } from '@/worker/brokers/destroy'
import { internalConnection } from '@/worker/brokers/internal-connection'
import { processStamp } from '@/worker/brokers/process-identity'
import { provisionBroker } from '@/worker/brokers/provision'
import { startOrAdoptBroker } from '@/worker/brokers/start-or-adopt'
import { brokerStatus } from '@/worker/brokers/status'
import { stopBroker } from '@/worker/brokers/stop'

let folder: Awaited<ReturnType<typeof provisionTestFolder>>
const inFolder = (name: string) => path.join(folder.dataDir, name)

beforeEach(async () => {
  folder = await provisionTestFolder()
})

afterEach(async () => {
  await closeAllKafka()
  await folder.remove()
})

describe('provisioning', () => {
  test('again, it keeps passwords and takes the new port; for another cluster it refuses', async () => {
    const { dataDir, clusterId, clientPort } = folder
    const before = JSON.parse(await readFile(inFolder('broker.json'), 'utf8')) as Record<string, unknown>
    const after = await provisionBroker({ dataDir, clusterId, clientPort: clientPort + 1, host: '127.0.0.1' })
    expect(after).toEqual({ ...before, clientPort: clientPort + 1 })
    await expect(
      provisionBroker({ dataDir, clusterId: 'lkc-other', clientPort, host: '127.0.0.1' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a broker beyond loopback is refused, because secrets would travel unencrypted', async () => {
    const { dataDir, clusterId, clientPort } = folder
    await expect(provisionBroker({ dataDir, clusterId, clientPort, host: '0.0.0.0' })).rejects.toThrow(
      /unencrypted/,
    )
  })
})

describe('starting', () => {
  test('the broker answers with our cluster id, and its secrets are in private files and in no argument', async () => {
    const { dataDir, clusterId } = folder
    const { pid } = await startOrAdoptBroker({ dataDir })
    const connection = await internalConnection(dataDir)
    expect((await describeCluster(connection)).clusterId).toBe(clusterId)
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    for (const name of ['broker.json', 'server.properties', 'api-keys', 'jolokia.properties', 'java.args'])
      expect((await stat(inFolder(name))).mode & 0o777).toBe(0o600)
    const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8')
    const identity = JSON.parse(await readFile(inFolder('broker.json'), 'utf8')) as Record<string, string>
    for (const [name, value] of Object.entries(identity))
      if (name.endsWith('Password')) {
        expect(commandLine).not.toContain(value)
        expect(await readFile(inFolder('java.args'), 'utf8')).not.toContain(value)
      }
  })

  test('a taken port is named together with the variable that changes it', async () => {
    const server = net.createServer()
    await new Promise<void>((resolve) => server.listen(folder.clientPort, '127.0.0.1', resolve))
    try {
      await expect(startOrAdoptBroker(folder)).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(new RegExp(`${folder.clientPort}.*TRIBUTARY_KAFKA_PORT`)) as string,
      })
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  test('other ports that were taken in the meantime move by themselves', async () => {
    const { internalPort } = JSON.parse(await readFile(inFolder('broker.json'), 'utf8')) as {
      internalPort: number
    }
    const server = net.createServer()
    await new Promise<void>((resolve) => server.listen(internalPort, '127.0.0.1', resolve))
    try {
      const broker = await startOrAdoptBroker(folder)
      expect(broker.internalPort).not.toBe(internalPort)
    } finally {
      await new Promise((resolve) => server.close(resolve))
    }
  })

  test('a broker whose data is gone does not come up as an empty one', async () => {
    await startOrAdoptBroker(folder)
    await stopBroker(folder.dataDir)
    await rm(inFolder('kafka'), { recursive: true })
    await expect(startOrAdoptBroker(folder)).rejects.toThrow(/data of .* is gone/)
  })
})

describe('adopting', () => {
  test('a broker outlives the kill -9 of the process that started it, and the next one adopts it', async () => {
    // A process of its own that starts the broker as a worker does, says so, and waits to be killed.
    const script = `
      import { startOrAdoptBroker } from './worker/brokers/start-or-adopt.ts'
      const { pid } = await startOrAdoptBroker({ dataDir: ${JSON.stringify(folder.dataDir)} })
      console.log(pid)
      setInterval(() => {}, 60_000)`
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script]
    const parent = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (line: Buffer) => resolve(Number(line))),
    )
    const stamp = await processStamp(pid)
    parent.kill('SIGKILL')
    await new Promise((resolve) => parent.once('exit', resolve))
    const adopted = await startOrAdoptBroker(folder)
    expect(adopted).toMatchObject({ pid, isAdopted: true, clientPort: folder.clientPort })
    expect(await processStamp(adopted.pid)).toBe(stamp)
    expect(stamp).not.toBeNull()
  })

  test.each([
    ['of a process that is gone', { pid: 2_147_000_000, stamp: 'x/1' }],
    ['that names a process of somebody else', { pid: process.pid, stamp: 'x/1' }],
  ])(
    'a stale pid file %s is not believed: the broker starts anew and nobody is signalled',
    async (_, stale) => {
      const startedAt = new Date().toISOString()
      await writeFile(
        inFolder('broker.pid'),
        JSON.stringify({ ...stale, startedAt, clusterId: folder.clusterId }),
      )
      expect(await stopBroker(folder.dataDir)).toBe(false)
      const broker = await startOrAdoptBroker(folder)
      expect(broker.isAdopted).toBe(false)
      expect(broker.pid).not.toBe(stale.pid)
    },
  )
})

describe('stopping', () => {
  test('after kill -9 the next start recovers with everything that was acknowledged', async () => {
    const { pid } = await startOrAdoptBroker(folder)
    const connection = await internalConnection(folder.dataDir)
    await createTopic(connection, { name: 'kept', partitions: 3 })
    await produce(
      connection,
      [1, 2, 3].map((n) => ({ topic: 'kept', value: String(n) })),
    )
    process.kill(pid, 'SIGKILL')
    await eventually(
      'it is seen to be stopped',
      async () => (await brokerStatus(folder.dataDir)).state === 'stopped',
    )
    const again = await startOrAdoptBroker(folder)
    expect(again.pid).not.toBe(pid)
    const { records } = await fetchNewest(await internalConnection(folder.dataDir), {
      topic: 'kept',
      max: 10,
    })
    expect(records.map(({ value }) => value?.toString()).sort()).toEqual(['1', '2', '3'])
  })

  test('SIGTERM ends it in order; one that hangs is killed after the deadline', async () => {
    await startOrAdoptBroker(folder)
    expect(await stopBroker(folder.dataDir)).toBe(true)
    expect(await readFile(inFolder('logs/broker.log'), 'utf8')).toMatch(/shut down completed/)
    expect(await brokerStatus(folder.dataDir)).toEqual({ state: 'stopped' })
    expect(await stopBroker(folder.dataDir)).toBe(false)

    const { pid } = await startOrAdoptBroker(folder)
    process.kill(pid, 'SIGSTOP')
    expect(await stopBroker(folder.dataDir, { deadlineMs: 300 })).toBe(true)
    expect(await processStamp(pid)).toBeNull()
  })

  test('destroying stops the broker and removes its folder, again and again', async () => {
    const { pid } = await startOrAdoptBroker(folder)
    await destroyBroker(folder.dataDir)
    expect(await processStamp(pid)).toBeNull()
    expect(existsSync(folder.dataDir)).toBe(false)
    await destroyBroker(folder.dataDir)
    expect(await brokerStatus(folder.dataDir)).toEqual({ state: 'absent' })
  })
})
