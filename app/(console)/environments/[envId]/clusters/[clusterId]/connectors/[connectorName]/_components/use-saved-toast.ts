import { toast } from '@/components/ui/toast'

export const useSavedToast = (name: string) => () =>
  toast.success('Settings saved', { description: `The tasks of ${name} restart with them.` })
