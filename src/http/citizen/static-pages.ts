import { Router } from 'express'
import { localsOf } from '../request/request-context.ts'
import { PageCache } from '../views/page-cache.ts'

/** Pages without forms, the same for everybody. */
export function staticPages(): Router {
  const router = Router()
  const pageCache = new PageCache()
  const mount = (url: string, view: string) =>
    router.get(url, (_req, res) =>
      pageCache.send(res, view, view, () => ({}), { nonce: localsOf(res).nonce ?? '' }),
    )
  mount('/', 'home')
  for (const page of ['mas-informacion', 'privacidad', 'accesibilidad']) mount(`/${page}`, page)
  return router
}
