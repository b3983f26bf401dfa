// The web process: Next behind node:http, so that the peer's address is ours to tell and upgrades to other protocols end here.
import { createServer } from 'node:http'
import next from 'next'

const [host, port] = [process.env.TRIBUTARY_HOST ?? '127.0.0.1', Number(process.env.TRIBUTARY_PORT ?? 3000)]
const app = next({ dev: false, dir: process.cwd(), hostname: host, port })
await app.prepare()
const handle = app.getRequestHandler()

const server = createServer((request, response) => {
  // An absolute-form request line would choose the host behind the back of the Host header.
  if (!request.url?.startsWith('/')) {
    response.writeHead(400).end()
    return
  }
  // The router finds a route such as configs:alter by the plain colon; some clients escape it.
  request.url = request.url.replace(/(configs|acls)%3A(alter|batch)(?=$|\?)/i, '$1:$2')
  // There are no Server Actions and no forms with files: what asks for one never reaches the decoder of their payloads.
  if (
    'next-action' in request.headers ||
    request.headers['content-type']?.toLowerCase().includes('multipart/')
  ) {
    response.writeHead(404).end()
    return
  }
  for (const name of Object.keys(request.headers))
    if (name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'x-middleware-subrequest')
      delete request.headers[name]
  request.headers['x-tributary-peer'] = request.socket.remoteAddress ?? 'unknown'
  void handle(request, response)
})
server.on('upgrade', (_request, socket) => socket.destroy())
server.requestTimeout = 120_000
server.listen(port, host)

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  })
}
