import type { Command } from './command.ts'
import * as sistemas from './commands/sistemas.ts'

const WORDS = ['client_id'] as const
const CHOICES =
  '[--publico|--post|--basic] [--logout-redirect <dirección>]… [--volver-origen <origen>]… [--backchannel <dirección>] [--logo <archivo>]'

/** The orders about other systems that sign people in with us. */
export const SISTEMA_COMMANDS: readonly Command[] = [
  {
    name: 'sistemas crear',
    words: [],
    needs: { nombre: ['nombre'], redirect: ['dirección'], scopes: ['permisos'] },
    help: `registra un sistema y muestra, una sola vez, su client_id y su client_secret; --propio o --tercero dice de quién es [--redirect <otra>]… ${CHOICES} [--sector <client_id>: reconoce a cada persona como ese sistema]`,
    power: 'administrar_sistemas',
    audit: ['sistema_creado'],
    run: sistemas.create,
  },
  {
    name: 'sistemas listar',
    words: [],
    help: 'muestra los sistemas que ingresan personas con Clave Sence',
    power: 'administrar_sistemas',
    audit: ['sistemas_listados'],
    run: sistemas.list,
  },
  {
    name: 'sistemas ver',
    words: WORDS,
    help: 'muestra un sistema',
    power: 'administrar_sistemas',
    audit: ['sistema_visto'],
    run: sistemas.show,
  },
  {
    name: 'sistemas cambiar',
    words: WORDS,
    help: `cambia lo que se diga; cada lista reemplaza la que había, y «ninguno» la deja vacía [--nombre <nombre>] [--propio|--tercero] [--redirect <dirección>]… [--scopes <permisos>] ${CHOICES}`,
    power: 'administrar_sistemas',
    audit: ['sistema_cambiado'],
    run: sistemas.change,
  },
  {
    name: 'sistemas rotar',
    words: WORDS,
    help: 'da otro client_secret, que se muestra una sola vez; el anterior sirve 24 horas más [--traslape <horas, de 0 a 720>]',
    power: 'administrar_sistemas',
    audit: ['sistema_secreto_rotado'],
    run: sistemas.rotate,
  },
  {
    name: 'sistemas suspender',
    words: WORDS,
    help: 'de inmediato, nadie ingresa más a ese sistema',
    power: 'administrar_sistemas',
    audit: ['sistema_suspendido'],
    run: sistemas.suspend,
  },
  {
    name: 'sistemas reanudar',
    words: WORDS,
    help: 'vuelve a dejar que se ingrese a un sistema suspendido',
    power: 'administrar_sistemas',
    audit: ['sistema_reanudado'],
    run: sistemas.resume,
  },
]
