'use client'

import Link from 'next/link'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Badge } from '@/components/ui/badge'
import { Facts } from '@/components/ui/card'
import { paths } from '@/lib/paths'
import type { MetadataDto, ReferenceDto, RuleDto, RuleSetDto } from '@/lib/subjects/rest-schema'

const none = (text: string) => <p className="text-muted py-6 text-sm">{text}</p>

const subjectHref = (environmentId: string, { subject, version }: ReferenceDto): string =>
  paths.subject(environmentId, subject) + (version > 0 ? `?version=${version}` : '')

export function ReferenceList(props: { environmentId: string; references: readonly ReferenceDto[] }) {
  if (props.references.length === 0)
    return none('This schema refers to no other. A schema can use types that other subjects define.')
  return (
    <ul className="divide-line-soft divide-y rounded-lg border text-sm">
      {props.references.map((reference) => (
        <li key={reference.name} className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-2.5">
          <span className="font-mono text-xs font-medium break-all">{reference.name}</span>
          <span className="text-muted">
            is{' '}
            <Link
              href={subjectHref(props.environmentId, reference)}
              className="text-accent font-mono text-xs break-all hover:underline"
            >
              {reference.subject}
            </Link>{' '}
            {reference.version === -1 ? 'in its latest version' : `version ${reference.version}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

export function MetadataView({ metadata }: { metadata: MetadataDto | null | undefined }) {
  const properties = Object.entries(metadata?.properties ?? {})
  const tags = Object.entries(metadata?.tags ?? {})
  const sensitive = new Set(metadata?.sensitive ?? [])
  if (properties.length + tags.length === 0)
    return none('No metadata. Properties say who owns the data and what it is; tags mark fields.')
  return (
    <div className="flex flex-col gap-5">
      {properties.length > 0 ? (
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">Properties</h3>
          <Facts
            items={properties.map(([label, value]) => ({
              label,
              value: (
                <span className="flex flex-wrap items-center gap-2">
                  {value}
                  {sensitive.has(label) ? <Badge tone="warning">Sensitive</Badge> : null}
                </span>
              ),
            }))}
          />
        </section>
      ) : null}
      {tags.length > 0 ? (
        <section className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">Tags</h3>
          <Facts
            items={tags.map(([path, names]) => ({
              label: path,
              value: (
                <span className="flex flex-wrap gap-1">
                  {names.map((name) => (
                    <Badge key={name}>{name}</Badge>
                  ))}
                </span>
              ),
            }))}
          />
        </section>
      ) : null}
    </div>
  )
}

export const ruleKinds = [
  { key: 'domainRules', title: 'Domain rules' },
  { key: 'migrationRules', title: 'Migration rules' },
  { key: 'encodingRules', title: 'Encoding rules' },
] as const

export const rulesNote =
  'Rules are kept and handed out with the schema. Clients carry them out; Tributary itself does not.'

export function RulesView({ ruleSet }: { ruleSet: RuleSetDto | null | undefined }) {
  const groups = ruleKinds.flatMap(({ key, title }) => {
    const rules = ruleSet?.[key] ?? []
    return rules.length > 0 ? [{ title, rules }] : []
  })
  return (
    <div className="flex flex-col gap-5">
      <p className="text-muted text-sm">{rulesNote}</p>
      {groups.length === 0 ? <p className="text-muted text-sm">No rules.</p> : null}
      {groups.map(({ title, rules }) => (
        <section key={title} className="flex flex-col gap-2">
          <h3 className="text-sm font-medium">{title}</h3>
          <ul className="flex flex-col gap-2">
            {rules.map((rule) => (
              <RuleItem key={rule.name} rule={rule} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function RuleItem({ rule }: { rule: RuleDto }) {
  const { name, kind, mode, type, expr, doc, disabled } = rule
  return (
    <li className="flex flex-col gap-2 rounded-lg border px-4 py-3 text-sm">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{name}</span>
        {[kind, mode, type].map((word) => (word ? <Badge key={word}>{word}</Badge> : null))}
        {disabled ? <Badge tone="neutral">Disabled</Badge> : null}
      </div>
      {doc ? <p className="text-muted">{doc}</p> : null}
      {expr ? <CodeBlock text={expr} label={`Expression of ${name}`} maxHeight="sm" /> : null}
    </li>
  )
}
