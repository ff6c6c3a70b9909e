import type { Request } from 'express'
import type { Context, Solicitud } from '../../../application/ports.ts'
import type { FormSubmission } from '../../../application/request/once.ts'
import type { DataOf, PasoName } from '../../../domain/forms/tramites.ts'
import type { Result } from '../../../domain/outcome/result.ts'
import type { TramiteOperacion } from '../../../domain/perfil.ts'
import type { FormPage, Overrides } from '../../forms/form.ts'
import type { Typed } from '../../forms/form-body.ts'

/** Pasos that start a solicitud, so have none yet. */
export const ENTRY_PASOS = ['', 'clave'] as const
export type PasoSolicitud<S> = S extends (typeof ENTRY_PASOS)[number] ? undefined : Solicitud

/** One paso of the tramites table, joined with its use case. */
export interface PasoRoute<O extends TramiteOperacion, S extends PasoName<O>, Found> {
  operacion: O
  paso: S
  /** Finds what decides which fields and buttons the form has, for its page and for its POST. */
  find?(solicitud: PasoSolicitud<S>): Promise<Found>
  overrides?(found: Found): Overrides
  /** What the page shows besides what the table says. Called only when it is shown. */
  prepare?(solicitud: PasoSolicitud<S>, req: Request, found: Found): Promise<FormPage> | FormPage
  secondaryActions?: readonly SecondaryAction[]
  /** @returns the solicitud to proceed with, or refusals. */
  submit(submission: PasoSubmission<O, S>): Promise<Result<Solicitud>>
}

export interface PasoSubmission<O extends TramiteOperacion, S extends PasoName<O>> {
  context: Context
  data: DataOf<O, S>
  /** For use cases that check the captcha. */
  form: FormSubmission
  /** The solicitud that this form continues; '' on an entry paso. */
  solicitudId: string
  /** Hidden fields of the page: the cuenta's version, and the operacion that was interrupted. */
  version: number
  from: string
  req: Request
}

/** A button of a paso that does not send its fields. */
export interface SecondaryAction {
  /** Sent as `accion`. */
  value: string
  text: string
  /** @returns the paso to show next. */
  run(unsent: UnsentPaso): Promise<string>
}

interface UnsentPaso {
  context: Context
  solicitudId: string
  /** The cuenta's version when the page was shown. */
  version: number
  /** The fields as typed, unparsed and without secrets. */
  typed: Typed
  /** For use cases that process it once. */
  form: FormSubmission
}
