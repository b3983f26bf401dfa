'use client'

import { RotateCcw } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { IconButton } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import type { TopicConfigDto } from '@/lib/topics/rest-schema'
import { ConfigInput } from './config-input'
import { configText, defaultOf } from './config-text'

const hints: Record<string, string> = {
  'cleanup.policy': 'What happens to old messages.',
  'retention.ms': 'How long messages are kept.',
  'retention.bytes': 'How much each partition keeps.',
  'max.message.bytes': 'The largest batch of messages that the topic takes.',
}

export function ConfigRow(props: {
  config: TopicConfigDto
  isEditing: boolean
  /** undefined: unchanged, null: back to the default. */
  draft: string | null | undefined
  problem: string | undefined
  onChange: (value: string | null | undefined) => void
}) {
  const { config, draft } = props
  const { name } = config
  const usual = defaultOf(config)
  const value = draft === undefined ? config.value : (draft ?? usual)
  const isOverride = draft === undefined ? !config.is_default : draft !== null
  const said = configText(name, value)
  return (
    <li className="border-line-soft grid min-h-11 items-center gap-x-4 gap-y-1.5 border-b px-4 py-2 last:border-b-0 md:grid-cols-[20rem_1fr_max-content]">
      <div className="min-w-0">
        <p className="font-mono text-xs break-all">{name}</p>
        {hints[name] ? <p className="text-faint text-xs">{hints[name]}</p> : null}
      </div>
      {props.isEditing ? (
        <Field label={name} isLabelHidden error={props.problem}>
          <ConfigInput name={name} value={value ?? ''} onChange={props.onChange} />
        </Field>
      ) : (
        <p className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-sm">
          <span className="break-all">{config.is_sensitive ? 'hidden' : said}</span>
          {said !== value && value !== undefined && value !== '' && !config.is_sensitive ? (
            <span className="text-faint font-mono text-xs">{value}</span>
          ) : null}
        </p>
      )}
      <div className="flex items-center gap-1 md:justify-end">
        {isOverride ? (
          <Badge>Set on topic</Badge>
        ) : (
          <span className="text-faint text-xs">{config.is_read_only ? 'Read-only' : 'Default'}</span>
        )}
        {props.isEditing ? (
          <IconButton
            label={`Reset ${name} to the default${usual === undefined ? '' : ` (${configText(name, usual)})`}`}
            size="icon-sm"
            disabled={!isOverride}
            onClick={() => props.onChange(config.is_default ? undefined : null)}
          >
            <RotateCcw aria-hidden="true" />
          </IconButton>
        ) : null}
      </div>
    </li>
  )
}
