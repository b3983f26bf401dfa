import { describe, expect, test } from 'vitest'
import { checkEgress } from '@/lib/egress/guard'

const own = new Set([54329, 8123])

describe('connections that users make us open', () => {
  test.each(['127.0.0.1', '10.1.2.3', '192.168.1.4', '172.20.0.2', '::1'])(
    '%s is allowed: Kafka lives there',
    (host) => expect(checkEgress(host, 9092, own)).resolves.toEqual([host]),
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
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    '::169.254.169.254',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    'fe80::1%lo',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '169.254.43518',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ])('%s is never reached', (host) => expect(checkEgress(host, 80, own)).rejects.toThrow(/not allowed/))

  test.each(['127.0.0.1', '::1', 'localhost', '::ffff:127.0.0.1', '127.9.9.9'])(
    'our own ports are never reached through %s',
    (host) => expect(checkEgress(host, 54329, own)).rejects.toThrow(/not allowed/),
  )
})
