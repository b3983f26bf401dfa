'use client'

import { useState, type ReactNode } from 'react'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import type { ApiRequest } from '@/lib/queries/show-as'
import { readError } from './error-state'
import { ShowAs } from './show-as'

export type ConfirmByTypingProps = {
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  title: string
  /** What has to be typed. */
  name: string
  /** What it is a name of: "topic name", "API key". */
  nameLabel: string
  /** What happens: "6 partitions with 1.1 GiB go". */
  consequences: readonly ReactNode[]
  /** What else is asked, between the consequences and the name. */
  children?: ReactNode
  /** "Delete topic". */
  actionLabel: string
  /** What confirming sends, for "Show as". */
  requests: readonly ApiRequest[]
  /** A rejected promise is shown in the dialog; a resolved one closes it. */
  onConfirm: () => Promise<unknown>
}

export function ConfirmByTyping(props: ConfirmByTypingProps) {
  return (
    <Dialog isOpen={props.isOpen} onOpenChange={props.onOpenChange} title={props.title} isSticky>
      {props.isOpen ? <ConfirmForm {...props} /> : null}
    </Dialog>
  )
}

function ConfirmForm(props: ConfirmByTypingProps) {
  const [typed, setTyped] = useState('')
  const [isRunning, setIsRunning] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const isMatch = typed.trim() === props.name
  const confirm = async () => {
    if (!isMatch || isRunning) return
    setIsRunning(true)
    setFailure(null)
    try {
      await props.onConfirm()
      props.onOpenChange(false)
    } catch (error) {
      setFailure(readError(error).message)
      setIsRunning(false)
    }
  }
  return (
    <form
      className={dialogFormStyles}
      onSubmit={(event) => {
        event.preventDefault()
        void confirm()
      }}
    >
      <DialogBody>
        <ul className="text-muted flex list-disc flex-col gap-1 pl-4 text-sm">
          {props.consequences.map((consequence, index) => (
            <li key={index}>{consequence}</li>
          ))}
        </ul>
        {props.children}
        <Field
          label={
            <>
              Type the {props.nameLabel}{' '}
              <code className="bg-sub rounded-sm border px-1 font-mono text-xs break-all select-all">
                {props.name}
              </code>{' '}
              to confirm
            </>
          }
        >
          <Input isMono value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        </Field>
        {failure ? <Banner tone="danger">{failure}</Banner> : null}
        <ShowAs requests={props.requests} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={() => props.onOpenChange(false)}>Cancel</Button>
        <Button variant="danger" type="submit" disabled={!isMatch} isLoading={isRunning}>
          {props.actionLabel}
        </Button>
      </DialogFooter>
    </form>
  )
}
