import { listSistemas, readSistema } from '../../../application/staff/sistemas/read-sistemas.ts'
import { aboutSistema, logoUrl, sistemaUrl } from '../../../domain/sistema-urls.ts'
import type { Sistema } from '../../../domain/sistemas/sistema.ts'
import { AUTENTICACION_WORDS, TIPO_WORDS } from '../../../domain/sistemas/words.ts'
import { paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffPage } from '../staff-page.ts'

const ESTADOS = {
  activo: { text: 'Activo', tone: 'good' },
  suspendido: { text: 'Suspendido', tone: 'stop' },
} as const

/** What came of a change, said once on the page of its system. */
const TOLD = {
  cambiado: 'Se guardaron los cambios. Valen desde el próximo ingreso.',
  suspendido: 'Quedó suspendido: nadie ingresa allí con Clave Sence.',
  reanudado: 'Está activo otra vez.',
} as const

const shown = ({ id, nombre, estado, logoHash }: Sistema) => ({
  nombre,
  estado: ESTADOS[estado],
  logo: logoHash && estado === 'activo' ? logoUrl(id, logoHash) : null,
})

/** All of them, by name. */
export const listPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.sistemas,
  power: 'administrar_sistemas',
  audit: ['sistemas_listados'],
  async show(req, context) {
    const all = await listSistemas(deps, context)
    const sistemas = all.map((one) => ({ ...shown(one), id: one.id, url: sistemaUrl(one.id) }))
    return { view: 'sistemas', model: { sistemas, hasSecret: req.session.secreto !== undefined } }
  },
})

/** One of them, and what may be changed. */
export const sistemaPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.sistema,
  power: 'administrar_sistemas',
  audit: ['sistema_visto'],
  async show(req, context) {
    const sistema = await readSistema(deps, context, requestParam(req, 'sistema'))
    if (!sistema) throw new HttpError(404)
    const { toldOfSistema: told } = req.session
    delete req.session.toldOfSistema
    const about = (path: Parameters<typeof aboutSistema>[0]) => aboutSistema(path, sistema.id)
    const isActive = sistema.estado === 'activo'
    return {
      view: 'sistema',
      model: {
        ...shown(sistema),
        told: told && TOLD[told],
        facts: factsOf(sistema),
        changes: [
          { text: 'Cambiar ●', url: about(paths.console.cambiarSistema) },
          ...(sistema.autenticacion === 'ninguna'
            ? []
            : [{ text: 'Dar otro secreto ●', url: about(paths.console.rotarSecreto) }]),
          { text: 'Cambiar el logo ●', url: about(paths.console.logoSistema) },
          isActive
            ? { text: 'Suspender ●', url: about(paths.console.suspenderSistema) }
            : { text: 'Reanudar ●', url: about(paths.console.reanudarSistema) },
        ],
      },
    }
  },
})

/** Each datum, with a line for each of its values. */
const factsOf = (sistema: Sistema): [string, readonly string[]][] => [
  ['client_id', [sistema.id]],
  ['De quién es', [TIPO_WORDS[sistema.tipo]]],
  ['Direcciones de vuelta', sistema.redirectUris],
  ['Direcciones de vuelta al salir', orNone(sistema.postLogoutUris)],
  ['Orígenes a los que se puede volver', orNone(sistema.volverOrigins)],
  ['Aviso de salida', [sistema.backchannelLogoutUri ?? 'No recibe']],
  ['Qué puede pedir', [sistema.scopes.join(', ')]],
  ['Cómo muestra su secreto', [AUTENTICACION_WORDS[sistema.autenticacion]]],
  ...(sistema.autenticacion === 'ninguna' ? [] : [['Secretos', secretsOf(sistema)] as [string, string[]]]),
  ['Registrado', [formatMoment(sistema.createdAt)]],
]

const orNone = (list: readonly string[]): readonly string[] => (list.length > 0 ? list : ['Ninguna'])

const secretsOf = ({ secretos }: Sistema): string[] =>
  secretos.length === 0
    ? ['No tiene: déle uno']
    : secretos.map(
        ({ createdAt, expiresAt }) =>
          `Del ${formatMoment(createdAt)}${expiresAt ? `; sirve hasta el ${formatMoment(expiresAt)}` : ''}`,
      )
