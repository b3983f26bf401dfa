import { describe, expect, it } from 'vitest'
import { apiKeyFileName, apiKeyFileText } from '@/components/api-keys/api-key-file'

const id = 'ABCDEFGHIJKLMNOP'
const secret = 'cflt1234567890'

describe('API key file', () => {
  it('is, byte for byte, what Confluent Cloud writes for a Kafka cluster', () => {
    expect(apiKeyFileText({ id, secret, resourceId: 'lkc-0595zp', bootstrap: 'localhost:9092' })).toBe(
      '=== Confluent Cloud API key: lkc-0595zp ===\n' +
        '\n' +
        'API key:\n' +
        'ABCDEFGHIJKLMNOP\n' +
        '\n' +
        'API secret:\n' +
        'cflt1234567890\n' +
        '\n' +
        'Bootstrap server:\n' +
        'localhost:9092\n',
    )
  })

  it('has no bootstrap block for a Schema Registry key, and no resource for a cloud key', () => {
    expect(apiKeyFileText({ id, secret, resourceId: 'lsrc-nw80nk' })).toBe(
      `=== Confluent Cloud API key: lsrc-nw80nk ===\n\nAPI key:\n${id}\n\nAPI secret:\n${secret}\n`,
    )
    expect(apiKeyFileText({ id, secret })).toBe(
      `=== Confluent Cloud API key ===\n\nAPI key:\n${id}\n\nAPI secret:\n${secret}\n`,
    )
  })

  it('is named after the key, never after the secret', () => {
    expect(apiKeyFileName(id)).toBe('api-key-ABCDEFGHIJKLMNOP.txt')
  })
})
