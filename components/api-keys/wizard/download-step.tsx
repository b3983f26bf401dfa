import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent } from 'react'
import { apiKeyFileName, apiKeyFileText } from '@/components/api-keys/api-key-file'
import { KeyAndSecret } from '@/components/api-keys/key-and-secret'
import { DownloadSecret } from '@/components/patterns/copy-secret'
import type { WizardStepProps } from '@/components/patterns/wizard/wizard-types'
import { bootstrapServerOf, clusterQuery } from '@/lib/queries/clusters'
import type { ApiKeyForm } from './api-key-form'

export function DownloadStep({ form, goTo }: WizardStepProps<ApiKeyForm>) {
  const { created, environmentId, clusterId, resource } = form.getValues()
  const isKafka = resource === 'KAFKA'
  const { data: cluster } = useQuery({ ...clusterQuery(environmentId, clusterId), enabled: isKafka })
  const hasKey = created !== null
  const leave = useEffectEvent(() => goTo('detail'))
  // After a reload the secret is gone, as it should be; there is nothing to show here.
  useEffect(() => {
    if (!hasKey) leave()
  }, [hasKey])
  if (!created) return null
  const { resourceId } = created
  const text = apiKeyFileText({
    ...created,
    resourceId: resourceId.includes('-') ? resourceId : undefined,
    bootstrap: isKafka && cluster ? bootstrapServerOf(cluster) : undefined,
  })
  return (
    <>
      <KeyAndSecret apiKey={created} />
      <DownloadSecret label="Download API key" fileName={apiKeyFileName(created.id)} text={text} />
    </>
  )
}
