// What the canary sweep does with the secrets of sinks: passwords, certificates, keys within transforms, addresses with a password
// in them, in both dialects; right, wrong, hostile, and with a database that does not answer.
import { eventually } from '@/tests/support/poll'
import type { Run } from '@/tests/support/canary-steps'

type Config = Record<string, string>

export async function sinks(
  { client, canaries, admin, product }: Run,
  key: { key: string; secret: string },
): Promise<void> {
  const base = `/connect/v1/environments/${product.environmentId}/clusters/${product.clusterId}`
  const ours = `/api/console/clusters/${product.clusterId}`
  const common: Config = { topics: 'canaries', 'tasks.max': '1', 'connection.user': 'canary' }
  const managed = (password: string): Config => ({
    ...common,
    ...{ 'connector.class': 'PostgresSink', 'kafka.api.key': key.key, 'kafka.api.secret': key.secret },
    ...{
      'input.data.format': 'JSON',
      'connection.host': '127.0.0.1',
      'connection.port': '1',
      'db.name': 'shop',
    },
    'connection.password': canaries.make(password),
  })
  const selfManaged = (url: string): Config => ({
    ...common,
    'connector.class': 'io.confluent.connect.jdbc.JdbcSinkConnector',
    'connection.url': url,
    'connection.password': canaries.make('a password of a self-managed sink'),
    transforms: 'sign',
    'transforms.sign.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
    'transforms.sign.static.field': 'by',
    'transforms.sign.static.value': 'us',
    'transforms.sign.secret.key': canaries.make('a secret within a transform'),
    'value.converter': 'org.apache.kafka.connect.json.JsonConverter',
    'value.converter.basic.auth.user.info': `user:${canaries.make('a secret of a converter')}`,
  })
  const inUrl = (name: string, more = ''): string =>
    `jdbc:postgresql://127.0.0.1:1/shop?user=a&password=${canaries.make(name)}${more}`
  const right = {
    canarysink: managed('a password of a sink'),
    canaryjdbc: selfManaged(inUrl('a password in a URL')),
  }
  const jaas = `com.evil.Module required password="${canaries.make('a password in JAAS text')}";`
  const wrong: Config[] = [
    { ...managed('a password of a wrong sink'), 'connection.port': 'x' },
    {
      ...managed('a password beside a provider'),
      'kafka.api.secret': `\${env:${canaries.make('a provider')}}`,
    },
    { ...managed('a password beside JAAS text'), 'consumer.override.sasl.jaas.config': jaas },
    {
      ...managed('a password'),
      'ssl.mode': 'verify-ca',
      'ssl.rootcertfile': canaries.make('no certificate'),
    },
    selfManaged(inUrl('a password in a hostile URL', '&socketFactory=com.evil.Factory')),
  ]
  for (const [n, config] of wrong.entries()) {
    const plugin = `${base}/connector-plugins/${config['connector.class']}/config/validate`
    await client.send(admin, 'PUT', plugin, config)
    const name = `canary-wrong-${n}`
    await client.send(admin, 'POST', `${base}/connectors`, { name, config: { ...config, name } })
  }
  for (const [name, config] of Object.entries(right)) {
    const one = `${base}/connectors/${name}`
    await client.send(admin, 'POST', `${ours}/check-connector`, {
      config: { ...config, name },
      connect: true,
    })
    await client.send(admin, 'POST', `${base}/connectors`, { name, config: { ...config, name } })
    await eventually('the sink has begun', async () => {
      const { body } = await client.send<{ tasks?: unknown[] }>(admin, 'GET', `${one}/status`)
      return (body.tasks?.length ?? 0) > 0
    })
    for (const path of ['', '/config', '/status', '/tasks', '/offsets', '/error-recommendations'])
      await client.send(admin, 'GET', `${one}${path}`)
    await client.send(admin, 'PUT', `${one}/config`, {
      ...config,
      'connection.password': canaries.make(`a changed password of ${name}`),
    })
    for (const path of ['', '/logs', '/metrics'])
      await client.send(admin, 'GET', `${ours}/connectors/${name}${path}`)
    await client.send(admin, 'DELETE', one)
  }
}
