import { describe, expect, test } from 'vitest'
import {
  clusterCrn,
  connectorCrn,
  crnCovers,
  environmentCrn,
  groupCrn,
  isAncestorCrn,
  kafkaCrn,
  organizationCrn,
  parseCrn,
  sameCrn,
  topicCrn,
} from '@/lib/crn'

const organization = organizationCrn('o-1')
const environment = environmentCrn('o-1', 'env-1')
const cluster = clusterCrn('o-1', 'env-1', 'lkc-1')
const kafka = kafkaCrn('o-1', 'env-1', 'lkc-1')
const place = { organizationId: 'o-1', environmentId: 'env-1' }
const onCluster = { ...place, clusterId: 'lkc-1' }

describe('reading a resource name', () => {
  test.each([
    [organization, { organizationId: 'o-1' }],
    [environment, place],
    [cluster, onCluster],
    [kafka, onCluster],
    [`${environment}/schema-registry=lsrc-1`, { ...place, registryId: 'lsrc-1' }],
    [`${kafka}/topic=orders`, { ...onCluster, resource: { type: 'topic', name: 'orders', isPrefix: false } }],
    [`${kafka}/topic=orders*`, { ...onCluster, resource: { type: 'topic', name: 'orders', isPrefix: true } }],
    [`${kafka}/group=*`, { ...onCluster, resource: { type: 'group', name: '', isPrefix: true } }],
    [
      `${kafka}/transactional-id=t-1`,
      { ...onCluster, resource: { type: 'transactional-id', name: 't-1', isPrefix: false } },
    ],
    [
      `${cluster}/connector=to%20files`,
      { ...onCluster, resource: { type: 'connector', name: 'to files', isPrefix: false } },
    ],
    [
      `${cluster}/ksql=lksqlc-1`,
      { ...onCluster, resource: { type: 'ksql', name: 'lksqlc-1', isPrefix: false } },
    ],
    [
      `${environment}/schema-registry=lsrc-1/subject=orders-value`,
      {
        ...place,
        registryId: 'lsrc-1',
        resource: { type: 'subject', name: 'orders-value', isPrefix: false },
      },
    ],
    [
      `${kafka}/group=a%2Fb%3Ac`,
      { ...onCluster, resource: { type: 'group', name: 'a/b:c', isPrefix: false } },
    ],
  ])('%s', (crn, parsed) => {
    expect(parseCrn(crn)).toEqual(parsed)
  })

  test.each([
    '',
    'orders',
    'crn://confluent.cloud',
    'crn://confluent.cloud/',
    'crn://confluent.cloud/organization=',
    'crn://example.com/organization=o-1',
    'crn://confluent.cloud/environment=env-1',
    `${organization}/`,
    `${organization}/cloud-cluster=lkc-1`,
    `${organization}/user=u-1`,
    `${environment}/topic=orders`,
    `${environment}/environment=env-2`,
    `${cluster}/kafka=lkc-2`,
    `${cluster}/kafka=lkc-2/topic=orders`,
    `${cluster}/topic=orders`,
    `${cluster}/schema-registry=lsrc-1`,
    `${kafka}/connector=c`,
    `${kafka}/subject=orders`,
    `${kafka}/topic=`,
    `${kafka}/topic=orders/partition=1`,
    `${kafka}/topic=orders/topic=payments`,
    `${kafka}/dragon=1`,
    `${kafka}/`,
    `${environment}/schema-registry=lsrc-1/topic=orders`,
  ])('"%s" is none', (crn) => {
    expect(parseCrn(crn)).toBeNull()
  })

  test('what is written is read back, whatever the name holds', () => {
    for (const name of ['orders', 'a b', 'ä/ö', '100%', 'a=b', 'x:y', '..']) {
      expect(parseCrn(topicCrn(kafka, name))?.resource?.name).toBe(name)
      expect(parseCrn(groupCrn(kafka, name))?.resource?.name).toBe(name)
      expect(parseCrn(connectorCrn('o-1', 'env-1', 'lkc-1', name))?.resource?.name).toBe(name)
    }
  })
})

describe('what a pattern covers', () => {
  const orders = topicCrn(kafka, 'orders')
  test.each([
    ['itself', orders, orders],
    ['what lies below', environment, orders],
    ['names that begin with its prefix', `${kafka}/topic=ord*`, orders],
    ['a narrower prefix', `${kafka}/topic=ord*`, `${kafka}/topic=orders*`],
    ['every name', `${kafka}/topic=*`, orders],
    ['escaped spellings', `${kafka}/topic=a%3Ab`, `${kafka}/topic=a:b`],
    ['escaped prefixes', `${kafka}/topic=a%3A*`, topicCrn(kafka, 'a:b')],
  ])('%s', (_what, pattern, crn) => {
    expect(crnCovers(pattern, crn)).toBe(true)
  })

  test.each([
    ['what lies above', orders, kafka],
    ['a longer name', orders, topicCrn(kafka, 'orders-eu')],
    ['a wider prefix', `${kafka}/topic=orders*`, `${kafka}/topic=ord*`],
    ['the prefix of its own name', orders, `${kafka}/topic=orders*`],
    ['another kind of resource', `${kafka}/topic=*`, groupCrn(kafka, 'orders')],
    ['another cluster', `${kafka}/topic=*`, topicCrn(kafkaCrn('o-1', 'env-1', 'lkc-2'), 'orders')],
    ['an id that begins alike', environment, environmentCrn('o-1', 'env-10')],
    ['ids by a star', `${organization}/environment=*`, environment],
    ['another organization', organization, organizationCrn('o-2')],
  ])('not %s', (_what, pattern, crn) => {
    expect(crnCovers(pattern, crn)).toBe(false)
  })

  test('a place is an ancestor of what lies in it, not of itself and not of what begins alike', () => {
    expect(isAncestorCrn(environment, cluster)).toBe(true)
    expect(isAncestorCrn(environment, environment)).toBe(false)
    expect(isAncestorCrn(environment, environmentCrn('o-1', 'env-10'))).toBe(false)
    expect(sameCrn(`${kafka}/topic=a%3Ab`, `${kafka}/topic=a:b`)).toBe(true)
    expect(sameCrn(environment, cluster)).toBe(false)
  })
})
