import { describe, expect, test } from 'vitest'
import { checkEgress } from '@/lib/egress/guard'

const own = new Set([54329, 8123])

describe('connections that users make us open', () => {
  test.each(['127.0.0.1', '10.1.2.3', '192.168.1.4', '172.20.0.2', '::1'])(
    '%s is allowed: Kafka lives there',
    (host) => expect(checkEgress(host, 9092, own)).resolves.toBeUndefined(),
  )

  test.each([
    '169.254.169.254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '[fe80::1]',
    '0.0.0.0',
    '::',
    '224.0.0.1',
    '255.255.255.255',
    'fd00:ec2::254',
    '64:ff9b::a9fe:a9fe',
  ])('%s is never reached', (host) => expect(checkEgress(host, 80, own)).rejects.toThrow(/not allowed/))

  test.each(['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1', '127.9.9.9'])(
    'our own ports are never reached through %s',
    (host) => expect(checkEgress(host, 54329, own)).rejects.toThrow(/not allowed/),
  )
})
