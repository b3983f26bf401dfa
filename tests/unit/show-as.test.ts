import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { requests, variable } from '@/lib/queries/requests'
import { showAs, type Shown } from '@/lib/queries/show-as'
import { changeExamples } from '@/tests/support/change-examples'

const names = {
  organizationId: '11111111-2222-3333-4444-555555555555',
  environmentId: 'env-1',
  clusterId: 'lkc-1',
  userId: 'u-1',
  otherUserId: 'u-2',
  serviceAccountId: 'sa-1',
  roleBindingId: 'rb-1',
  invitationId: 'i-1',
  apiKeyId: 'ABCDEFGHIJKLMNOP',
  topic: 'orders',
  connector: 'sample',
  registryId: 'lsrc-1',
  suffix: 'x',
}
const examples = changeExamples(names)
const origin = 'http://localhost:3000'
const shown = (name: string) => {
  const request = examples[name]
  if (!request) throw new Error(`no example ${name}`)
  return showAs([request], origin)
}
const textOf = (words: Shown): string => ('text' in words ? words.text : '')
/** On one line, so that a test reads as the command does. */
const flat = (words: Shown): string => textOf(words).replaceAll(/ \\\n\s+/g, ' ')

test('every change that the console can make has an example here', () => {
  const known = Object.entries(requests).flatMap(([noun, verbs]) =>
    Object.keys(verbs).map((verb) => `${noun}.${verb}`),
  )
  expect(Object.keys(examples).sort()).toEqual(known.sort())
})

