// Reads a Kafka client.properties file (Java or librdkafka spelling) into the form of an external cluster.
import { AppError } from '@/lib/errors'
import { externalKafka, type ExternalKafka } from '@/lib/clusters/external-schema'

export function parseClientProperties(text: string): ExternalKafka {
  const properties = new Map<string, string>()
  for (const line of text.split(/\r?\n/)) {
    const match = /^\s*([^#!\s=:][^\s=:]*)\s*[=:]\s*(.*?)\s*$/.exec(line)
    if (match?.[1]) properties.set(match[1], match[2] ?? '')
  }
  return readClientProperties(properties, 'The file that KAFKA_BOOTSTRAP_PROPERTIES names')
}

/** `source` begins the sentence that says what is wrong. */
export function readClientProperties(properties: ReadonlyMap<string, string>, source: string): ExternalKafka {
  const jaas = properties.get('sasl.jaas.config') ?? ''
  const fromJaas = (field: string): string | undefined =>
    new RegExp(`\\b${field}\\s*=\\s*(?:'([^']*)'|"([^"]*)")`)
      .exec(jaas)
      ?.slice(1)
      .find((part) => part !== undefined)
  const username = properties.get('sasl.username') ?? fromJaas('username')
  const password = properties.get('sasl.password') ?? fromJaas('password')
  const mechanism = properties.get('sasl.mechanism') ?? properties.get('sasl.mechanisms')
  const parsed = externalKafka.safeParse({
    bootstrap_servers: properties.get('bootstrap.servers') ?? '',
    security_protocol: properties.get('security.protocol') ?? 'PLAINTEXT',
    ...(mechanism ? { sasl_mechanism: mechanism } : {}),
    ...(username ? { sasl_username: username } : {}),
    ...(password ? { sasl_password: password } : {}),
  })
  if (parsed.success) return parsed.data
  const fields = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError(
    'invalid',
    `${source} is not usable: ${fields.map((f) => `${f.path}: ${f.message}`).join('; ')}`,
    { fields },
  )
}
