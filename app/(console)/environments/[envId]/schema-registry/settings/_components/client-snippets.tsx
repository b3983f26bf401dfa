'use client'

import Link from 'next/link'
import { CodeBlock } from '@/components/patterns/code/code-block'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { Tabs } from '@/components/ui/tabs'
import { paths } from '@/lib/paths'
import type { RegistryDto } from '@/lib/schema-registries/schema'
import { registrySnippets } from './registry-snippets'

/** How a serializer is told of this registry. */
export function ClientSnippets({ registry }: { registry: RegistryDto }) {
  return (
    <Card>
      <CardHeader title="Client configuration" />
      <CardBody className="flex flex-col gap-3">
        <Tabs
          label="Language"
          tabs={registrySnippets(registry.spec.http_endpoint).map(({ id, label, fileName, text }) => ({
            id,
            label,
            content: (
              <CodeBlock
                text={text}
                label={`${label} configuration`}
                title={<span className="font-mono text-xs">{fileName}</span>}
                downloadName={fileName}
                maxHeight="md"
              />
            ),
          }))}
        />
        <p className="text-muted text-sm">
          Put a key of this registry in the marked places:{' '}
          <Link
            className="text-accent underline underline-offset-2"
            href={paths.newRegistryKey(registry.spec.environment.id)}
          >
            create one
          </Link>
          .
        </p>
      </CardBody>
    </Card>
  )
}
