'use client'

import { Download, WrapText } from 'lucide-react'
import { useMemo, useState, type ReactNode } from 'react'
import { Button, IconButton } from '@/components/ui/button'
import { cn } from '@/components/ui/class-names'
import { CopyButton } from '@/components/ui/copy-button'
import { formatBytes } from '@/lib/format/bytes'
import { downloadFile } from '../download-file'
import { tokenizeJson, tokenStyles, type JsonToken } from './json-tokens'
import { tokenizeProto } from './proto-tokens'

export type CodeBlockProps = {
  text: string
  language?: 'json' | 'protobuf' | 'text'
  /** Names the block for screen readers and copy: "Value", "client.properties". */
  label: string
  /** Shown as a title bar. */
  title?: ReactNode
  downloadName?: string
  maxHeight?: 'sm' | 'md' | 'none'
  isBare?: boolean
  className?: string
}

// Colouring makes one element per token, so a large text is cut first and coloured only when small enough.
const shownAtFirst = 20_000
const colouredAtMost = 60_000
const heights = { sm: 'max-h-56', md: 'max-h-110', none: '' }

export function CodeBlock({ text, language = 'text', ...props }: CodeBlockProps) {
  const [isWhole, setIsWhole] = useState(false)
  const [isWrapped, setIsWrapped] = useState(true)
  const isCut = !isWhole && text.length > shownAtFirst
  const shown = isCut ? text.slice(0, shownAtFirst) : text
  return (
    <figure
      className={cn(
        'group/code relative flex min-w-0 flex-col',
        !props.isBare && 'bg-sub overflow-hidden rounded-lg border',
        props.className,
      )}
    >
      {props.title ? (
        <figcaption className="text-muted border-b px-3.5 py-2 pr-24 text-sm">{props.title}</figcaption>
      ) : null}
      <div
        className={cn(
          'absolute right-1.5 z-10 flex',
          props.isBare ? '-top-1 right-0' : 'top-1.5',
          'opacity-60 transition-opacity group-hover/code:opacity-100 focus-within:opacity-100',
        )}
      >
        <IconButton
          label={isWrapped ? 'Do not wrap lines' : 'Wrap lines'}
          size="icon-xs"
          aria-pressed={isWrapped}
          onClick={() => setIsWrapped(!isWrapped)}
        >
          <WrapText aria-hidden="true" />
        </IconButton>
        {props.downloadName ? (
          <IconButton
            label="Download"
            size="icon-xs"
            onClick={() => downloadFile(props.downloadName ?? 'download.txt', text)}
          >
            <Download aria-hidden="true" />
          </IconButton>
        ) : null}
        <CopyButton text={text} label={`Copy ${props.label}`} />
      </div>
      <pre
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scroll area must be reachable by keyboard
        tabIndex={0}
        aria-label={props.label}
        role="region"
        className={cn(
          'min-w-0 overflow-auto font-mono text-xs leading-5 focus-visible:-outline-offset-2',
          isWrapped ? 'break-words whitespace-pre-wrap' : 'whitespace-pre',
          props.isBare ? 'py-0.5 pr-14' : 'px-3.5 py-3 pr-20',
          heights[props.maxHeight ?? 'md'],
        )}
      >
        <code>
          {language !== 'text' && shown.length <= colouredAtMost ? (
            <Coloured text={shown} tokenize={tokenizers[language]} />
          ) : (
            shown
          )}
        </code>
      </pre>
      {isCut ? (
        <p className="text-muted flex items-center gap-2 border-t px-3.5 py-1.5 text-sm">
          First {formatBytes(shownAtFirst)} of {formatBytes(text.length)}
          <Button variant="link" onClick={() => setIsWhole(true)}>
            Show all
          </Button>
        </p>
      ) : null}
    </figure>
  )
}

const tokenizers = { json: tokenizeJson, protobuf: tokenizeProto }

function Coloured({ text, tokenize }: { text: string; tokenize: (text: string) => JsonToken[] }) {
  const tokens = useMemo(() => tokenize(text), [text, tokenize])
  return tokens.map((token, index) =>
    token.kind === 'space' ? (
      token.text
    ) : (
      <span key={index} className={tokenStyles[token.kind]}>
        {token.text}
      </span>
    ),
  )
}
