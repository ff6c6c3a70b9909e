import type { Request } from 'express'
import type { SignedIn } from '../../../application/ports.ts'
import { useRecoveryCode } from '../../../application/staff/funcionarios/recovery-codes.ts'
import { showTotp } from '../../../application/staff/funcionarios/second-factor.ts'
import type { FirstFactor } from '../../../application/staff/funcionarios/sign-in.ts'
import { readFactors } from '../../../application/staff/passkeys/factors.ts'
import { INGRESO_FORMS } from '../../../domain/forms/ingreso-forms.ts'
import { ok, type Result } from '../../../domain/outcome/result.ts'
import { paths } from '../../../domain/urls.ts'
import type { Loaded } from '../../forms/form.ts'
import type { Services } from '../../services.ts'
import { orElsewhere } from '../elsewhere.ts'
import type { EntranceForm } from '../entrance-form.ts'
import { enter, enterAgain } from './enter.ts'

/** The code of their authenticator. */
export function codigoForm({
  deps,
}: Services): EntranceForm<FirstFactor, typeof INGRESO_FORMS.codigo.content> {
  const { title, content } = INGRESO_FORMS.codigo
  return {
    url: paths.console.codigo,
    power: 'contrasena_shown',
    audit: ['segundo_factor_presentado'],
    heading: { title, back: paths.console.ingresar },
    content,
    async load(req) {
      const loaded = firstFactor(req)
      if (!loaded.ok) return loaded
      const { totp } = await readFactors(deps, loaded.state.funcionarioId)
      return orElsewhere(totp ? loaded.state : undefined, paths.console.passkey)
    },
    view: async ({ funcionarioId }) => ({
      alternatives: [
        ...((await readFactors(deps, funcionarioId)).passkey
          ? [{ text: 'Usar mi llave de acceso', url: paths.console.passkey }]
          : []),
        { text: 'No tengo mi teléfono', url: paths.console.recuperacion },
      ],
    }),
    submit: async ({ req, context, state, values }) =>
      goOn(req, await showTotp(deps, context, state, values.codigo)),
  }
}

/** One of their recovery codes, in its place. */
export function recuperacionForm({
  deps,
}: Services): EntranceForm<FirstFactor, typeof INGRESO_FORMS.recuperacion.content> {
  const { title, opening, content } = INGRESO_FORMS.recuperacion
  return {
    url: paths.console.recuperacion,
    power: 'contrasena_shown',
    audit: ['codigo_recuperacion_presentado'],
    heading: { title, opening, back: paths.console.codigo },
    content,
    load: firstFactor,
    submit: async ({ req, context, state, values }) =>
      goOn(req, await useRecoveryCode(deps, context, state, values.codigoRecuperacion)),
  }
}

/** Whoever showed their password in this session. */
export const firstFactor = ({ session: { entering } }: Request): Loaded<FirstFactor> =>
  orElsewhere(entering, paths.console.ingresar)

/** What follows a second factor that was shown. @returns the page to go to, or refusals. */
export async function goOn(req: Request, shown: Result<SignedIn>): Promise<Result<string>> {
  if (shown.ok) return ok(await enter(req, shown.value))
  const isOver = shown.refusals.some(({ code }) => code === 'ingreso_vencido')
  return isOver ? ok(await enterAgain(req, 'ingreso_vencido')) : shown
}
