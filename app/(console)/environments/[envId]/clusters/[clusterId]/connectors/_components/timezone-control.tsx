'use client'

import { Combobox } from '@/components/ui/combobox'
import { timeZones } from '@/lib/connectors/catalog/time-zones'

type Props = { value: string; onChange: (value: string) => void; onBlur: () => void }

/** Every zone there is, with how far it is from UTC today. */
export function TimezoneControl({ value, onChange, onBlur }: Props) {
  return (
    <Combobox
      value={value}
      onValueChange={onChange}
      onBlur={onBlur}
      noun="time zones"
      options={timeZones().map((zone) => ({
        value: zone,
        label: zone.replaceAll('_', ' '),
        hint: offsetOf(zone),
      }))}
    />
  )
}

const offsets = new Map<string, string>()

/** "GMT+2", as it is today. */
function offsetOf(zone: string): string {
  const known = offsets.get(zone)
  if (known !== undefined) return known
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts()
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  offsets.set(zone, offset)
  return offset
}
