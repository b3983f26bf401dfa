'use client'

import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Segmented } from '@/components/ui/segmented'
import { Select } from '@/components/ui/select'
import { aclCategories, aclOperations, aclWord, newAclLine, type AclLine } from './acl-choices'

const patterns = [
  { value: 'LITERAL', label: 'Literal' },
  { value: 'PREFIXED', label: 'Prefixed' },
]
const permissions = [
  { value: 'ALLOW', label: 'Allow' },
  { value: 'DENY', label: 'Deny' },
]

type LinesProps = {
  lines: readonly AclLine[]
  onChange: (lines: AclLine[]) => void
  /** By `<index>.name`. */
  errors?: Readonly<Record<string, string | undefined>>
  /** One at least, for a dialog that adds ACLs and nothing else. */
  isRequired?: boolean
}

/** Several ACLs of one principal: category, name, pattern, operation, permission. */
export function AclLines({ lines, onChange, errors = {}, isRequired = false }: LinesProps) {
  const set = (index: number, next: Partial<AclLine>) =>
    onChange(lines.map((line, at) => (at === index ? withValidOperation({ ...line, ...next }) : line)))
  return (
    <div className="flex flex-col gap-3">
      {lines.map((line, index) => (
        <fieldset key={index} className="relative flex flex-col gap-3 rounded-lg border p-3.5 pt-2">
          <legend className="text-muted px-1 text-xs">ACL {index + 1}</legend>
          {isRequired && lines.length === 1 ? null : (
            <IconButton
              label={`Remove ACL ${index + 1}`}
              size="icon-xs"
              className="absolute top-1 right-1.5"
              onClick={() => onChange(lines.filter((_, at) => at !== index))}
            >
              <X aria-hidden="true" />
            </IconButton>
          )}
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label="Category">
              <Select
                value={line.category}
                onValueChange={(category) => set(index, { category })}
                options={aclCategories}
              />
            </Field>
            <Field label="Operation">
              <Select
                value={line.operation}
                onValueChange={(operation) => set(index, { operation })}
                options={(aclOperations[line.category] ?? []).map((value) => ({
                  value,
                  label: aclWord(value),
                }))}
              />
            </Field>
          </div>
          {line.category === 'CLUSTER' ? null : (
            <Field
              label={nameLabels[line.category] ?? 'Name'}
              isRequired
              error={errors[`${index}.name`]}
              hint={line.pattern === 'PREFIXED' ? 'Every name that begins so.' : 'One name, or * for all.'}
              aside={
                <Segmented
                  size="sm"
                  aria-label={`Pattern type of ACL ${index + 1}`}
                  value={line.pattern}
                  onValueChange={(pattern) => set(index, { pattern: pattern as AclLine['pattern'] })}
                  segments={patterns}
                />
              }
            >
              <Input
                isMono
                value={line.name}
                onChange={(event) => set(index, { name: event.target.value })}
              />
            </Field>
          )}
          <Field label="Permission">
            <Segmented
              value={line.permission}
              onValueChange={(permission) => set(index, { permission: permission as AclLine['permission'] })}
              segments={permissions}
            />
          </Field>
        </fieldset>
      ))}
      <Button size="sm" className="w-fit" onClick={() => onChange([...lines, newAclLine])}>
        <Plus aria-hidden="true" />
        {lines.length === 0 ? 'Add ACLs' : 'Add another ACL'}
      </Button>
    </div>
  )
}

const nameLabels: Record<string, string> = {
  TOPIC: 'Topic name',
  GROUP: 'Consumer group ID',
  TRANSACTIONAL_ID: 'Transactional ID',
}

/** Another category may not know the operation chosen before. */
function withValidOperation(line: AclLine): AclLine {
  const known = aclOperations[line.category] ?? []
  return known.includes(line.operation) ? line : { ...line, operation: known[0] ?? 'ALL' }
}

export const aclLineProblems = (lines: readonly AclLine[]): Record<string, string> =>
  Object.fromEntries(
    lines.flatMap((line, index) =>
      line.category !== 'CLUSTER' && line.name.trim() === ''
        ? [[`${index}.name`, 'Enter a name, or * for all.']]
        : [],
    ),
  )
