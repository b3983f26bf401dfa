// How Tributary itself reaches a registry: the gateway of this machine, with the token that only its own processes can read.
import { errorMessage } from '@/lib/errors'
import { RegistryAwayError, type RegistryAddress } from '@/lib/schema-registries/ask'
import { gatewayUrl } from '@/lib/schema-registries/gateway-url'
import { readRpcAddress } from '@/lib/worker-rpc/client'

async function ownHeaders(): Promise<Record<string, string>> {
  try {
    return { authorization: `Bearer ${(await readRpcAddress()).token}` }
  } catch (cause) {
    throw new RegistryAwayError(`the worker is not running (${errorMessage(cause)})`, cause)
  }
}

/** A registry elsewhere goes by its whole address in place of an id (standalone mode); user and password may stand in it. */
function elsewhere(registryId: string): { url: string; headers: Record<string, string> } | null {
  if (!/^https?:\/\//.test(registryId)) return null
  const url = new URL(registryId)
  const account = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = url.password = ''
  const headers: Record<string, string> = {}
  if (account !== ':') headers.authorization = `Basic ${Buffer.from(account).toString('base64')}`
  return { url: url.href.replace(/\/+$/, ''), headers }
}

/** As Tributary: who may read a topic sees its records decoded. The worker's token is read anew with every call. */
export const asTributary = (registryId: string, timeoutMs?: number): RegistryAddress => ({
  ...(elsewhere(registryId) ?? { url: gatewayUrl(registryId), headers: ownHeaders }),
  ...(timeoutMs === undefined ? {} : { timeoutMs }),
})

/** As somebody else, who shows this `Authorization` at the gateway: it judges what they may. */
export const asActor = (registryId: string, authorization: string): RegistryAddress => ({
  url: gatewayUrl(registryId),
  headers: { authorization },
})

/** The first as plain data, for a thread; good as long as the worker that started it. */
export const ownAddress = async (
  registryId: string,
): Promise<{ url: string; headers: Record<string, string> }> =>
  elsewhere(registryId) ?? { url: gatewayUrl(registryId), headers: await ownHeaders() }
