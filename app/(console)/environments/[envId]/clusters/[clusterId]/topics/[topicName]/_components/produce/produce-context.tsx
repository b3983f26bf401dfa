'use client'

import { createContext, use } from 'react'
import type { MessageDraft } from '../../../../_components/messages/form/message-draft'

/** Opens the produce dialog of the topic page, empty or with a message to produce again. */
export const ProduceContext = createContext<(draft?: MessageDraft) => void>(() => undefined)
export const useProduce = () => use(ProduceContext)
