import type { Perfil } from '../../../domain/perfil.ts'
import { ACCIONES } from '../../../domain/staff/acciones.ts'
import { casoSinCuentaUrl, registrarUrl } from '../../../domain/urls.ts'
import type { LinkView } from '../../views/view-models.ts'
import type { ConsoleContext } from '../context.ts'

/**
 * What whoever asks may do for a caller who has no account.
 * @param perfil whom a search named; undefined where nobody was looked for, and then both register.
 * @param ref that search.
 */
export function waysWithoutCuenta(
  { actor: { powers } }: ConsoleContext,
  perfil: Perfil | undefined,
  ref?: string,
): LinkView[] {
  const { registrar, abrir_caso } = ACCIONES
  return [
    ...(powers.includes(registrar.power) && (!perfil || perfil === 'natural')
      ? [
          {
            text: perfil ? registrar.label : `${registrar.label}, con RUT`,
            url: registrarUrl('natural', ref),
          },
        ]
      : []),
    ...(powers.includes(registrar.power) && (!perfil || perfil === 'migrante')
      ? [
          {
            text: perfil ? registrar.label : `${registrar.label}, con NIE`,
            url: registrarUrl('migrante', ref),
          },
        ]
      : []),
    ...(powers.includes(abrir_caso.power)
      ? [
          {
            text: perfil ? 'Abrir un caso' : 'Abrir un caso sin abrir una cuenta',
            url: casoSinCuentaUrl(ref),
          },
        ]
      : []),
  ]
}
