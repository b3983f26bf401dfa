'use client'

import { Download, Eye, EyeOff } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Label } from '@/components/ui/label'
import { downloadFile } from './download-file'

const mask = '•'.repeat(24)

/** One line of a credential: masked with a reveal when secret, always with copy. */
export function CopySecret(props: { label: string; value: string; isSecret?: boolean }) {
  const [isShown, setIsShown] = useState(!props.isSecret)
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <Label htmlFor={id}>{props.label}</Label>
      <div className="bg-sub flex min-h-8.5 items-center gap-1 rounded-md border py-0.5 pr-1 pl-2.5">
        <output id={id} className="min-w-0 flex-1 font-mono text-sm break-all">
          {isShown ? props.value : <span aria-label="Hidden">{mask}</span>}
        </output>
        {props.isSecret ? (
          <IconButton
            label={isShown ? 'Hide' : 'Reveal'}
            aria-pressed={isShown}
            size="icon-xs"
            onClick={() => setIsShown(!isShown)}
          >
            {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
          </IconButton>
        ) : null}
        <CopyButton text={props.value} label={`Copy ${props.label}`} />
      </div>
    </div>
  )
}

/** The download beside it; `onDownload` lets the page open its way on once the secret is safe. */
export function DownloadSecret(props: {
  label: string
  fileName: string
  text: string
  isPrimary?: boolean
  onDownload?: () => void
}) {
  return (
    <Button
      className="w-fit"
      variant={props.isPrimary ? 'primary' : 'secondary'}
      onClick={() => {
        downloadFile(props.fileName, props.text)
        props.onDownload?.()
      }}
    >
      <Download aria-hidden="true" />
      {props.label}
    </Button>
  )
}
