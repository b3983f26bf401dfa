// Kafka Connect's port in the test's own process, and what a client asks there.
import { log } from '@/lib/log'
import { makeApiKey, type Organization } from '@/tests/support/factories'
import { basicOf } from '@/tests/support/registry-gateway'
import { startConnectGateway } from '@/worker/gateways/connect/server'

export type ConnectAnswer = { status: number; body: unknown; headers: Headers }
export type AskConnect = (method: string, path: string, body?: unknown) => Promise<ConnectAnswer>

export const askingConnect =
  (url: string, authorization: string | null): AskConnect =>
  async (method, path, body) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers }
  }

/** With a key of the organization's administrator for this cluster. */
export async function openConnect(
  organization: Organization,
  clusterId: string,
): Promise<{
  url: string
  ask: AskConnect
  askAs: (key: { key: string; secret: string } | null) => AskConnect
  close: () => Promise<void>
}> {
  const gateway = await startConnectGateway(log, { host: '127.0.0.1', port: 0 })
  const url = `http://127.0.0.1:${gateway.port}`
  const askAs = (key: { key: string; secret: string } | null): AskConnect =>
    askingConnect(url, key && basicOf(key))
  const key = await makeApiKey(organization.ctx, organization.userId, clusterId)
  return { url, ask: askAs(key), askAs, close: gateway.close }
}
