'use client'

import { useQuery } from '@tanstack/react-query'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { Segmented } from '@/components/ui/segmented'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { dialectOf } from '@/lib/connectors/config/config-values'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { connectorQuery } from '@/lib/queries/connectors'
import { ConnectorJson } from './connector-json'
import { FixedSettings } from './fixed-settings'
import { SettingsForm } from './settings-form'
import { SettingsJson } from './settings-json'

type Place = { environmentId: string; clusterId: string; name: string }
export type SettingsProps = { connector: ConnectorDetailDto; spec: ConnectorSpec; place: Place }

const views = ['form', 'json'] as const

/** The configuration to change: as a form, or as the JSON that it is. Kafka Connect's own dialect is edited as JSON only. */
export function ConnectorSettings(place: Place) {
  const { data } = useQuery(connectorQuery(place.clusterId, place.name))
  const [chosen, setView] = useQueryState('view', parseAsStringLiteral(views).withDefault('form'))
  const spec = data && findConnectorSpec(data.connector_class)
  if (!data || !spec) return null
  const isManaged = dialectOf(spec, data.config['connector.class']) === 'managed'
  const view = isManaged ? chosen : 'json'
  // A change from elsewhere starts the form anew; otherwise it would overwrite that change unseen.
  const props = { key: JSON.stringify(data.config), connector: data, spec, place }
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,37.5rem)_minmax(0,1fr)]">
      <div className="flex min-w-0 flex-col gap-6">
        {isManaged ? (
          <Segmented
            aria-label="Edit as"
            size="sm"
            className="w-fit"
            value={view}
            onValueChange={(next) => void setView(views.find((one) => one === next) ?? null)}
            segments={[
              { value: 'form', label: 'Form' },
              { value: 'json', label: 'JSON' },
            ]}
          />
        ) : (
          <p className="text-muted text-sm">
            This connector is configured in Kafka Connect’s own properties, so it is edited as JSON.
          </p>
        )}
        {view === 'form' ? <SettingsForm {...props} /> : <SettingsJson {...props} />}
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <FixedSettings connector={data} spec={spec} />
        <ConnectorJson spec={spec} config={data.config} name={data.name} />
      </div>
    </div>
  )
}
