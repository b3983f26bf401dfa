// The pool of links: one per cluster, principal, mechanism and credentials, shared by all requests of this process.
import { createHash } from 'node:crypto'
import type { KafkaConnection } from './connection'
import { KafkaLink } from './link'

const links = new Map<string, { fingerprint: string; link: KafkaLink }>()

/** The shared link of a connection; changed credentials or addresses replace it. */
export function linkTo(connection: KafkaConnection): KafkaLink {
  // One user may come by two mechanisms: the cluster's own connection and a connector's key need not differ in name.
  const name = [connection.id, connection.username ?? '', connection.mechanism ?? ''].join('\n')
  const fingerprint = createHash('sha256').update(JSON.stringify(connection)).digest('hex')
  const known = links.get(name)
  if (known?.fingerprint === fingerprint && !known.link.isClosed) return known.link
  if (known) void known.link.close()
  const link = new KafkaLink(connection)
  links.set(name, { fingerprint, link })
  return link
}

/** Closes the shared sockets to one cluster, of every principal. Later calls open them again. */
export async function closeKafka(id: string): Promise<void> {
  const names = [...links.keys()].filter((name) => name.startsWith(`${id}\n`))
  await closeNamed(names)
}

export async function closeAllKafka(): Promise<void> {
  await closeNamed([...links.keys()])
}

async function closeNamed(names: string[]): Promise<void> {
  const closing = names.flatMap((name) => links.get(name)?.link ?? []).map((link) => link.close())
  for (const name of names) links.delete(name)
  await Promise.all(closing)
}
