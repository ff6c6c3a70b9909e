import { ROLES } from '../domain/staff/roles.ts'
import type { Command } from './command.ts'
import * as funcionarios from './commands/funcionarios.ts'

/** The orders about who works at the call centre. */
export const FUNCIONARIO_COMMANDS: readonly Command[] = [
  {
    name: 'funcionarios crear',
    words: [],
    needs: { email: ['correo'], nombre: ['nombre'], rol: ROLES },
    help: 'abre el ingreso de un funcionario y muestra su enlace de activación [--rut <rut>: no actuará en su propia cuenta]',
    power: 'administrar_personal',
    audit: ['funcionario_creado'],
    run: funcionarios.create,
  },
  {
    name: 'funcionarios ver',
    words: ['correo'],
    help: 'muestra un funcionario, sus sesiones y lo que tiene cerrado por intentos',
    power: 'ver_personal',
    audit: ['funcionario_visto'],
    run: funcionarios.show,
  },
  {
    name: 'funcionarios listar',
    words: [],
    help: 'muestra quiénes trabajan en la mesa de ayuda',
    power: 'ver_personal',
    audit: ['funcionarios_listados'],
    run: funcionarios.list,
  },
  {
    name: 'funcionarios suspender',
    words: ['correo'],
    help: 'termina de inmediato todas sus sesiones; no entra más hasta reiniciar',
    power: 'administrar_personal',
    audit: ['funcionario_suspendido'],
    run: funcionarios.suspend,
  },
  {
    name: 'funcionarios reiniciar',
    words: ['correo'],
    help: 'por dos operadores en 24 horas: borra su contraseña y segundo factor, y muestra un enlace nuevo [--rut <rut>]',
    power: 'reiniciar_personal',
    audit: ['funcionario_reiniciado'],
    run: funcionarios.restart,
  },
]
