'use client'

import { CodeBlock } from '@/components/patterns/code/code-block'
import { Tabs } from '@/components/ui/tabs'
import type { ConnectorSpec, Dialect } from '@/lib/connectors/catalog/spec'
import { dialectOf } from '@/lib/connectors/config/config-values'
import { toDialect } from '@/lib/connectors/config/dialects'

type Props = { spec: ConnectorSpec; config: Record<string, string>; name: string }

/** The connector as JSON to take along: for Confluent Cloud, and for a Kafka Connect of one's own. */
export function ConnectorJson({ spec, config, name }: Props) {
  const own = dialectOf(spec, config['connector.class'])
  const tabs: { dialect: Dialect; label: string }[] = [
    { dialect: 'managed', label: 'Fully managed' },
    ...(spec.selfManagedClassName === null
      ? []
      : [{ dialect: 'self-managed' as const, label: 'Kafka Connect' }]),
  ]
  return (
    <section aria-label="Configuration as JSON" className="flex min-w-0 flex-col gap-2">
      <h2 className="text-sm font-medium">JSON</h2>
      <Tabs
        label="Dialect"
        tabs={tabs
          .sort((a, b) => Number(b.dialect === own) - Number(a.dialect === own))
          .map(({ dialect, label }) => ({
            id: dialect,
            label,
            content: <JsonIn spec={spec} config={config} name={name} dialect={dialect} />,
          }))}
      />
    </section>
  )
}

function JsonIn({ spec, config, name, dialect }: Props & { dialect: Dialect }) {
  const { config: translated, warnings } = toDialect(spec, config, dialect)
  const { name: _name, ...rest } = translated
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <CodeBlock
        label={`Connector JSON, ${dialect}`}
        language="json"
        text={JSON.stringify({ name, config: rest }, null, 2)}
        downloadName={`${name}.json`}
      />
      {warnings.length > 0 ? (
        <ul className="text-muted flex list-disc flex-col gap-1 pl-4 text-xs">
          {warnings.map(({ name: property, message }) => (
            <li key={property}>{message}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
