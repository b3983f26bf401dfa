import { describe, expect, test } from 'vitest'
import { parseClientProperties } from '@/lib/clusters/client-properties'

describe('client.properties', () => {
  test('librdkafka spelling', () => {
    expect(
      parseClientProperties(
        '# Confluent\nbootstrap.servers=a:9092,b:9092\nsecurity.protocol=SASL_SSL\nsasl.mechanisms=PLAIN\nsasl.username=K\nsasl.password=s=cret\n',
      ),
    ).toEqual({
      bootstrap_servers: 'a:9092,b:9092',
      security_protocol: 'SASL_SSL',
      sasl_mechanism: 'PLAIN',
      sasl_username: 'K',
      sasl_password: 's=cret',
    })
  })

  test('Java spelling with a JAAS line', () => {
    const { sasl_username, sasl_password } = parseClientProperties(
      `bootstrap.servers = a:9092\nsecurity.protocol: SASL_PLAINTEXT\nsasl.mechanism=SCRAM-SHA-512\nsasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required username="user" password='p"w';`,
    )
    expect([sasl_username, sasl_password]).toEqual(['user', 'p"w'])
  })

  test('without protocol it is PLAINTEXT, as in Kafka', () => {
    expect(parseClientProperties('bootstrap.servers=localhost:9092').security_protocol).toBe('PLAINTEXT')
  })

  test.each([
    ['', /bootstrap_servers/],
    ['bootstrap.servers=nonsense', /host:port/],
    ['bootstrap.servers=a:1\nsecurity.protocol=SASL_SSL', /sasl_username/],
    ['bootstrap.servers=a:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=GSSAPI', /sasl_mechanism/],
  ])('%j is refused with the field that is wrong', (text, message) => {
    expect(() => parseClientProperties(text)).toThrow(message)
  })
})
