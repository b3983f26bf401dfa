import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  invitationDto,
  invitationListDto,
  type CreateInvitationInput,
  type InvitationDto,
} from '@/lib/invitations/schema'
import { ApiError, listAll, perform } from '@/lib/queries/api'
import { requests } from '@/lib/queries/requests'

export const invitationKeys = { all: ['invitations'] as const }

export const invitationsQuery = queryOptions({
  queryKey: invitationKeys.all,
  queryFn: ({ signal }) => listAll('/iam/v2/invitations', { schema: invitationListDto, signal }),
})

const useInvalidate = () => {
  const client = useQueryClient()
  return () => client.invalidateQueries({ queryKey: invitationKeys.all })
}

/** The link is in this answer only: nothing is mailed. */
export const useCreateInvitation = () => {
  const onSuccess = useInvalidate()
  return useMutation({
    mutationFn: async (input: CreateInvitationInput): Promise<InvitationDto & { link: string }> => {
      const { data } = await perform(requests.invitations.create(input), { schema: invitationDto })
      if (data.link === undefined)
        throw new ApiError(500, 'The server sent no link. Withdraw the invitation.')
      return { ...data, link: data.link }
    },
    // Whoever has the link gets in: it does not stay in the cache.
    gcTime: 0,
    onSuccess,
  })
}

export const useDeleteInvitation = () => {
  const onSuccess = useInvalidate()
  return useMutation({ mutationFn: (id: string) => perform(requests.invitations.delete(id)), onSuccess })
}
