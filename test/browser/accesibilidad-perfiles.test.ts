import { accesibles } from './accesibilidad.ts'
import { ESTADOS_DE_PERFILES } from './estados.ts'

// Beside those of the natural person: two files are worked on at a time.
accesibles('of the other profiles', ESTADOS_DE_PERFILES)
