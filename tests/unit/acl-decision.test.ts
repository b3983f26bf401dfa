import { describe, expect, test } from 'vitest'
import { decideByAcls } from '@/lib/acls/decide'
import type { AclBinding } from '@/lib/kafka'

const acl = (more: Partial<AclBinding>): AclBinding => ({
  resourceType: 'TOPIC',
  resourceName: 'orders',
  patternType: 'LITERAL',
  principal: 'User:sa-1',
  host: '*',
  operation: 'READ',
  permission: 'ALLOW',
  ...more,
})

const verdict = (
  acls: AclBinding[],
  operation: AclBinding['operation'],
  resourceName = 'orders',
  resourceType: AclBinding['resourceType'] = 'TOPIC',
): string => decideByAcls(acls, ['User:sa-1'], '10.0.0.1')({ operation, resourceType, resourceName })

describe('ACLs decide as the broker does', () => {
  test.each(['READ', 'WRITE', 'DELETE', 'ALTER'] as const)(
    'ALLOW %s implies DESCRIBE and nothing else',
    (operation) => {
      expect(verdict([acl({ operation })], 'DESCRIBE')).toBe('ALLOW')
      expect(verdict([acl({ operation })], 'DESCRIBE_CONFIGS')).toBe('NONE')
      expect(verdict([acl({ operation })], operation === 'READ' ? 'WRITE' : 'READ')).toBe('NONE')
    },
  )

  test('ALTER_CONFIGS implies DESCRIBE_CONFIGS; ALL is everything', () => {
    expect(verdict([acl({ operation: 'ALTER_CONFIGS' })], 'DESCRIBE_CONFIGS')).toBe('ALLOW')
    expect(verdict([acl({ operation: 'ALTER_CONFIGS' })], 'DESCRIBE')).toBe('NONE')
    expect(verdict([acl({ operation: 'ALL' })], 'DELETE')).toBe('ALLOW')
  })

  test('a DENY wins over every ALLOW, and denies its own operation only', () => {
    const all = acl({ operation: 'ALL', resourceName: '*' })
    const deny = acl({ operation: 'READ', permission: 'DENY' })
    expect(verdict([all, deny], 'READ')).toBe('DENY')
    expect(verdict([all, deny], 'DESCRIBE')).toBe('ALLOW')
    expect(verdict([all, acl({ operation: 'ALL', permission: 'DENY' })], 'DESCRIBE')).toBe('DENY')
  })

  test('a prefix covers what starts with it, a literal only itself, `*` everything', () => {
    const prefix = acl({ patternType: 'PREFIXED', resourceName: 'ord' })
    expect(verdict([prefix], 'READ', 'ordinary')).toBe('ALLOW')
    expect(verdict([prefix], 'READ', 'or')).toBe('NONE')
    expect(verdict([acl({})], 'READ', 'orders2')).toBe('NONE')
    expect(verdict([acl({ resourceName: '*' })], 'READ', 'anything')).toBe('ALLOW')
    expect(verdict([acl({ patternType: 'PREFIXED', resourceName: '*' })], 'READ', 'x')).toBe('NONE')
  })

  test('only ACLs of the principal, or of everybody, from its address or any count', () => {
    expect(verdict([acl({ principal: 'User:sa-2' })], 'READ')).toBe('NONE')
    expect(verdict([acl({ principal: 'User:*' })], 'READ')).toBe('ALLOW')
    expect(verdict([acl({ host: '10.0.0.2' })], 'READ')).toBe('NONE')
    expect(verdict([acl({ host: '10.0.0.1' })], 'READ')).toBe('ALLOW')
    expect(verdict([acl({ resourceType: 'GROUP' })], 'READ')).toBe('NONE')
  })
})
