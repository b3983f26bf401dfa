// The worker's own file, in the words of Kafka Connect's connect-standalone.properties.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readClientProperties } from '@/lib/clusters/client-properties'
import { parseProperties } from '@/lib/connectors/config/properties-text'
import { errorMessage } from '@/lib/errors'
import type { KafkaConnection } from '@/lib/kafka'
import { BadFile } from './bad-file'

export type WorkerSettings = {
  connection: KafkaConnection
  offsetsFile: string
  /** Converters and their properties, for connectors that name none. */
  converters: Record<string, string>
  /** What of the file has no effect. */
  ignored: string[]
}

const OFFSETS_FILE = 'offset.storage.file.filename'
const converter = /^(?:key|value|header)\.converter(?:\.|$)/
const security = /^(?:bootstrap\.servers$|security\.protocol$|sasl\.|ssl\.)/

export async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new BadFile(file, `it cannot be read: ${errorMessage(error)}`)
  }
}

export async function readWorkerFile(file: string): Promise<WorkerSettings> {
  const given = new Map(Object.entries(parseProperties(await readText(file))))
  const offsetsFile = given.get(OFFSETS_FILE)?.trim() ?? ''
  if (offsetsFile === '')
    throw new BadFile(file, `it does not say where offsets are kept. Add ${OFFSETS_FILE}.`)
  const entries = [...given].filter(([name]) => name !== OFFSETS_FILE)
  return {
    connection: await connectionOf(file, given),
    offsetsFile: path.resolve(offsetsFile),
    converters: Object.fromEntries(entries.filter(([name]) => converter.test(name))),
    ignored: entries.map(([name]) => name).filter((name) => !converter.test(name) && !security.test(name)),
  }
}

async function connectionOf(file: string, given: ReadonlyMap<string, string>): Promise<KafkaConnection> {
  const external = readOrExplain(file, given)
  const ca = await trusted(file, given)
  const { sasl_mechanism: mechanism, sasl_username: username, sasl_password: password } = external
  return {
    id: 'standalone',
    bootstrapServers: external.bootstrap_servers,
    protocol: external.security_protocol,
    ...(mechanism && { mechanism }),
    ...(username && { username }),
    ...(password && { password }),
    ...(ca && { ca }),
  }
}

function readOrExplain(file: string, given: ReadonlyMap<string, string>) {
  try {
    return readClientProperties(given, 'The connection to Kafka')
  } catch (error) {
    throw new BadFile(file, errorMessage(error))
  }
}

/** Certificates to trust, in PEM: Java's own stores cannot be read here. */
async function trusted(file: string, given: ReadonlyMap<string, string>): Promise<string | undefined> {
  const inline = given.get('ssl.truststore.certificates')
  if (inline) return inline
  const location = given.get('ssl.ca.location') ?? given.get('ssl.truststore.location')
  if (!location) return undefined
  const text = await readText(path.resolve(location))
  if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  throw new BadFile(
    file,
    `${location} holds no certificates in PEM. Export them, and set ssl.truststore.type=PEM.`,
  )
}
