'use client'

import { useEffect, useEffectEvent } from 'react'
import type { UseFormReturn } from 'react-hook-form'
import { readError } from '@/components/patterns/error-state'
import { Banner } from '@/components/ui/banner'
import { formatInteger } from '@/lib/format/numbers'
import { useInferSchema, usePreviewSchema, type TopicPart } from '@/lib/queries/data-contracts'
import type { InferredSchemaDto } from '@/lib/subjects/infer-schema'
import type { RegisterInput } from '@/lib/subjects/rest-schema'
import type { ContractForm } from './contract-form'
import { PreviewPanel } from './preview-panel'
import type { SchemaEditorProps } from './schema-editor'
import { verdictOf, type Verdict } from './use-checks'

const nowhere: TopicPart = { clusterId: '', topic: '', part: 'value' }

/** What the topic's messages say: a schema made of them, and which of them a schema reads. */
export function useTopicChecks(
  { topic, isInferring = false }: SchemaEditorProps,
  form: UseFormReturn<ContractForm>,
  onVerdict: (verdict: Verdict) => void,
) {
  const inferring = useInferSchema(topic ?? nowhere)
  const previewing = usePreviewSchema(topic ?? nowhere)
  const infer = () => {
    previewing.reset()
    inferring.mutate(form.getValues('schemaType'), {
      onSuccess: ({ schema }) => form.setValue('schema', schema, { shouldDirty: true, shouldValidate: true }),
    })
  }
  const begin = useEffectEvent(infer)
  useEffect(() => {
    if (isInferring) begin()
  }, [isInferring])
  const preview = (input: RegisterInput) => {
    inferring.reset()
    previewing.mutate(input, {
      onError: (error) => {
        const verdict = verdictOf(error, input)
        if ('report' in verdict) onVerdict(verdict)
      },
    })
  }
  return {
    infer,
    preview,
    forgetPreview: previewing.reset,
    canPreview: topic !== undefined,
    isInferring: inferring.isPending,
    isPreviewing: previewing.isPending,
    inferred: inferring.data,
    previewed: previewing.data,
    failure: inferring.error ?? previewing.error,
  }
}

export function TopicResults(props: SchemaEditorProps & { checks: ReturnType<typeof useTopicChecks> }) {
  const { checks, topic, registry } = props
  if (checks.failure) return <Banner tone="danger">{readError(checks.failure).message}</Banner>
  if (!checks.previewed || !topic) return null
  return (
    <PreviewPanel preview={checks.previewed} environmentId={registry.spec.environment.id} topic={topic} />
  )
}

export function InferredNote({ inferred }: { inferred: InferredSchemaDto }) {
  const { read, used, notJson, empty, renamed } = inferred
  const left = [
    ...(notJson > 0 ? [`${formatInteger(notJson)} are no JSON objects`] : []),
    ...(empty > 0 ? [`${formatInteger(empty)} are empty`] : []),
  ]
  return (
    <Banner
      tone="ok"
      title={`Inferred from ${formatInteger(used)} of the latest ${formatInteger(read)} messages`}
    >
      {left.length > 0 ? `Left out: ${left.join(', ')}.` : 'All of them fit.'} Look through names, types and
      what is optional before you create it.
      {renamed.length > 0 ? (
        <p>Renamed: {renamed.map(({ from, to }) => `${from} is ${to}`).join(', ')}.</p>
      ) : null}
    </Banner>
  )
}
