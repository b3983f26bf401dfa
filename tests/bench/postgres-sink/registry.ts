// Where both contenders ask for the one schema of the Avro topic: Confluent's path for ours, Apicurio's for the peer's converter.
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export const schemaId = 1
export const avroSchema = JSON.stringify({
  type: 'record',
  name: 'Row',
  namespace: 'bench',
  fields: [
    { name: 'id', type: 'long' },
    { name: 'at', type: 'long' },
    { name: 'customer', type: 'string' },
    { name: 'city', type: 'string' },
    { name: 'amount', type: 'int' },
    { name: 'note', type: 'string' },
  ],
})

const answers: Readonly<Record<string, string>> = {
  [`/schemas/ids/${schemaId}`]: JSON.stringify({ schema: avroSchema }),
  [`/apis/registry/v2/ids/contentIds/${schemaId}`]: avroSchema,
  [`/apis/registry/v2/ids/contentIds/${schemaId}/references`]: '[]',
}

export async function startBenchRegistry(): Promise<{ url: string; close: () => void }> {
  const server = createServer(({ url = '' }, response) => {
    const body = answers[url.split('?', 1)[0] ?? '']
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
      .end(body ?? '{}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() }
}
