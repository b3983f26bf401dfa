import { findField, type ConnectorSpec } from '@/lib/connectors/catalog/spec'
import { isMasked, SECRET_MASK } from '@/lib/connectors/config/config-values'
import { isSecretProperty } from '@/lib/connectors/config/secret-names'
import { shortLabel } from '../../_components/form-values'

type Config = Record<string, string>
export type SettingChange = { name: string; label: string; from: string; to: string }

/** What saving would change, secrets covered. What is left out counts as the default. */
export function changesBetween(spec: ConnectorSpec, before: Config, after: Config): SettingChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => {
    const field = findField(spec, name)
    const from = before[name] ?? field?.default ?? ''
    const to = after[name] ?? field?.default ?? ''
    const isSecret = isSecretProperty(spec, name, to || from)
    // A field's secret that is left out or masked stays as it is.
    if (from === to || (isSecret && (isMasked(to) || (to === '' && field !== undefined)))) return []
    return [
      {
        name,
        label: field ? shortLabel(field) : name,
        from: isSecret && from !== '' ? SECRET_MASK : from,
        to: isSecret && to !== '' ? 'replaced' : to,
      },
    ]
  })
}
