import { type Descongelada, descongelarCuenta } from '../application/operador/descongelar-cuenta.ts'
import type { Operador } from '../application/operador/operador.ts'
import { reabrirCuenta } from '../application/operador/reabrir-cuenta.ts'
import { verCaso } from '../application/operador/ver-caso.ts'
import { verCuenta } from '../application/operador/ver-cuenta.ts'
import type { Dependencias } from '../application/ports.ts'
import { leerIdentificador } from '../domain/identificador.ts'
import { PERFILES, type Perfil } from '../domain/perfil.ts'
import { textoRechazo } from '../domain/rechazos.ts'
import { lineasDeCaso, lineasDeFicha } from './ficha.ts'
import { type Entrada, type Fin, type Hacer, type Mundo, OrdenFallida, OrdenMalEscrita } from './orden.ts'
import { conProductoAlDia, operadorDe } from './producto.ts'

type Cual = { perfil: Perfil; identificador: string }

/** @throws {OrdenMalEscrita} */
function leerCual({ datos: [texto = '', escrito = ''] }: Entrada): Cual {
  const perfil = PERFILES.find((uno) => uno === texto)
  if (!perfil) throw new OrdenMalEscrita(`El perfil es uno de: ${PERFILES.join(', ')}.`)
  const identificador = leerIdentificador(perfil, escrito)
  if (!identificador.ok) throw new OrdenMalEscrita(textoRechazo(identificador.codigo))
  return { perfil, identificador: identificador.valor }
}

const conCuenta = (
  mundo: Mundo,
  entrada: Entrada,
  hacer: (deps: Dependencias, operador: Operador, cual: Cual) => Promise<void>,
): Promise<Fin> => {
  const cual = leerCual(entrada)
  return conProductoAlDia(mundo, async ({ deps }) => {
    await hacer(deps, operadorDe(mundo, entrada, deps.azar.uuid()), cual)
    return 0
  })
}

const NO_EXISTE = 'No existe una cuenta con ese perfil e identificador.'

export const ver: Hacer = async (mundo, entrada) =>
  conCuenta(mundo, entrada, async (deps, operador, { perfil, identificador }) => {
    const ficha = await verCuenta(deps, operador, perfil, identificador)
    if (!ficha) throw new OrdenFallida(NO_EXISTE)
    for (const linea of lineasDeFicha(ficha, deps.reloj.ahora())) mundo.decir(linea)
  })

export const reabrir: Hacer = async (mundo, entrada) =>
  conCuenta(mundo, entrada, async (deps, operador, { perfil, identificador }) => {
    const cerrados = await reabrirCuenta(deps, operador, perfil, identificador)
    if (!cerrados) throw new OrdenFallida(NO_EXISTE)
    mundo.decir(`Reabierta. Estaba cerrado: ${cerrados.join(', ') || 'nada'}.`)
  })

/** Takes the number as people write it: in small letters, or its letters and digits apart. */
export const verPorCaso: Hacer = (mundo, entrada) => {
  const numero = (entrada.datos[0] ?? '').replace(/[\s-]/g, '').toUpperCase()
  return conProductoAlDia(mundo, async ({ deps }) => {
    const ficha = await verCaso(deps, operadorDe(mundo, entrada, deps.azar.uuid()), numero)
    if (!ficha) throw new OrdenFallida('No existe un caso con ese número.')
    for (const linea of lineasDeCaso(ficha)) mundo.decir(linea)
    return 0
  })
}

const NO_DESCONGELADA: Record<Exclude<Descongelada['resultado'], 'bien'>, string> = {
  no_existe: NO_EXISTE,
  no_congelada: 'La cuenta no está congelada: no se cambió nada.',
  cambio_entretanto: 'La cuenta cambió al mismo tiempo: repita la orden.',
}
const CAMINOS = { correo: 'con el enlace a su e-mail', pregunta: 'con su pregunta secreta' }

export const descongelar: Hacer = async (mundo, entrada) =>
  conCuenta(mundo, entrada, async (deps, operador, { perfil, identificador }) => {
    const hecho = await descongelarCuenta(deps, operador, perfil, identificador)
    if (hecho.resultado !== 'bien') throw new OrdenFallida(NO_DESCONGELADA[hecho.resultado])
    const caminos = hecho.caminos.map((camino) => CAMINOS[camino]).join(' o ')
    mundo.decir('Descongelada. Ninguna clave anterior sirve.')
    mundo.decir(`La persona recupera su CS: ${caminos || 'sin e-mail ni pregunta, por ningún medio'}.`)
  })
