'use client'

import { useId, useState } from 'react'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toAmount, unitOf, type AmountUnit } from './amount-units'

/** A number with its unit. `value` and `onChange` carry the amount in the smallest unit, as Kafka takes it. */
export function AmountInput(props: {
  value: string
  onChange: (value: string) => void
  units: readonly AmountUnit[]
  label: string
}) {
  // Both stand in one Field, whose id is the number's.
  const unitId = useId()
  const [unit, setUnit] = useState(() => unitOf(props.value, props.units))
  const [typed, setTyped] = useState(() => shown(props.value, unit))
  const [seen, setSeen] = useState(props.value)
  // A value from outside (undo, default) replaces what was typed.
  if (seen !== props.value) {
    setSeen(props.value)
    if (toAmount(typed, unit) !== props.value) {
      const next = unitOf(props.value, props.units)
      setUnit(next)
      setTyped(shown(props.value, next))
    }
  }
  return (
    <div className="flex gap-2">
      <Input
        className="w-32 flex-1"
        inputMode="decimal"
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          props.onChange(toAmount(target.value, unit))
        }}
      />
      <Select
        id={unitId}
        className="w-32 shrink-0"
        aria-label={`Unit of ${props.label}`}
        value={unit.value}
        options={props.units.map(({ value, label }) => ({ value, label }))}
        onValueChange={(value) => {
          const next = props.units.find((candidate) => candidate.value === value) ?? unit
          setUnit(next)
          props.onChange(toAmount(typed, next))
        }}
      />
    </div>
  )
}

const shown = (amount: string, unit: AmountUnit): string => {
  const number = Number(amount)
  // Kafka's longs reach beyond what a number holds exactly.
  return unit.factor === 1 || amount === '' || !Number.isFinite(number)
    ? amount
    : String(number / unit.factor)
}
