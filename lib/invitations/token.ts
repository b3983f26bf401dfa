export const invitationPurpose = 'invitation'
export const invitationLifetimeMs = 7 * 24 * 3600_000
