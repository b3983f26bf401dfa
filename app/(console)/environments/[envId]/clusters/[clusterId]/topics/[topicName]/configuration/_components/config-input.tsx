'use client'

import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { topicConfigSpecs } from '@/lib/topics/topic-configs'
import { AmountInput } from '../../../_components/amount-input'
import { byteUnits, durationUnits, isPlainAmount } from '../../../_components/amount-units'

const policies = ['delete', 'compact', 'compact,delete']

/** The control that fits the kind of setting. */
export function ConfigInput(props: { name: string; value: string; onChange: (value: string) => void }) {
  const { name, value, onChange } = props
  const spec = topicConfigSpecs[name] ?? { kind: 'text' }
  // Decided once: a control that changed its kind while one types would lose the focus.
  const [hasUnit] = useState(() => isPlainAmount(value) || (spec.unlimited !== undefined && value === '-1'))
  const choices =
    spec.kind === 'boolean'
      ? ['true', 'false']
      : spec.kind === 'choice'
        ? (spec.choices ?? [])
        : name === 'cleanup.policy'
          ? policies
          : null
  if (choices)
    return (
      <Select
        className="max-w-72"
        value={value}
        onValueChange={onChange}
        options={[...new Set([...choices, value])]
          .filter(Boolean)
          .map((choice) => ({ value: choice, label: choice }))}
      />
    )
  if ((spec.kind !== 'milliseconds' && spec.kind !== 'bytes') || !hasUnit)
    return (
      <Input isMono className="max-w-72" value={value} onChange={({ target }) => onChange(target.value)} />
    )
  const units = spec.kind === 'milliseconds' ? durationUnits : byteUnits
  const isUnlimited = spec.unlimited !== undefined && value === '-1'
  return (
    <div className="flex flex-wrap items-center gap-3">
      {isUnlimited ? null : (
        <div className="w-72">
          <AmountInput label={name} units={units} value={value} onChange={onChange} />
        </div>
      )}
      {spec.unlimited === undefined ? null : (
        <Checkbox
          label={<span className="text-sm">{spec.unlimited}</span>}
          checked={isUnlimited}
          onCheckedChange={(isOn) =>
            onChange(isOn ? '-1' : spec.kind === 'milliseconds' ? '604800000' : String(1024 ** 3))
          }
        />
      )}
    </div>
  )
}
