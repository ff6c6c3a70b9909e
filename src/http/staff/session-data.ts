/** What a session of the console holds: ids; what staff typed only encrypted. */
import type { Request } from 'express'
import type { Rol } from '../../domain/staff/roles.ts'

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in, with the role that they had then. */
    funcionario: { id: string; rol: Rol }
    /** Who showed their password, until they show their second factor. */
    entering: { funcionario: string; until: number } | undefined
    /** For which llamada the second factor was shown again, and until when it counts, in ms. */
    renewed: { llamada: string; until: number }
    /** The llamada and the page for which it is asked again. */
    renewing: { llamada: string; url: string }
    /** The page that was asked for before signing in. */
    wanted: string | undefined
  }
}

/** Remembers the page that is being asked for, to go there after signing in. */
export function rememberWanted(req: Request): void {
  req.session.wanted = req.originalUrl
}
