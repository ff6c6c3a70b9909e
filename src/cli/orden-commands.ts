/** The commands of what takes two people: asking for it, and deciding it (product.md “Two people”). */
import { ORDENES, type OrdenKind, ordenDocumentsOf, ordenRule } from '../domain/staff/orden.ts'
import type { Command } from './command.ts'
import * as ordenes from './commands/ordenes.ts'
import {
  changeContacts,
  free,
  invite,
  join,
  replaceRepresentante,
  unfreeze,
  verify,
  verifyOrganismo,
} from './commands/pedir-ordenes.ts'

const CUENTA_WORDS = ['perfil', 'identificador'] as const

/** What an order of two people is asked for with. */
const askNeeds = (kind: OrdenKind): NonNullable<Command['needs']> => ({
  ...(ordenRule(kind).asks.includes('email') && { email: ['correo'] }),
  ...(ordenRule(kind).asks.includes('rut') && { rut: ['rut'] }),
  ...(ordenRule(kind).asks.includes('nombres') && { nombre: ['nombre'] }),
  motivo: ordenRule(kind).reasons,
  documento: ordenRule(kind).documents,
})

export const ORDEN_COMMANDS: readonly Command[] = [
  {
    name: 'cuentas descongelar',
    words: CUENTA_WORDS,
    needs: askNeeds('descongelar'),
    help: 'pide devolver una cuenta congelada, por un enlace a ese correo; otra persona lo concede',
    power: ORDENES.descongelar.power,
    audit: ['orden_pedida'],
    run: unfreeze,
  },
  {
    name: 'cuentas liberar',
    words: CUENTA_WORDS,
    needs: askNeeds('liberar'),
    help: 'pide cerrar una cuenta, para que su RUT o documento se pueda registrar; otra persona lo concede',
    power: ORDENES.liberar.power,
    audit: ['orden_pedida'],
    run: free,
  },
  {
    name: 'cuentas invitar',
    words: CUENTA_WORDS,
    needs: askNeeds('invitar'),
    help: 'pide un enlace para quien no tiene con qué probar su cuenta; otra persona lo concede',
    power: ORDENES.invitar.power,
    audit: ['orden_pedida'],
    run: invite,
  },
  {
    name: 'cuentas representante',
    words: CUENTA_WORDS,
    needs: askNeeds('representante'),
    help: 'pide que una organización tenga otro representante legal, vistos sus papeles; otra persona lo concede',
    power: ORDENES.representante.power,
    audit: ['orden_pedida'],
    run: replaceRepresentante,
  },
  {
    name: 'cuentas reunir',
    words: CUENTA_WORDS,
    needs: askNeeds('reunir'),
    help: 'pide cerrar la cuenta de un NIE cuyo RUT tiene otra, a la que el NIE lleva después; otra persona lo concede',
    power: ORDENES.reunir.power,
    audit: ['orden_pedida'],
    run: join,
  },
  {
    name: 'cuentas verificar',
    words: CUENTA_WORDS,
    needs: askNeeds('verificar'),
    help: 'pide que la identidad de una cuenta quede verificada, vistos sus papeles; otra persona lo concede',
    power: ORDENES.verificar.power,
    audit: ['orden_pedida'],
    run: verify,
  },
  {
    name: 'organismos verificar',
    words: ['rut'],
    needs: { motivo: ORDENES.verificar.reasons, documento: ordenDocumentsOf('verificar', 'juridica') },
    help: 'lo mismo de la cuenta de un organismo; con registro_atrasado, aunque el registro la detenga',
    power: ORDENES.verificar.power,
    audit: ['orden_pedida'],
    run: verifyOrganismo,
  },
  {
    name: 'cuentas cambiar-contactos',
    words: CUENTA_WORDS,
    needs: askNeeds('cambiar_contactos'),
    help: 'pide otro correo o celular, donde no queda uno confirmado; otra persona lo concede [--email <correo>] [--celular <número>]',
    power: ORDENES.cambiar_contactos.power,
    audit: ['orden_pedida'],
    run: changeContacts,
  },
  {
    name: 'ordenes listar',
    words: [],
    help: 'muestra las órdenes de dos personas que no han terminado',
    power: 'ver_ordenes',
    audit: ['ordenes_listadas'],
    run: ordenes.list,
  },
  {
    name: 'ordenes ver',
    words: ['numero'],
    help: 'muestra una orden, su cuenta, y qué pasó con ella desde que se pidió',
    power: 'ver_ordenes',
    audit: ['orden_vista'],
    run: ordenes.show,
  },
  {
    name: 'ordenes conceder',
    words: ['numero'],
    help: 'concede lo que pidió otra persona; se hace 24 horas después, si nadie se opone [--version <versión>: la cuenta cambió, y lo vio]',
    power: 'decidir_ordenes',
    audit: ['orden_decidida'],
    run: ordenes.grant,
  },
  {
    name: 'ordenes rechazar',
    words: ['numero'],
    help: 'rechaza lo que pidió otra persona, o detiene lo concedido que todavía no se hizo',
    power: 'decidir_ordenes',
    audit: ['orden_decidida'],
    run: ordenes.refuse,
  },
]
