import type { OwnSession } from '../../../application/ports.ts'
import {
  listFuncionarios,
  readFuncionario,
  type ShownFuncionario,
} from '../../../application/staff/funcionarios/read-funcionarios.ts'
import type { FuncionarioEstado } from '../../../domain/staff/funcionario.ts'
import { ROL_NAMES } from '../../../domain/staff/rol-names.ts'
import { funcionarioUrl, paths } from '../../../domain/urls.ts'
import { formatMoment } from '../../../domain/values/fecha.ts'
import { HttpError } from '../../request/errors.ts'
import { requestParam } from '../../request/sent-text.ts'
import type { Services } from '../../services.ts'
import type { StaffPage } from '../staff-page.ts'

const ESTADOS: Readonly<Record<FuncionarioEstado, { text: string; tone: 'plain' | 'good' | 'stop' }>> = {
  invitado: { text: 'Falta que active su acceso', tone: 'plain' },
  activo: { text: 'Activo', tone: 'good' },
  suspendido: { text: 'Suspendido', tone: 'stop' },
}

/** What came of a change, said once on the page of its person. */
export const TOLD = {
  creado: 'Le enviamos a su correo el enlace para activar su acceso.',
  rol: 'Cambió su rol. Sus sesiones terminaron.',
  reinicio_pedido: 'Se pidió reiniciar su ingreso. Falta otra persona, dentro de 24 horas.',
  reiniciado: 'Se reinició su ingreso. Le enviamos a su correo el enlace para elegir todo otra vez.',
  sessions: 'Se cerró lo que tenía abierto. Puede ingresar otra vez.',
  suspendido: 'Quedó sin acceso. Sus sesiones terminaron.',
} as const

const shown = ({ nombre, email, rol, estado }: ShownFuncionario) => ({
  ...{ nombre, email },
  rol: ROL_NAMES[rol],
  estado: ESTADOS[estado],
})

const sessionLine = ({ idFingerprint, network, startedAt }: OwnSession) => ({
  ...{ id: idFingerprint, network },
  since: startedAt ? formatMoment(startedAt) : '',
})

/** How the console is entered, as its settings have it. */
const settingsOf = ({ deps, consoleNetworks }: Services): [string, string][] => [
  ['Redes desde las que abre la consola', consoleNetworks.trim() || 'Todas'],
  [
    'Supervisores y administradores ingresan',
    deps.policy.staffPasskeys === 'demanded'
      ? 'Solo con llave de acceso'
      : 'Con llave de acceso o con el código de su teléfono',
  ],
]

/** Everybody, by name. */
export const listPage = (services: Services): StaffPage => ({
  url: paths.console.personal,
  power: 'ver_personal',
  audit: ['funcionarios_listados'],
  async show(_req, context) {
    const all = await listFuncionarios(services.deps, context)
    const people = all.map((one) => ({ ...shown(one), url: funcionarioUrl(one.id) }))
    const mayAdd = context.actor.powers.includes('administrar_personal')
    return { view: 'personal', model: { people, mayAdd, settings: settingsOf(services) } }
  },
})

/** One of them, and what may be changed. */
export const personPage = ({ deps }: Services): StaffPage => ({
  url: paths.console.funcionario,
  power: 'ver_personal',
  audit: ['funcionario_visto'],
  async show(req, context) {
    const sheet = await readFuncionario(deps, context, { id: requestParam(req, 'funcionario') })
    if (!sheet) throw new HttpError(404)
    const { funcionario, sessions, recoveryCodes, lockedUntil, restart } = sheet
    const { told } = req.session
    delete req.session.told
    const isOwn = funcionario.id === context.actor.id
    const mayChange = context.actor.powers.includes('administrar_personal') && !isOwn
    return {
      view: 'funcionario',
      model: {
        ...shown(funcionario),
        told: told && TOLD[told],
        facts: [
          ['Correo', funcionario.email],
          ['Rol', ROL_NAMES[funcionario.rol]],
          ['Desde', formatMoment(funcionario.createdAt)],
          ['Su RUT', funcionario.knowsRut ? 'Guardado: no atiende su propia cuenta' : 'No se escribió'],
          ['Sesiones abiertas', String(sessions.length)],
          ['Códigos de recuperación', `Le quedan ${recoveryCodes}`],
          ...(lockedUntil ? [['Ingreso cerrado', `Hasta el ${formatMoment(lockedUntil)}`]] : []),
          ...(restart
            ? [
                [
                  'Reinicio',
                  `Lo pidió ${restart.askedBy}. Falta otra persona, hasta el ${formatMoment(restart.until)}`,
                ],
              ]
            : []),
          ...(funcionario.suspendedAt ? [['Suspendido', formatMoment(funcionario.suspendedAt)]] : []),
        ],
        id: funcionario.id,
        sessions: mayChange ? sessions.map(sessionLine) : [],
        mayChange,
        restart: mayChange ? (restart ? restart.due : 'pedir') : undefined,
        maySuspend: mayChange && funcionario.estado !== 'suspendido',
      },
    }
  },
})
