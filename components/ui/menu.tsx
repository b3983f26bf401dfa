'use client'

import { Check } from 'lucide-react'
import Link from 'next/link'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactElement, ReactNode } from 'react'
import { cn } from './class-names'
import { Kbd } from './kbd'

export type MenuItem = {
  label: string
  icon?: ReactNode
  onSelect?: () => void
  href?: string
  shortcut?: string
  isDanger?: boolean
  /** Present but not allowed: which role or state is missing. */
  disabledReason?: string | undefined
  /** Draws a line above. */
  isSeparated?: boolean
}

const surface =
  'animate-enter bg-float shadow-float z-60 max-h-96 min-w-44 max-w-80 overflow-y-auto rounded-lg p-1 outline-none'
const row =
  'data-highlighted:bg-hover flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 py-1 text-sm outline-none select-none [&_svg]:size-4 [&_svg]:shrink-0'

export function Menu(props: {
  trigger: ReactElement
  items: readonly MenuItem[]
  header?: ReactNode
  footer?: ReactNode
  align?: 'start' | 'center' | 'end'
  label?: string
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={props.align ?? 'end'}
          sideOffset={4}
          collisionPadding={8}
          className={surface}
          {...(props.label ? { 'aria-label': props.label } : {})}
        >
          {props.header}
          {props.items.map((item) => (
            <MenuRow key={item.label} item={item} />
          ))}
          {props.footer}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

function MenuRow({ item }: { item: MenuItem }) {
  const content = (
    <>
      {item.icon ? <span className={item.isDanger ? '' : 'text-faint'}>{item.icon}</span> : null}
      <span className="min-w-0 flex-1">
        {item.label}
        {item.disabledReason ? <span className="block text-xs">{item.disabledReason}</span> : null}
      </span>
      {item.shortcut ? <Kbd keys={item.shortcut} /> : null}
    </>
  )
  return (
    <>
      {item.isSeparated ? <Radix.Separator className="bg-line -mx-1 my-1 h-px" /> : null}
      {item.href && !item.disabledReason ? (
        <Radix.Item asChild className={row}>
          <Link href={item.href}>{content}</Link>
        </Radix.Item>
      ) : (
        <Radix.Item
          className={cn(row, item.isDanger && 'text-bad', item.disabledReason && 'text-faint')}
          // Not `disabled`: a reason that cannot be reached by keyboard explains nothing.
          aria-disabled={item.disabledReason ? true : undefined}
          onSelect={(event) => {
            if (item.disabledReason) event.preventDefault()
            else item.onSelect?.()
          }}
        >
          {content}
        </Radix.Item>
      )}
    </>
  )
}

export type MenuChoice = { value: string; label: string; icon?: ReactNode }

/** One choice of several inside a menu, as the theme in the account menu. */
export function MenuChoices(props: {
  label: string
  value: string
  onValueChange: (value: string) => void
  choices: readonly MenuChoice[]
}) {
  return (
    <>
      <Radix.Separator className="bg-line -mx-1 my-1 h-px" />
      <Radix.Label className="text-faint px-2 py-1 text-xs">{props.label}</Radix.Label>
      <Radix.RadioGroup value={props.value} onValueChange={props.onValueChange} aria-label={props.label}>
        {props.choices.map((choice) => (
          <Radix.RadioItem
            key={choice.value}
            value={choice.value}
            className={row}
            onSelect={(event) => event.preventDefault()}
          >
            {choice.icon ? <span className="text-faint">{choice.icon}</span> : null}
            <span className="flex-1">{choice.label}</span>
            <Radix.ItemIndicator>
              <Check className="text-accent" aria-hidden="true" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  )
}

/** Several on/off choices, as the columns of a table. */
export function MenuChecks(props: {
  trigger: ReactElement
  label: string
  checks: readonly { id: string; label: string; isChecked: boolean; isDisabled?: boolean }[]
  onToggle: (id: string, isChecked: boolean) => void
  /** A plain entry under the checks. */
  extra?: { label: string; onSelect: () => void }
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{props.trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content align="end" sideOffset={4} collisionPadding={8} className={surface}>
          <Radix.Label className="text-faint px-2 py-1 text-xs">{props.label}</Radix.Label>
          {props.checks.map((check) => (
            <Radix.CheckboxItem
              key={check.id}
              className={cn(row, 'data-disabled:text-faint')}
              checked={check.isChecked}
              disabled={check.isDisabled ?? false}
              onCheckedChange={(isChecked) => props.onToggle(check.id, isChecked)}
              onSelect={(event) => event.preventDefault()}
            >
              <span className="size-4 shrink-0">
                <Radix.ItemIndicator>
                  <Check className="text-accent" aria-hidden="true" />
                </Radix.ItemIndicator>
              </span>
              {check.label}
            </Radix.CheckboxItem>
          ))}
          {props.extra ? (
            <>
              <Radix.Separator className="bg-line -mx-1 my-1 h-px" />
              <Radix.Item className={row} onSelect={props.extra.onSelect}>
                <span className="size-4 shrink-0" />
                {props.extra.label}
              </Radix.Item>
            </>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
