import { withoutSecrets, type ApiRequest } from '@/lib/show-as/request'
import { shellQuote } from '@/lib/show-as/shell'

/** The request itself. It signs in with an API key; what it needs is in variables. */
export function toCurl(request: ApiRequest, origin: string): string {
  const { method, path, query } = request
  const search = new URLSearchParams(
    Object.entries(query ?? {}).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, value]],
    ),
  ).toString()
  const address = shellQuote(`${origin}${path}${search && `?${search}`}`)
  const lines = [`curl --fail-with-body -X ${method} ${address}`, '-u "$API_KEY:$API_SECRET"']
  if (request.body !== undefined) {
    const json = JSON.stringify(withoutSecrets(request), null, 2)
    lines.push("-H 'content-type: application/json'", `-d ${shellQuote(json)}`)
  }
  return lines.join(' \\\n  ')
}
