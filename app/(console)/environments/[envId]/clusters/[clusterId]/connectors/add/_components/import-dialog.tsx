'use client'

import { useState } from 'react'
import { FileText } from '../../_components/file-text'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Dialog, DialogBody, DialogFooter, dialogFormStyles } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { findConnectorSpec } from '@/lib/connectors/catalog'
import { importConnectorText, type ImportedConfig } from '@/lib/connectors/config/import-config'
import { plural } from '@/lib/format/numbers'

type Imported = Extract<ImportedConfig, { ok: true }>

/** A configuration as people have it: three shapes, both dialects, read in the browser. */
export function ImportDialog(props: {
  /** Of this class a draft would be replaced. */
  hasDraft: (className: string) => boolean
  onClose: () => void
  onImport: (imported: Imported) => void
}) {
  const [text, setText] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const read = text.trim() === '' ? null : importConnectorText(text)
  const empty = wasTried && read === null ? 'Paste a configuration, or choose its file.' : undefined
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && props.onClose()}
      title="Paste JSON or properties"
      description="A configuration from Confluent Cloud or for Kafka Connect: the settings alone, with name and config around them, or a .properties file. It is read in this browser."
      size="lg"
      isSticky
    >
      <form
        noValidate
        className={dialogFormStyles}
        onSubmit={(event) => {
          event.preventDefault()
          // The dialog stands inside of the wizard's form in React's tree.
          event.stopPropagation()
          setWasTried(true)
          if (read?.ok) props.onImport(read)
        }}
      >
        <DialogBody>
          <Field label="Configuration" error={empty ?? (read && !read.ok ? read.message : undefined)}>
            <FileText
              label="Configuration"
              placeholder={'{\n  "connector.class": "PostgresSink",\n  "topics": "orders",\n  …\n}'}
              accept=".json,.properties,.config,application/json,text/plain"
              value={text}
              onChange={setText}
              onBlur={() => undefined}
            />
          </Field>
          {read?.ok ? <Reading read={read} replaces={props.hasDraft(read.className)} /> : null}
        </DialogBody>
        <DialogFooter>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Continue to review
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

function Reading({ read, replaces }: { read: Imported; replaces: boolean }) {
  const title = findConnectorSpec(read.className)?.subtitle ?? read.className
  const dialect = read.dialect === 'managed' ? 'Confluent Cloud' : 'Kafka Connect'
  const notes = [...read.problems, ...read.warnings]
  return (
    <div role="status" className="flex flex-col gap-3">
      <p className="text-sm">
        <span className="font-medium">{title}</span>
        {read.name ? <span className="font-mono text-xs"> {read.name}</span> : null}
        <span className="text-muted">
          , {plural(Object.keys(read.config).length, 'setting')}, as for {dialect}
        </span>
      </p>
      {notes.length > 0 ? (
        <Banner tone="warning" title={`${plural(notes.length, 'note')} on what was read`}>
          <ul className="list-disc pl-4">
            {notes.map(({ name, message }) => (
              <li key={`${name}: ${message}`}>{message}</li>
            ))}
          </ul>
        </Banner>
      ) : null}
      {replaces ? (
        <Banner tone="warning">This replaces the draft of {title} that you have not finished.</Banner>
      ) : null}
    </div>
  )
}
