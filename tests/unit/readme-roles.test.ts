// The README's list of roles is the table of roles, in words.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { roles, type Role } from '@/lib/roles/table'

const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8')
/** Column widths are the formatter's business. */
const plain = (text: string): string =>
  text.replace(/ +\|/g, ' |').replace(/\| +/g, '| ').replace(/-{3,}/g, '---')

const aclText = ({ acls }: Role): string =>
  Object.entries(acls ?? {})
    .map(([type, operations]) => `${type}: ${operations.join(', ')}`)
    .join('; ') || '–'

test('every role is in the README with its description, its levels and its ACLs', () => {
  const table = [
    '| role | bound to | what for | ACLs on brokers |',
    '| --- | --- | --- | --- |',
    ...Object.entries<Role>(roles).map(
      ([name, role]) =>
        `| \`${name}\` | ${role.scopes.join(', ')} | ${role.description} | ${aclText(role)} |`,
    ),
  ].join('\n')
  expect(plain(readme)).toContain(table)
})
