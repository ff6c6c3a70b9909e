/** What a session of the console holds: ids; what staff typed only encrypted. */
import type { Request } from 'express'
import type { Renewed, SignedIn } from '../../application/ports.ts'
import type { FirstFactor } from '../../application/staff/funcionarios/sign-in.ts'
import type { PasskeyChallenge } from '../../domain/staff/passkey.ts'
import { paths } from '../../domain/urls.ts'

declare module 'express-session' {
  interface SessionData {
    /** Who is signed in. */
    funcionario: SignedIn
    /** Whether it was noted that they signed in in this browser. */
    isBrowserKnown: boolean
    /** Who showed their password, until they show their second factor. */
    entering: FirstFactor
    renewed: Renewed
    /** The llamada and the page for which the second factor is asked again. */
    renewing: { llamada: string; url: string }
    /** The page that was asked for before signing in. */
    wanted: string
    /** Why somebody signs in again, said once. */
    said: 'ingreso_vencido'
    /** What came of changing somebody of the staff, said once. */
    told: 'creado' | 'rol' | 'suspendido' | 'reinicio_pedido' | 'reiniciado' | 'sessions'
    /** What came of changing a system, said once. */
    toldOfSistema: 'cambiado' | 'suspendido' | 'reanudado'
    /** The new secret of a system, encrypted, until it is shown. */
    secreto: string
    /** That a page was shown which Back must not bring again. */
    shownOnce: true
    /** That somebody changed their own password, said once. */
    toldOfOwn: true
    /** What came of raising limits or ending that, said once. */
    toldOfLimits: 'abiertos' | 'cerrados' | 'no_estaban'
    /** How many messages this session had sent again just now, said once. */
    requeued: number
    /** The activation link that this session opened. */
    activacion: string
    /** What its tabs asked the browser to show or register a passkey for, the latest last. */
    passkeysAsked: PasskeyChallenge[]
    /** Recovery codes to show, encrypted. */
    recoveryCodes: string
  }
}

/** Remembers the page that is being asked for, to go there after signing in. */
export function rememberWanted(req: Request): void {
  if (req.originalUrl.startsWith(paths.console.home)) req.session.wanted = req.originalUrl
}
