// The worker's side of the line from web: loopback, random port, token in a 0600 file. Errors travel as code and message.
import { randomBytes } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { AppError } from '@/lib/errors'
import { isSameText } from '@/lib/crypto'
import type { Log } from '@/lib/log'
import { rpcAddressFile } from '@/lib/worker-rpc/client'

export type RpcServer = { close: () => Promise<void> }

export async function startRpc(addRoutes: (app: Hono) => void, log: Log): Promise<RpcServer> {
  const token = randomBytes(32).toString('base64url')
  const app = new Hono().basePath('/rpc')
  app.use('*', async (context, next) => {
    const given = context.req.header('authorization') ?? ''
    if (!isSameText(given, `Bearer ${token}`))
      return context.json({ code: 'unauthenticated', message: 'no token' }, 401)
    return next()
  })
  app.onError((error, context) => {
    if (error instanceof AppError) return context.json({ code: error.code, message: error.message }, 409)
    log.error({ err: error, path: context.req.path }, 'rpc failed')
    return context.json(
      { code: 'unavailable', message: 'The worker could not do this. Its log says why.' },
      500,
    )
  })
  addRoutes(app)

  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
      void publish(port, token).then(() => resolve(started))
    })
  })
  return { close: () => new Promise((resolve) => server.close(() => resolve())) }
}

async function publish(port: number, token: string): Promise<void> {
  const file = rpcAddressFile()
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.new`, JSON.stringify({ port, token, pid: process.pid }), { mode: 0o600 })
  await rename(`${file}.new`, file)
}
