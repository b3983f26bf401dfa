import { Card, CardBody, CardHeader, Facts } from '@/components/ui/card'
import type { ConnectorSpec } from '@/lib/connectors/catalog/spec'
import type { ConnectorDetailDto } from '@/lib/connectors/console-schema'
import { shortLabel } from '../../_components/form-values'

/** What was decided at launch. */
export function FixedSettings({ connector, spec }: { connector: ConnectorDetailDto; spec: ConnectorSpec }) {
  const items = spec.fields.flatMap((field) => {
    const value = connector.config[field.name]
    return field.isEditable || value === undefined ? [] : [{ label: shortLabel(field), value }]
  })
  return (
    <Card>
      <CardHeader title="Fixed since launch" />
      <CardBody>
        <Facts items={items} />
      </CardBody>
    </Card>
  )
}
