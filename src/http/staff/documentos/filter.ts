import type { Request } from 'express'
import { parseQueue, type QueueFilter } from '../../../domain/documento/queue.ts'
import { requestParam } from '../../request/sent-text.ts'

/** Which documents of the list are shown, as its address and its buttons carry it. */
export const filterOf = (req: Request): QueueFilter => parseQueue((name) => requestParam(req, name))
