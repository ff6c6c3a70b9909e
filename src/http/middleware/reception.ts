import type { NextFunction, Request, Response } from 'express'
import type { Leave } from '../../application/ports.ts'
import { whenEnded } from '../request/ended.ts'
import { HttpError } from '../request/errors.ts'
import { lingerAfter } from '../request/pace.ts'
import { askerOf } from '../request/request-context.ts'
import { sentText } from '../request/sent-text.ts'
import type { Services } from '../services.ts'
import { sealOf } from '../session/session.ts'

/** A body with files on its way in, which is refused or finished once. */
export interface Reception {
  /** Whether it was refused or has finished: what still arrives is dropped. */
  readonly isOver: boolean
  /** Asked at each file, before its first byte: whether to read it. Refuses a body without a genuine token. */
  admit(): Promise<boolean>
  /** Answers at once, whatever is still to come, and gives the place back. */
  refuse(error: unknown): void
  /** The body is read: from here on no newcomer takes its place. */
  finish(error?: HttpError): void
}

/**
 * Gives a body a place when its first file comes, by session and network: of those who hold them, the session and
 * network with most gives way (docs/decisions/0052).
 */
export function receive(
  req: Request,
  res: Response,
  { csrf, scheduler, uploadSlots }: Pick<Services, 'csrf' | 'scheduler' | 'uploadSlots'>,
  next: NextFunction,
): Reception {
  let isOver = false
  let place: Promise<Leave> | undefined
  let leave: Leave | undefined

  const refuse = (error: unknown) => {
    if (isOver) return
    isOver = true
    leave?.()
    next(error)
    lingerAfter(req, res, { scheduler })
  }

  async function takePlace(): Promise<Leave> {
    const networks = [`sesion ${sealOf(req)}`, ...askerOf(req).networks]
    leave = await uploadSlots.enter({ networks }, { giveWay: refuse })
    whenEnded(res, leave)
    return leave
  }

  return {
    get isOver() {
      return isOver
    },
    refuse,
    async admit() {
      const verdict = csrf.judge(sentText(req.body, '_csrf'), sealOf(req))
      if (verdict === 'forged') refuse(new HttpError(403))
      if (isOver || verdict !== 'valid') return false
      place ??= takePlace()
      await place.catch(refuse)
      return !isOver
    },
    finish(error) {
      if (isOver) return
      isOver = true
      leave?.stay()
      next(error)
    },
  }
}