test('the console changes nothing but through these requests', () => {
  const own = new Set(['/api/console/account/password', '/api/console/account/sessions/'])
  for (const file of readdirSync('lib/queries')) {
    const source = readFileSync(`lib/queries/${file}`, 'utf8')
    const direct = [...source.matchAll(/api\.(?:post|patch|put|delete)\(\s*[`'"]([^`'"$]*)/g)].map(
      (match) => match[1],
    )
    // A check changes nothing; a password and sessions belong to a person and cannot be reached with a key.
    const others = direct.filter(
      (path) => !own.has(path ?? '') && !/validate|test-connection|check-connector/.test(source),
    )
    expect(others, file).toEqual([])
  }
})

describe('curl', () => {
  test.each(Object.keys(examples))('%s is read by a shell word by word', (name) => {
    const text = textOf(shown(name).curl)
    const request = examples[name]
    const echo = text.replace('curl --fail-with-body', "printf '%s\\0'")
    const env = { API_KEY: 'K', API_SECRET: 'S', KAFKA_API_KEY: 'k"k', KAFKA_API_SECRET: 's s' }
    const words = execFileSync('/bin/sh', ['-c', echo], { env: { ...process.env, ...env } })
      .toString()
      .split('\0')
    expect(words.slice(0, 2)).toEqual(['-X', request?.method])
    expect(words[2]).toContain(`${origin}${request?.path}`)
    expect(words).toContain('K:S')
    const body = words[words.indexOf('-d') + 1]
    if (request?.secrets === undefined && request?.body !== undefined)
      expect(JSON.parse(body ?? '')).toEqual(request.body)
  })

  test('secrets are variables, also when the form holds real ones', () => {
    const config = { 'connector.class': 'DatagenSource', 'kafka.api.key': 'KEY', 'kafka.api.secret': 'hush' }
    const all = Object.values(showAs([requests.connectors.create(names, 'c', config)], origin))
      .map(textOf)
      .join()
    expect(all).not.toContain('hush')
    expect(all).toContain('$KAFKA_API_SECRET')
    expect(all).toContain('var.kafka_api_secret')
    const cluster = requests.clusters.create({
      spec: { display_name: 'mine', external: { sasl_password: 'hush' }, environment: { id: 'env-1' } },
    })
    expect(textOf(showAs([cluster], origin).curl)).not.toContain('hush')
  })
})

describe('Confluent CLI', () => {
  const place = '--cluster lkc-1 --environment env-1'
  const lookUp = `id=$(confluent connect cluster list -o json ${place} | jq -r '.[] | select(.name == "sample") | .id')`
  test.each([
    ['environments.create', `confluent environment create 'it'\\''s x'`],
    ['environments.update', `confluent environment update env-1 --name 'env x'`],
    ['environments.delete', 'confluent environment delete env-1 --force'],
    ['serviceAccounts.create', `confluent iam service-account create 'app x' --description 'reads orders'`],
    ['serviceAccounts.update', 'confluent iam service-account update sa-1 --description changed'],
    ['serviceAccounts.delete', 'confluent iam service-account delete sa-1 --force'],
    ['invitations.create', 'confluent iam user invitation create ann-x@example.com'],
    ['users.update', `confluent iam user update u-2 --full-name 'Ann Other'`],
    ['users.delete', 'confluent iam user delete u-2 --force'],
    [
      'roleBindings.create',
      'confluent iam rbac role-binding create --principal User:sa-1 --role DeveloperRead --environment env-1 --cloud-cluster lkc-1 --kafka-cluster lkc-1 --resource Topic:orders --prefix',
    ],
    [
      'apiKeys.create',
      `confluent api-key create --resource lkc-1 --service-account sa-1 --description 'of the app' --environment env-1`,
    ],
    ['apiKeys.update', `confluent api-key update ABCDEFGHIJKLMNOP --description 'of another'`],
    ['apiKeys.delete', 'confluent api-key delete ABCDEFGHIJKLMNOP --force'],
    ['topics.addPartitions', `confluent kafka topic update orders --config num.partitions=3 ${place}`],
    ['topics.alterConfigs', `confluent kafka topic update orders --config retention.ms=3600000 ${place}`],
    ['topics.delete', `confluent kafka topic delete orders --force ${place}`],
    [
      'acls.create',
      `confluent kafka acl create --allow --service-account sa-1 --topic shipments --prefix --operations read,describe ${place}`,
    ],
    [
      'acls.delete',
      `confluent kafka acl delete --allow --service-account sa-1 --topic shipments --prefix --operations read ${place} --force`,
    ],
    ['clusters.update', `confluent kafka cluster update lkc-1 --name 'c x' --environment env-1`],
    ['clusters.delete', 'confluent kafka cluster delete lkc-1 --force --environment env-1'],
    [
      'clusters.create',
      `confluent kafka cluster create 'cluster x' --cloud local --region this-machine --availability single-zone --type basic --environment env-1`,
    ],
    ['connectors.order', `${lookUp}\nconfluent connect cluster pause "$id" ${place}`],
    ['connectors.delete', `${lookUp}\nconfluent connect cluster delete "$id" --force ${place}`],
  ])('%s', (name, command) => expect(flat(shown(name).cli)).toBe(command))

  test('a value with a comma goes through a file, at whose commas the CLI does not cut', () => {
    expect(flat(shown('topics.create').cli)).toBe(
      `printf '%s\\n' 'cleanup.policy=compact,delete' 'retention.ms=86400000' > topic.properties\nconfluent kafka topic create orders --config topic.properties --partitions 2 ${place}`,
    )
  })

  test('a record is one line on standard input, with its key and headers', () => {
    expect(flat(shown('topics.produce').cli)).toBe(
      `printf '%s\\n' 'k-1|{"text":"it'\\''s"}' | confluent kafka topic produce orders --parse-key --delimiter '|' --headers trace:abc ${place}`,
    )
  })

  test('a connector comes from a file that the shell fills with the secrets', () => {
    expect(flat(shown('connectors.create').cli)).toContain('"kafka.api.secret": "$KAFKA_API_SECRET"')
    expect(flat(shown('connectors.create').cli)).toContain(
      `confluent connect cluster create --config-file connector.json ${place}`,
    )
    expect(flat(shown('connectors.updateConfig').cli)).toContain(
      `confluent connect cluster update "$id" --config-file connector.json ${place}`,
    )
    expect(flat(shown('connectors.alterOffsets').cli)).toContain(
      'confluent connect offset delete "$id" --cluster',
    )
    const launch = flat(shown('connectors.launch').cli)
    for (const command of [
      'kafka topic create orders --if-not-exists',
      'api-key create --resource lkc-1',
      'connect cluster create',
    ])
      expect(launch).toContain(`confluent ${command}`)
  })

  test.each([
    ['a name of a service account', requests.serviceAccounts.update('sa-1', { display_name: 'b' })],
    ['a name of a key', requests.apiKeys.update('K', { display_name: 'b' })],
    ['a withdrawn invitation', requests.invitations.delete('i-1')],
    ['a role binding by its id', requests.roleBindings.delete('rb-1')],
    ['a restart', requests.connectors.order(names, 'sample', 'restart')],
    [
      'a setting back to its default',
      requests.topics.alterConfigs(names, 'orders', [{ name: 'retention.ms', operation: 'DELETE' }]),
    ],
    ['bytes', requests.topics.produce(names, 'orders', { value: 'AA==', valueEncoding: 'base64' })],
    [
      'your own Kafka',
      requests.clusters.create({
        spec: { display_name: 'mine', external: {}, environment: { id: 'env-1' } },
      }),
    ],
    [
      'the listeners of a cluster',
      requests.clusters.create({
        spec: { display_name: 'mine', listeners: { tls: 'GENERATED' }, environment: { id: 'env-1' } },
      }),
    ],
  ])('says that it has no words for %s', (_, request) => {
    expect(showAs([request], origin).cli).toHaveProperty('missing')
  })

  test('places of role bindings are told by the flags of their level', () => {
    const crn = `crn://confluent.cloud/organization=${names.organizationId}`
    const flags = (pattern: string) =>
      flat(
        showAs(
          [requests.roleBindings.create({ principal: 'User:u-1', role_name: 'R', crn_pattern: pattern })],
          origin,
        ).cli,
      )
        .replace('confluent iam rbac role-binding create --principal User:u-1 --role R', '')
        .trim()
    expect(flags(crn)).toBe('')
    expect(flags(`${crn}/environment=env-1`)).toBe('--environment env-1')
    expect(flags(`${crn}/environment=env-1/cloud-cluster=lkc-1`)).toBe(
      '--environment env-1 --cloud-cluster lkc-1',
    )
    expect(flags(`${crn}/environment=env-1/cloud-cluster=lkc-1/kafka=lkc-1/group=*`)).toBe(
      "--environment env-1 --cloud-cluster lkc-1 --kafka-cluster lkc-1 --resource 'Group:*'",
    )
    expect(flags(`${crn}/environment=env-1/schema-registry=lsrc-1/subject=orders-value`)).toBe(
      '--environment env-1 --schema-registry-cluster lsrc-1 --resource Subject:orders-value',
    )
  })

  test.each([
    ['cloud', undefined],
    ['global', { id: 'global', kind: 'Global' }],
    ['lsrc-1', { id: 'lsrc-1', kind: 'Cluster' }],
  ])('a key for %s is created with that resource', (resource, given) => {
    const spec = {
      display_name: '',
      description: '',
      owner: { id: 'u-1', kind: 'User' as const },
      ...(given ? { resource: given } : {}),
    }
    expect(flat(showAs([requests.apiKeys.create(spec)], origin).cli)).toBe(
      `confluent api-key create --resource ${resource}`,
    )
  })
})

describe('Terraform', () => {
  test.each([
    ['environments.create', 'confluent_environment', `display_name = "it's x"`],
    ['serviceAccounts.create', 'confluent_service_account', 'description  = "reads orders"'],
    ['invitations.create', 'confluent_invitation', 'email = "ann-x@example.com"'],
    ['roleBindings.create', 'confluent_role_binding', 'role_name   = "DeveloperRead"'],
    ['apiKeys.create', 'confluent_api_key', 'kind        = "ServiceAccount"'],
    ['topics.create', 'confluent_kafka_topic', '"cleanup.policy" = "compact,delete"'],
    ['acls.create', 'confluent_kafka_acl', 'pattern_type  = "PREFIXED"'],
    ['clusters.create', 'confluent_kafka_cluster', 'basic {\n  }'],
    ['connectors.create', 'confluent_connector', '"kafka.api.secret" = var.kafka_api_secret'],
    ['connectors.order', 'confluent_connector', 'status = "PAUSED"'],
  ])('%s is a resource %s', (name, type, line) => {
    const text = textOf(shown(name).terraform)
    expect(text).toContain(`resource "${type}" "`)
    expect(text).toContain(line)
  })

  test.each([
    ['environments.delete', 'confluent_environment', 'env-1'],
    ['clusters.delete', 'confluent_kafka_cluster', 'env-1/lkc-1'],
    ['serviceAccounts.delete', 'confluent_service_account', 'sa-1'],
    ['roleBindings.delete', 'confluent_role_binding', 'rb-1'],
    ['invitations.delete', 'confluent_invitation', 'i-1'],
    ['apiKeys.delete', 'confluent_api_key', 'env-1/ABCDEFGHIJKLMNOP'],
    ['topics.delete', 'confluent_kafka_topic', 'lkc-1/orders'],
    ['acls.delete', 'confluent_kafka_acl', 'lkc-1/TOPIC#shipments#PREFIXED#User:sa-1#*#READ#ALLOW'],
    ['connectors.delete', 'confluent_connector', 'env-1/lkc-1/sample'],
  ])('%s destroys a %s, which is imported as %s', (name, type, id) => {
    const text = textOf(shown(name).terraform)
    expect(text).toMatch(new RegExp(`^# terraform import '${type}\\.[\\w-]+' '`))
    expect(text).toContain(`'${id}'\n`)
    expect(text).toContain(`terraform destroy -target='${type}.`)
  })

  test.each(['users.update', 'users.delete', 'topics.produce'])(
    '%s has no resource, and it says so',
    (name) => {
      expect(shown(name).terraform).toHaveProperty('missing')
    },
  )

  test('neither quotes nor interpolation leave a literal', () => {
    const request = requests.environments.create({ display_name: 'a"b${c}%{d}\\\n' })
    expect(textOf(showAs([request], origin).terraform)).toContain('"a\\"b$${c}%%{d}\\\\\\n"')
  })

  test('what is made in the same plan is a variable until it is there', () => {
    const owner = { id: variable('SERVICE_ACCOUNT_ID'), kind: 'ServiceAccount' as const }
    const spec = { display_name: 'k', description: '', owner }
    const words = showAs([requests.apiKeys.create(spec)], origin)
    expect(textOf(words.terraform)).toContain('"${var.service_account_id}"')
    expect(textOf(words.curl)).toContain(`"id": "'"$SERVICE_ACCOUNT_ID"'"`)
  })
})
