/**
 * Words with which people are named in Chile, as `normalizeRespuesta` leaves them. Given names and surnames are
 * the commonest of the Registro Civil (`test/support/data/nombres-de-chile.csv`), commonest first, without
 * those that are surnames as often.
 */

const splitWords = (text: string): readonly string[] => text.split(/[\s,]+/)

/** Given names and their everyday short forms. Two of them are no name and surname: “Juan Carlos”. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  splitWords(`jose, juan, luis, carlos, jorge, manuel, francisco, victor, cristian, pedro, sebastian, matias, felipe,
  benjamin, miguel, diego, rodrigo, hector, sergio, daniel, eduardo, pablo, patricio, claudio, ricardo,
  vicente, fernando, mario, alejandro, javier, oscar, jaime, roberto, mauricio, martin, joaquin, david,
  gabriel, marcelo, ignacio, raul, guillermo, cristobal, julio, tomas, marco, andres, maximiliano,
  cesar, hugo, bastian, nelson, gonzalo, lucas, mateo, ivan, alvaro, fabian, jonathan, esteban, hernan,
  alonso, angel, leonardo, gustavo, ramon, santiago, rafael, enrique, camilo, alex, alexis, antonio,
  christian, franco, rene, ruben, alberto, samuel, emilio, marcos, renato, maximo, luciano, alfredo,
  jean, arturo, osvaldo, german, kevin, gaspar, segundo, bruno, ernesto, elias, domingo, rodolfo,
  humberto, ariel, julian, gerardo, alexander, richard, omar, cristopher, alfonso, simon, moises,
  bernardo, orlando, john, jesus, michael, emiliano, damian, rolando, armando, alan, angelo, ismael,
  danilo, isaac, leandro, joel, dante, adolfo, amaro, felix, ian, lorenzo, abraham, bryan, thomas,
  christopher, facundo, erick, freddy, leonel, walter, eugenio, wilson, anibal, nicolas, salvador,
  edgardo, boris, adrian, robinson, brayan, william, reinaldo, isaias, dylan, aldo, gaston, eric,
  ronald, aaron, paulo, octavio, mariano, erwin, hans, enzo, abel, valentin, guido, augusto, heriberto,
  axel, cristofer, jordan, dario, israel, clemente, giovanni, johan, josue, jhon, rigoberto, nestor,
  edgar, yerko, robert, exequiel, waldo, brian, lukas, henry, brandon, fredy, williams, paul, gregorio,
  jairo, raimundo, liam, mathias, jimmy, gilberto, federico, dagoberto, max, wladimir, milton, braulio,
  michel, edwin, edison, fidel, jeremy, benito, efrain, horacio, erik, mauro, ramiro, leopoldo, italo,
  joseph, pascual, marcelino, eliseo, byron, maria, ana, rosa, claudia, carolina, camila, patricia,
  catalina, javiera, sofia, daniela, constanza, francisca, valentina, carmen, margarita, juana, sandra,
  marcela, fernanda, elizabeth, veronica, martina, isidora, alejandra, cecilia, antonia, emilia, paola,
  marta, monica, andrea, paula, gloria, isabel, pamela, florencia, katherine, laura, paulina, teresa,
  natalia, silvia, jessica, gabriela, gladys, barbara, josefa, alicia, antonella, nicole, victoria,
  anahi, carla, agustina, karen, jacqueline, sara, luz, nancy, lorena, viviana, sonia, ximena, olga,
  amanda, elena, maite, luisa, susana, blanca, karina, macarena, ruth, marisol, eliana, angela,
  angelica, cristina, julia, trinidad, valeria, evelyn, isabella, norma, tamara, adriana, ingrid, lucia,
  fabiola, lidia, belen, magdalena, romina, ignacia, erika, rocio, miriam, edith, elsa, graciela, karla,
  julieta, irma, berta, raquel, ines, mercedes, hilda, maritza, mariana, beatriz, roxana, vanessa,
  josefina, emma, renata, yolanda, clara, pia, flor, mariela, myriam, yasna, marcia, elisa, emily,
  nelly, monserrat, leonor, jeannette, jocelyn, ema, soledad, elba, anais, violeta, iris, genesis,
  fresia, diana, matilde, liliana, alexandra, jennifer, solange, aurora, loreto, amelia, johanna, mia,
  bernardita, denisse, rosario, amalia, eva, ester, nataly, ivonne, nora, lilian, irene, marina,
  valeska, maribel, sylvia, millaray, michelle, bernarda, pilar, virginia, marianela, noemi, aida,
  tania, eugenia, doris, catherine, consuelo, estefania, matilda, dominga, judith, rebeca, carol, mirta,
  tatiana, amparo, cynthia, guillermina, olivia, rafaela, jenny, silvana, marjorie, paloma, magaly,
  marlene, mireya, krishna, nicol, leslie, yesenia, ambar, elvira, georgina, leticia, jimena, noelia,
  adela, dominique, colomba, nadia,
  anita, carmencita, rosita, juanita, marita, lupe, pepa, cote, coti, cata, caro, vale, dani, fran, javi, pauli, feli,
  juanito, pedrito, carlitos, luchito, lucho, pancho, panchito, pepe, pepito, lalo, nano, nacho, seba, nico, pipe,
  beto, tono, memo, rafa, rodri, gabi, mary`),
)

/** The three given names of women and of men that one in 50 or more has. */
export const GIVEN_NAMES_OF_MANY: ReadonlySet<string> = new Set(
  splitWords('maria, ana, rosa, jose, juan, luis'),
)

/** The 50 commonest surnames, which two in five people have. */
export const SURNAMES_OF_MANY: ReadonlySet<string> = new Set(
  splitWords(`gonzalez, munoz, rojas, diaz, perez, soto, rodriguez, contreras, silva, lopez, morales, sepulveda,
  martinez, hernandez, torres, flores, ramirez, fuentes, castillo, espinoza, araya, reyes, gutierrez,
  valenzuela, castro, vargas, sanchez, vasquez, fernandez, alvarez, gomez, tapia, herrera, cortes,
  garcia, carrasco, nunez, jara, vergara, rivera, figueroa, riquelme, bravo, miranda, vera, molina,
  vega, sandoval, campos, ortiz`),
)

/** What people are called besides their name, and what joins the parts of a name. */
export const TITLES: ReadonlySet<string> = new Set(
  splitWords(`don, dona, sr, sra, srta, senor, senora, senorita, seno, misia, miss, mister, profe, profesor, profesora,
  maestro, maestra, director, directora, inspector, inspectora, jefe, jefa, patron, patrona, doctor, doctora, dr, dra,
  padre, madre, sor, cura, pastor, pastora, hermano, hermana, reverendo, capitan, sargento, abuelo, abuela, abuelito,
  abuelita, tata, nono, nona, mama, mami, papa, papi, tio, tia, primo, prima, sobrino, sobrina, cunado, cunada, suegro,
  suegra, padrino, madrina, compadre, comadre, hijo, hija, esposo, esposa, marido, mujer, pololo, polola, novio, novia,
  amigo, amiga, amiguito, amiguita, vecino, vecina, companero, companera, colega, nino, nina, chico, chica, viejo, vieja,
  senores, familia, mi, mis, su, el, la, los, las, un, una, de, del, al, da, do, dos, das, di, van, von, y`),
)
