import type { FichaCaso } from '../application/operador/ver-caso.ts'
import type { FichaCuenta } from '../application/operador/ver-cuenta.ts'
import type { AnotacionGuardada, Caso } from '../application/ports.ts'
import type { DatoMinimo } from '../domain/cuenta.ts'
import { mostrarMomento } from '../domain/fecha.ts'
import { mostrarIdentificador } from '../domain/identificador.ts'
import { type Contador, HASTA_RECUPERAR } from '../domain/intentos.ts'

const FALTA: Record<DatoMinimo, string> = {
  fechaNacimiento: 'fecha de nacimiento',
  representante: 'representante legal',
  email: 'e-mail',
  preguntaSecreta: 'pregunta secreta',
  domicilio: 'domicilio',
}

/** What an operator reads of an account, one datum in each line. */
export function lineasDeFicha(ficha: FichaCuenta, ahora: Date): string[] {
  const {
    cuenta,
    anterior,
    emailEnmascarado,
    emailConfirmadoEn,
    celularEnmascarado,
    faltan,
    provisoriaHasta,
  } = ficha
  const confirmado = emailConfirmadoEn
    ? `confirmado el ${mostrarMomento(emailConfirmadoEn)}`
    : 'sin confirmar'
  return [
    `Cuenta: ${cuenta.perfil} ${mostrarIdentificador(cuenta.perfil, cuenta.identificador)}`,
    ...(anterior
      ? [`Antes: ${anterior.perfil} ${mostrarIdentificador(anterior.perfil, anterior.identificador)}`]
      : []),
    `Estado: ${cuenta.estado}; identidad ${cuenta.identidad}`,
    `Creada: ${mostrarMomento(cuenta.creadaEn)}; último cambio: ${mostrarMomento(cuenta.actualizadaEn)}`,
    ...(ficha.importadaEn ? [`Importada del sistema anterior: ${mostrarMomento(ficha.importadaEn)}`] : []),
    `Email: ${emailEnmascarado ? `${emailEnmascarado}, ${confirmado}` : 'no tiene'}`,
    `Celular: ${celularEnmascarado ?? 'no tiene'}`,
    `Faltan: ${faltan.map((dato) => FALTA[dato]).join(', ') || 'nada'}`,
    ...ficha.contadores.map(({ secreto, contador }) => `Intentos de ${secreto}: ${cierre(contador, ahora)}`),
    `Clave provisoria: ${provisoriaHasta ? `sirve hasta ${mostrarMomento(provisoriaHasta)}` : 'no hay'}`,
    ...ficha.casos.map(deCaso),
    ...ficha.bitacora.map(anotacion),
  ]
}

/** What an operator reads of a case. */
export function lineasDeCaso({ caso, cuenta }: FichaCaso): string[] {
  const deCuenta = cuenta
    ? [
        `Cuenta: ${cuenta.estado}`,
        `Email: ${cuenta.emailEnmascarado ?? 'no tiene'}`,
        `Celular: ${cuenta.celularEnmascarado ?? 'no tiene'}`,
      ]
    : ['Cuenta: no hay']
  return [deCaso(caso), `Perfil: ${caso.perfil}`, ...deCuenta]
}

const deCaso = ({ numero, motivo, creadoEn }: Pick<Caso, 'numero' | 'motivo' | 'creadoEn'>): string =>
  `Caso: ${numero}, ${motivo}, del ${mostrarMomento(creadoEn)}`

function cierre({ cerradoHasta, fallos, usados }: Contador, ahora: Date): string {
  if (!cerradoHasta || cerradoHasta <= ahora) return `abierto, ${usados} usados`
  const hasta = cerradoHasta >= HASTA_RECUPERAR ? 'que recupere' : mostrarMomento(cerradoHasta)
  return `cerrado hasta ${hasta}, ${fallos} fallos`
}

function anotacion({ numero, en, evento, resultado, actor, detalle }: AnotacionGuardada): string {
  const datos = Object.entries(detalle ?? {}).map(([nombre, valor]) => `${nombre}=${valor}`)
  return `Bitácora ${numero}: ${[mostrarMomento(en), evento, resultado, actor, ...datos].join(' ')}`
}
