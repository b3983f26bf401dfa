// Whether the addresses that a configuration names may be reached from here at all. Nothing is connected to.
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { ConfigProblem, ConnectorConfig } from '@/lib/connectors/config/config-values'
import { AppError } from '@/lib/errors'

/** Addresses that connections of users' making never reach. A name that is not known is told by the connection itself. */
export async function egressProblems(
  spec: ConnectorSpec,
  config: ConnectorConfig,
  guard: (host: string, port: number) => Promise<unknown>,
): Promise<ConfigProblem[]> {
  const hosts = spec.fields.filter(({ validators }) => validators?.some(({ kind }) => kind === 'host'))
  const problems = hosts.map(async ({ name }): Promise<ConfigProblem[]> => {
    const host = config[name]?.trim() ?? ''
    const port = Number(config[name.replace(/host$/, 'port')] ?? 0)
    if (host === '' || !Number.isInteger(port)) return []
    try {
      await guard(host, port)
      return []
    } catch (error) {
      const isRefused = error instanceof AppError && error.code === 'forbidden'
      return isRefused ? [{ name, message: error.message }] : []
    }
  })
  return (await Promise.all(problems)).flat()
}
