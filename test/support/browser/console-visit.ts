import type { Rol } from '../../../src/domain/staff/roles.ts'
import { staffCookie } from '../http/console.ts'
import type { TestSite } from '../http/site.ts'
import type { BrowserVisit } from './browser-visit.ts'

/** Signs somebody of a role in, in the browser of a visit. @param who as for `signedIn`. */
export async function enterAs(
  v: BrowserVisit,
  site: TestSite,
  rol: Rol,
  ...who: [id?: string, renewedFor?: string]
): Promise<void> {
  const [name = '', value = ''] = (await staffCookie(site, rol, ...who)).split('=')
  await v.context.addCookies([{ name, value, url: site.base, httpOnly: true, sameSite: 'Strict' }])
}
