// Tributary's own internal ports on this machine, which users' connections never reach.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { checkEgress } from '@/lib/egress/guard'
import { rpcAddressFile } from '@/lib/worker-rpc/client'

const portsOf = z.record(z.string(), z.unknown())
const internalNames = ['port', 'internalPort', 'controllerPort', 'jolokiaPort']
const lifetimeMs = 5000

async function readPorts(file: string): Promise<number[]> {
  const text = await readFile(file, 'utf8').catch(() => '{}')
  const values = portsOf.safeParse(JSON.parse(text)).data ?? {}
  return internalNames.flatMap((name) => (typeof values[name] === 'number' ? [values[name]] : []))
}

/** One broker in the cluster's folder, or several in folders of their own. */
async function identityFiles(folder: string): Promise<string[]> {
  const nodeIds = await readdir(path.join(folder, 'brokers')).catch(() => [])
  return ['', ...nodeIds.map((nodeId) => path.join('brokers', nodeId))].map((place) =>
    path.join(folder, place, 'broker.json'),
  )
}

let cached: { at: number; ports: Promise<Set<number>> } | undefined

async function collect(): Promise<Set<number>> {
  const clusters = path.join(env.dataDir, 'clusters')
  const folders = await readdir(clusters).catch(() => [])
  const brokers = await Promise.all(folders.map((folder) => identityFiles(path.join(clusters, folder))))
  const files = [rpcAddressFile(), ...brokers.flat()]
  const database = env.databaseUrl ? Number(new URL(env.databaseUrl).port || 5432) : 5432
  return new Set([env.webPort, database, ...(await Promise.all(files.map(readPorts))).flat()])
}

/** The guard that web and worker register with lib/kafka at start. */
export async function guardUserConnection(host: string, port: number): Promise<string[]> {
  if (!cached || Date.now() - cached.at > lifetimeMs) cached = { at: Date.now(), ports: collect() }
  return checkEgress(host, port, await cached.ports)
}
