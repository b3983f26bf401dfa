'use client'

import { HardDrive, Network } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Controller, FormProvider, useWatch } from 'react-hook-form'
import { ExternalFields } from '@/components/clusters/external-fields'
import { inFormWords } from '@/components/clusters/external-form'
import { useEnvironmentCrumbs } from '@/components/clusters/use-cluster-crumbs'
import { showServerErrors, useZodForm } from '@/components/patterns/form'
import { LeaveGuard } from '@/components/patterns/leave-guard'
import { PageHeader } from '@/components/patterns/page-header'
import { Banner } from '@/components/ui/banner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { RadioCards } from '@/components/ui/radio-cards'
import { Switch } from '@/components/ui/switch'
import { paths } from '@/lib/paths'
import { useCreateCluster } from '@/lib/queries/clusters'
import { ClusterReview } from './cluster-review'
import { ClusterTypes } from './cluster-types'
import { clusterForm, emptyClusterForm, toCreateInput } from './form-values'
import { NetworkingChoice } from './local-options'
import { NumberedSection } from './numbered-section'

const providers = [
  {
    value: 'LOCAL',
    title: 'This machine',
    description: 'Starts brokers of its own here, in seconds.',
    icon: <HardDrive />,
  },
  {
    value: 'EXTERNAL',
    title: 'Bring your own Kafka',
    description: 'Attaches a cluster that runs elsewhere. Nothing is installed there.',
    icon: <Network />,
  },
]

export function CreateClusterForm({ environmentId }: { environmentId: string }) {
  const router = useRouter()
  const crumbs = useEnvironmentCrumbs(environmentId, { label: 'Create cluster' })
  const form = useZodForm(clusterForm, emptyClusterForm)
  const create = useCreateCluster()
  const [failure, setFailure] = useState<string | null>(null)
  const { errors, isDirty } = form.formState
  const provider = useWatch({ control: form.control, name: 'provider' })
  const submit = form.handleSubmit(async (values) => {
    setFailure(null)
    try {
      const made = await create.mutateAsync(toCreateInput(values, environmentId))
      router.push(paths.overview(environmentId, made.id))
    } catch (error) {
      setFailure(showServerErrors(form, inFormWords(error)) ?? 'Check the marked fields.')
    }
  })
  return (
    <FormProvider {...form}>
      <form noValidate className="flex min-h-full flex-col" onSubmit={(event) => void submit(event)}>
        <div className="px-4 pt-3 md:px-7 md:pt-4">
          <PageHeader title="Create cluster" breadcrumb={crumbs} />
        </div>
        <div className="flex flex-1 flex-col gap-7 px-4 py-6 md:px-7 lg:flex-row lg:gap-12">
          <div className="flex w-full max-w-160 min-w-0 flex-col gap-7">
            {failure ? <Banner tone="danger">{failure}</Banner> : null}
            <NumberedSection number={1} title="Cluster name">
              <Field label="Cluster name" isLabelHidden error={errors.display_name?.message}>
                <Input {...form.register('display_name')} placeholder="cluster_1" />
              </Field>
            </NumberedSection>
            <NumberedSection number={2} title="Provider">
              <Controller
                control={form.control}
                name="provider"
                render={({ field }) => (
                  <RadioCards
                    aria-label="Provider"
                    value={field.value}
                    onValueChange={field.onChange}
                    cards={providers}
                  />
                )}
              />
              {provider === 'EXTERNAL' ? <ExternalFields /> : null}
            </NumberedSection>
            {provider === 'LOCAL' ? (
              <>
                <NumberedSection number={3} title="Cluster type">
                  <ClusterTypes environmentId={environmentId} />
                </NumberedSection>
                <NumberedSection number={4} title="Networking">
                  <NetworkingChoice environmentId={environmentId} />
                </NumberedSection>
              </>
            ) : null}
            <NumberedSection number={provider === 'LOCAL' ? 5 : 3} title="Deletion protection">
              <Controller
                control={form.control}
                name="deletion_protection"
                render={({ field }) => (
                  <Switch
                    checked={field.value}
                    onCheckedChange={field.onChange}
                    label="Protect the cluster from deletion"
                    hint="It cannot be deleted, here or through the API, until this is turned off in its settings."
                  />
                )}
              />
            </NumberedSection>
          </div>
          <div className="w-full max-w-160 min-w-0 lg:max-w-110">
            <NumberedSection number={provider === 'LOCAL' ? 6 : 4} title="Review">
              <ClusterReview environmentId={environmentId} />
            </NumberedSection>
          </div>
        </div>
        <footer className="bg-canvas sticky bottom-0 z-20 flex items-center justify-between gap-3 border-t px-4 py-3 md:px-7">
          <Button asChild>
            <Link href={paths.environment(environmentId)}>Cancel</Link>
          </Button>
          <Button type="submit" variant="primary" isLoading={create.isPending || create.isSuccess}>
            Launch cluster
          </Button>
        </footer>
        <LeaveGuard isActive={isDirty && !create.isSuccess} text="What you have filled in here is lost." />
      </form>
    </FormProvider>
  )
}
