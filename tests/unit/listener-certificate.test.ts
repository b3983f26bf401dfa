import { X509Certificate } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { effectiveListeners } from '@/lib/clusters/listeners'
import { isFit, issueCertificate, makeAuthority } from '@/worker/brokers/certificate'
import { brokerPaths, noListeners, type BrokerIdentity } from '@/worker/brokers/broker-folder'
import { serverProperties } from '@/worker/brokers/settings'

const day = 86_400_000

describe('the certificate of a TLS listener', () => {
  test('is signed by the cluster’s authority, for every name that clients may use', async () => {
    const authority = await makeAuthority('lkc-abc123')
    const names = ['localhost', '127.0.0.1', '::1', 'kafka.example.com']
    const { certificatePem } = await issueCertificate(authority, names)
    const [leaf, root] = [new X509Certificate(certificatePem), new X509Certificate(authority.certificatePem)]
    expect(leaf.verify(root.publicKey)).toBe(true)
    expect(leaf.checkIssued(root)).toBe(true)
    expect([leaf.ca, root.ca]).toEqual([false, true])
    expect(isFit(certificatePem, names)).toBe(true)
    expect(isFit(certificatePem, ['another.example.com'])).toBe(false)
  })

  test('is to be renewed a month before it runs out', async () => {
    const { certificatePem } = await issueCertificate(await makeAuthority('lkc-abc123'), ['localhost'])
    expect(isFit(certificatePem, [], Date.now() + 366 * day)).toBe(true)
    expect(isFit(certificatePem, [], Date.now() + 368 * day)).toBe(false)
  })
})

describe('beyond loopback', () => {
  const identity: BrokerIdentity = {
    clusterId: 'lkc-abc123',
    nodeId: 1,
    quorum: [{ nodeId: 1, port: 4 }],
    host: '127.0.0.1',
    clientPort: 1,
    internalPort: 3,
    controllerPort: 4,
    jolokiaPort: 5,
    internalPassword: 'a',
    controllerPassword: 'b',
    jolokiaPassword: 'c',
    isFormatted: true,
    listeners: noListeners,
  }
  const listenersOf = (listeners: BrokerIdentity['listeners']) =>
    /^listeners=(.*)$/m.exec(serverProperties('/data/clusters/lkc-abc123', { ...identity, listeners }))?.[1]

  test.each(['0.0.0.0', '::', '192.168.1.10', 'kafka.example.com'])('on %s a certificate is made', (host) => {
    expect(effectiveListeners({ tls: 'NONE', hasAnonymous: false }, host).tls).toBe('GENERATED')
    expect(effectiveListeners({ tls: 'GIVEN', hasAnonymous: false }, host).tls).toBe('GIVEN')
  })

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('on %s nothing is asked for', (host) => {
    expect(effectiveListeners({ tls: 'NONE', hasAnonymous: false }, host).tls).toBe('NONE')
  })

  test('only the TLS listener is bound there: every other one stays on loopback', () => {
    const tls = { bindHost: '0.0.0.0', advertisedHost: 'kafka.example.com', port: 11, certificate: 'x' }
    expect(listenersOf({ tls, anonymousPort: 21 })?.split(',')).toEqual([
      'CLIENT://127.0.0.1:1',
      'INTERNAL://127.0.0.1:3',
      'ANONYMOUS://127.0.0.1:21',
      'TLS://0.0.0.0:11',
      'CONTROLLER://127.0.0.1:4',
    ])
    expect(listenersOf(noListeners)).not.toContain('0.0.0.0')
  })

  test('the brokers of a larger cluster share the key file in its folder', () => {
    const keys = '/data/clusters/lkc-abc123/api-keys'
    expect(brokerPaths('/data/clusters/lkc-abc123').keys).toBe(keys)
    expect(brokerPaths('/data/clusters/lkc-abc123/brokers/2').keys).toBe(keys)
  })
})
