'use client'

import { RadioCards } from '@/components/ui/radio-cards'
import { compatibilityLevels, type CompatibilityLevelName } from '@/lib/subjects/rest-schema'
import { levelWords } from './setting-words'

const asAbove = 'INHERITED'

/** The seven levels with a sentence each; null, "as the registry", where `inherited` says what that would be. */
export function CompatibilityChoice(props: {
  value: CompatibilityLevelName | null
  onValueChange: (level: CompatibilityLevelName | null) => void
  inherited?: CompatibilityLevelName | undefined
}) {
  const { inherited } = props
  return (
    <RadioCards
      aria-label="Compatibility"
      columns={2}
      value={props.value ?? asAbove}
      onValueChange={(next) =>
        props.onValueChange(compatibilityLevels.find((level) => level === next) ?? null)
      }
      cards={[
        ...(inherited
          ? [
              {
                value: asAbove,
                title: 'As the registry',
                description: `Nothing of its own: ${levelWords[inherited].name.toLowerCase()} now, and what the registry is set to later.`,
              },
            ]
          : []),
        ...compatibilityLevels.map((level) => ({
          value: level,
          title: levelWords[level].name,
          description: levelWords[level].meaning,
        })),
      ]}
    />
  )
}
