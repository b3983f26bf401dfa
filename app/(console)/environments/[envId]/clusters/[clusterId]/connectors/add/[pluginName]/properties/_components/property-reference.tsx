'use client'

import Link from 'next/link'
import { useClusterCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { Page } from '@/components/patterns/page'
import { PageHeader } from '@/components/patterns/page-header'
import { Badge } from '@/components/ui/badge'
import { buttonStyles } from '@/components/ui/button'
import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { optionsIn, type ConnectorField, type ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { nameInDialect } from '@/lib/connectors/config/config-values'
import { paths } from '@/lib/paths'

type Place = { environmentId: string; clusterId: string }

/** All that a connector can be told, from its spec: the names in both dialects, defaults, allowed values, meanings. */
export function PropertyReference({ className, ...place }: Place & { className: string }) {
  const { environmentId: e, clusterId: c } = place
  const crumbs = useClusterCrumbs(e, c)
  const spec = findConnectorSpec(className)
  if (!spec) return null
  const groups = [...new Set(spec.fields.map(({ group }) => group))]
  return (
    <Page>
      <PageHeader
        breadcrumb={[
          ...crumbs,
          { label: 'Connectors', href: paths.connectors(e, c) },
          { label: 'Connector plugins', href: paths.connectorCatalog(e, c) },
          { label: spec.title, href: paths.connectorWizard(e, c, className) },
        ]}
        title={`${spec.subtitle}: properties`}
        description={spec.description}
        action={
          <Link
            href={paths.connectorWizard(e, c, className)}
            className={buttonStyles({ variant: 'primary' })}
          >
            Add this connector
          </Link>
        }
      />
      <Facts
        items={[
          { label: 'Class', value: <code className="font-mono text-xs">{spec.className}</code> },
          {
            label: 'Class on Kafka Connect',
            value: <code className="font-mono text-xs break-all">{spec.selfManagedClassName ?? 'none'}</code>,
          },
          {
            label: 'Delivery',
            value: spec.delivery === 'exactly-once' ? 'Exactly once' : 'At least once',
          },
        ]}
      />
      {groups.map((group) => (
        <Group key={group} spec={spec} group={group} />
      ))}
    </Page>
  )
}

function Group({ spec, group }: { spec: ConnectorSpec; group: string }) {
  return (
    <Card>
      <CardHeader title={group} />
      <CardBody className="divide-y">
        {spec.fields
          .filter((field) => field.group === group)
          .map((field) => (
            <Property key={field.name} field={field} />
          ))}
      </CardBody>
    </Card>
  )
}

function Property({ field }: { field: ConnectorField }) {
  const managed = nameInDialect(field, 'managed')
  const selfManaged = nameInDialect(field, 'self-managed')
  const options = field.options?.length
    ? [...new Set([...(optionsIn(field, 'managed') ?? []), ...(optionsIn(field, 'self-managed') ?? [])])]
    : []
  return (
    <section id={field.name} className="scroll-mt-16 py-4 first:pt-1 last:pb-0">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-sm font-medium">{field.label}</h3>
        {field.required ? <Badge>Required</Badge> : null}
        {field.isSecret ? <Badge>Secret</Badge> : null}
        {field.isEditable ? null : <Badge>Fixed once launched</Badge>}
      </div>
      <p className="text-muted mt-1 max-w-180 text-sm">{field.help}</p>
      <Facts
        className="mt-2"
        items={[
          ...(managed === undefined ? [] : [{ label: 'Name', value: <Code>{managed}</Code> }]),
          ...(selfManaged === undefined || selfManaged === managed
            ? []
            : [{ label: 'On Kafka Connect', value: <Code>{selfManaged}</Code> }]),
          { label: 'Type', value: field.type.toLowerCase() },
          ...(field.default ? [{ label: 'Default', value: <Code>{field.default}</Code> }] : []),
          ...(options.length > 0
            ? [{ label: 'Values', value: <Values values={options.map(({ value }) => value)} /> }]
            : []),
        ]}
      />
    </section>
  )
}

const Code = ({ children }: { children: string }) => (
  <code className="font-mono text-xs break-all">{children}</code>
)

const shownValues = 12
const Values = ({ values }: { values: readonly string[] }) => (
  <span className="flex flex-wrap gap-x-2 gap-y-1">
    {values.slice(0, shownValues).map((value) => (
      <Code key={value}>{value}</Code>
    ))}
    {values.length > shownValues ? (
      <span className="text-muted">and {values.length - shownValues} more</span>
    ) : null}
  </span>
)
