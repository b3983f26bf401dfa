// No Docker engine runs where this is tested: the structure of the two files is what can be checked.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../../launcher/run/command.mjs'
import { readSettings } from '../../../launcher/run/settings.mjs'

const read = (file) => readFileSync(path.join(root, file), 'utf8')
const compose = parse(read('docker-compose.yml'), { merge: true })
const { services, volumes } = compose
const ours = ['migrate', 'worker', 'web']

test('compose – has Postgres, the migrations, the worker with its brokers and the web', () => {
  expect(Object.keys(services).sort()).toEqual(['migrate', 'postgres', 'web', 'worker'])
  for (const name of ours)
    expect(services[name]).toMatchObject({ build: '.', image: 'tributary', command: [name] })
})

test('compose – our containers share one data volume, and each named volume is declared', () => {
  for (const name of ours) expect(services[name].volumes).toEqual(['data:/data'])
  expect(Object.keys(volumes).sort()).toEqual(['data', 'postgres'])
})

test('compose – nothing listens beyond loopback', () => {
  for (const name of ours) {
    expect(services[name].network_mode).toBe('host')
    expect(services[name].environment.TRIBUTARY_HOST).toBe('127.0.0.1')
  }
  expect(services.postgres.ports.every((port) => port.startsWith('127.0.0.1:'))).toBe(true)
})

test('compose – no password is written down', () => {
  expect(services.postgres.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
  for (const name of ours) expect(services[name].environment.DATABASE_URL).toContain('${POSTGRES_PASSWORD:?')
})

test('compose – every interpolation is a variable with a default or a demand', () => {
  for (const [found] of read('docker-compose.yml').matchAll(/\$\{[^}]*\}/g))
    expect(found).toMatch(/^\$\{[A-Z_]+:[-?].*\}$/)
})

test('compose – starts in order: Postgres healthy, migrations done, then worker and web', () => {
  expect(services.migrate.depends_on.postgres.condition).toBe('service_healthy')
  for (const name of ['worker', 'web'])
    expect(services[name].depends_on.migrate.condition).toBe('service_completed_successfully')
})

test('compose – its default ports are those of `npm start`', () => {
  const settings = readSettings({})
  const { environment } = services.web
  expect(environment.TRIBUTARY_PORT).toBe(`\${TRIBUTARY_PORT:-${settings.port}}`)
  expect(environment.TRIBUTARY_KAFKA_PORT).toBe(`\${TRIBUTARY_KAFKA_PORT:-${settings.kafkaPort}}`)
  expect(environment.TRIBUTARY_SCHEMA_REGISTRY_PORT).toBe(
    `\${TRIBUTARY_SCHEMA_REGISTRY_PORT:-${settings.schemaRegistryPort}}`,
  )
  expect(environment.TRIBUTARY_CONNECT_PORT).toBe(`\${TRIBUTARY_CONNECT_PORT:-${settings.connectPort}}`)
  expect(services.postgres.ports[0]).toContain(`:-${settings.postgresPort}}`)
})

test('Dockerfile – builds from the lock, runs as an ordinary user through the container entry', () => {
  const dockerfile = read('Dockerfile')
  expect(dockerfile).toContain('RUN npm ci')
  expect(dockerfile.indexOf('USER node')).toBeGreaterThan(dockerfile.lastIndexOf('FROM '))
  expect(dockerfile).toContain('ENTRYPOINT ["node", "launcher/container.mjs"]')
  expect(dockerfile).toMatch(/FROM node:24/)
})

test('.dockerignore – keeps data, secrets and builds out of the image', () => {
  const ignored = read('.dockerignore').trim().split('\n')
  for (const entry of ['.git', 'data', 'data-*', 'node_modules', '.next*']) expect(ignored).toContain(entry)
})
