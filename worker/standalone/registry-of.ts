// The Schema Registry that a connector's converters name, as one address with its account.
import { needsRegistry } from '@/lib/connectors/converters/open'
import type { Dialect } from '@/lib/connectors/catalog/spec'
import { AppError } from '@/lib/errors'
import { hostOf, portOf } from '@/lib/schema-registries/ask-external'
import { BadFile } from './bad-file'
import { guardConnection } from './guard-connection'

type Config = Readonly<Record<string, string>>
/** `given`: with what of the product's own registry has no effect there, and is left out of `config`. */
type Configured = { given: Config; config: Config; dialect: Dialect; kind: 'source' | 'sink' }

const URL_PROPERTY = 'schema.registry.url'
const accountProperties = ['basic.auth.user.info', 'schema.registry.basic.auth.user.info']

export const isOfTheRegistry = (name: string): boolean =>
  name.endsWith(`.${URL_PROPERTY}`) || name.includes('.basic.auth.')

/** Null when its formats need none. */
export async function registryOf(file: string, configured: Configured): Promise<string | null> {
  if (!needsRegistry(configured)) return null
  const addresses = new Set(
    ['value.converter', 'key.converter'].flatMap((part) => addressOf(file, configured.given, part) ?? []),
  )
  const [address, another] = addresses
  if (address === undefined)
    throw new BadFile(file, `its formats need a Schema Registry. Add value.converter.${URL_PROPERTY}.`)
  if (another !== undefined) throw new BadFile(file, 'keys and values must have the same Schema Registry.')
  const url = new URL(address)
  await guardConnection(hostOf(url), portOf(url)).catch((error: unknown) => {
    if (error instanceof AppError) throw new BadFile(file, `${URL_PROPERTY}: ${error.message}`)
  })
  return address
}

function addressOf(file: string, config: Config, part: string): string | null {
  const text = config[`${part}.${URL_PROPERTY}`]?.split(',')[0]?.trim() ?? ''
  if (text === '') return null
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new BadFile(file, `${part}.${URL_PROPERTY} is no address of a Schema Registry.`)
  const url = new URL(text)
  const account = accountProperties.map((name) => config[`${part}.${name}`]).find((info) => info)
  if (account !== undefined) {
    const [username = '', ...password] = account.split(':')
    url.username = encodeURIComponent(username)
    url.password = encodeURIComponent(password.join(':'))
  }
  return url.href
}
