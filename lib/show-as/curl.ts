import { withoutSecrets, type ApiRequest } from '@/lib/show-as/request'
import { shellQuote } from '@/lib/show-as/shell'

const registryKey = '"$SCHEMA_REGISTRY_API_KEY:$SCHEMA_REGISTRY_API_SECRET"'
const belowRegistry = (path: string): string => path.replace(/^\/api\/console\/schema-registries\/[^/]+/, '')

/** The request itself. It signs in with an API key; what it needs is in variables. */
export function toCurl(request: ApiRequest, origin: string): string {
  const { method, query, registry } = request
  const path = registry ? registry.endpoint + belowRegistry(request.path) : origin + request.path
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString()
  const address = shellQuote(`${path}${search && `?${search}`}`)
  const lines = [
    `curl --fail-with-body -X ${method} ${address}`,
    `-u ${registry ? registryKey : '"$API_KEY:$API_SECRET"'}`,
  ]
  if (request.body !== undefined) {
    const json = JSON.stringify(withoutSecrets(request), null, 2)
    lines.push("-H 'content-type: application/json'", `-d ${shellQuote(json)}`)
  }
  return lines.join(' \\\n  ')
}
