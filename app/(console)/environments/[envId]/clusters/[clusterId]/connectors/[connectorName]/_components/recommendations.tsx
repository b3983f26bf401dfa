'use client'

import Link from 'next/link'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { findField } from '@/lib/connectors/catalog/spec'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import type { ErrorRecommendation } from '@/lib/connectors/recommendations/schema'
import { paths } from '@/lib/paths'
import { shortLabel } from '../../_components/form-values'

type Props = {
  known: readonly ErrorRecommendation[]
  connector: ConnectorDetailDto
  place: { environmentId: string; clusterId: string; name: string }
}

/** Of failures that are known: why they happen, what helps, and the way to where it is done. */
export function Recommendations({ known, connector, place }: Props) {
  const spec = findConnectorSpec(connector.connector_class)
  const labelOf = (name: string): string => {
    const field = spec && findField(spec, name)
    return field ? shortLabel(field) : name
  }
  return (
    <ul className="mt-1 flex flex-col gap-3">
      {known.map(({ code, title, cause, remedy, fields, message, tasks }) => (
        <li key={code} className="flex flex-col gap-1">
          <p className="text-fg font-medium">
            {title}
            {tasks.length > 0 && tasks.length < connector.tasks_max ? (
              <span className="text-muted font-normal"> (task {tasks.join(', ')})</span>
            ) : null}
          </p>
          <p>{cause}</p>
          <p>
            <span className="text-fg font-medium">What helps: </span>
            {remedy}
          </p>
          {fields.length > 0 ? (
            <p>
              <Link
                href={paths.connector(place.environmentId, place.clusterId, place.name, 'settings')}
                className="text-accent rounded-sm hover:underline"
              >
                Change {fields.map(labelOf).join(', ')} in its settings
              </Link>
            </p>
          ) : null}
          <details>
            <summary className="text-accent w-fit rounded-sm hover:underline">What the task said</summary>
            <p className="mt-1 font-mono text-xs leading-5 break-words">{message}</p>
          </details>
        </li>
      ))}
    </ul>
  )
}
