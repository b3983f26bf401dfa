import { expect, test } from 'vitest'
import { productEnv, readSettings } from '../../../launcher/run/settings.mjs'

test('settings – defaults are the documented ones', () => {
  expect(readSettings({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    url: 'http://localhost:3000',
    postgresPort: 54_329,
    kafkaPort: 9092,
    schemaRegistryPort: 8081,
    connectPort: 8083,
    databaseUrl: null,
    dist: '.next',
  })
})

test('settings – the address follows the port unless it is given', () => {
  expect(readSettings({ TRIBUTARY_PORT: '4000' }).url).toBe('http://localhost:4000')
  expect(readSettings({ TRIBUTARY_URL: 'https://kafka.example/' }).url).toBe('https://kafka.example')
})

test.each(['0', '70000', 'abc', '3.5'])(
  'settings – port "%s" is refused with the name of the variable',
  (port) => {
    expect(() => readSettings({ TRIBUTARY_PORT: port })).toThrow(
      /TRIBUTARY_PORT is ".*", which is not a port number/,
    )
  },
)

test('settings – a weak session secret is refused', () => {
  expect(() => readSettings({ NEXTAUTH_SECRET: 'secret' })).toThrow('NEXTAUTH_SECRET is too weak')
})

test('settings – a properties file that is not there is named', () => {
  expect(() => readSettings({ KAFKA_BOOTSTRAP_PROPERTIES: '/nowhere/client.properties' })).toThrow(
    '/nowhere/client.properties',
  )
})

test('settings – development builds into a folder of its own', () => {
  const settings = readSettings({}, { isDev: true })
  expect(settings.dist).toBe('.next-dev')
  const env = productEnv(settings, { databaseUrl: 'postgresql://x', authSecret: 's' })
  expect(env).toMatchObject({
    NODE_ENV: 'development',
    TRIBUTARY_DIST: '.next-dev',
    NEXTAUTH_URL: 'http://localhost:3000',
  })
})
