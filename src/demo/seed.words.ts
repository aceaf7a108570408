/** Commas part them. */
const list = (text: string): string[] => text.split(",").map(word => word.trim().replace(/\s+/g, " "));

/** Words of no district in particular; the sentences of the seed's requests and work draw from them. */
export const words = {
  feed: list(
    `class lists, grade levels, new enrollments, bus stops, guardian contacts, lunch balances, test
    scores, schedule changes, home languages, staff assignments, student photos, locker numbers, health
    alerts, course codes, withdrawals, room numbers, bell times, reading groups, attendance codes,
    permission slips, library fines, club rosters, phone numbers, counselor names`,
  ),
  tool: list(
    `the reading screener, the math diagnostic, the gradebook, the library catalog, the bus planner, the
    visitor desk, the phone dialer, the cafeteria register, the learning platform, the translation
    service, the counseling log, the health office log, the after-school sign-in, the athletics
    clearance, the survey tool, the substitute finder, the time clock, the field trip form, the summer
    school roster, the career planner, the enrollment portal, the data warehouse, the speech therapy
    planner, the music instrument register`,
  ),
  group: list(
    `English learners, grade 6, new students, foster youth, students in special education, seniors,
    kindergarten, grade 3, students who moved twice, grade 9, students who ride two buses, military
    families, students at the continuation school, grade 1, students who are new to the country`,
  ),
  measure: list(
    `absences by period, reading growth, late buses, credits toward graduation, growth in math facts,
    books read at home, visits to the nurse, tardies after lunch, course requests, repeated courses,
    screening results, suspensions by month, breakfasts served, college applications sent, hours of
    tutoring, lost Chromebooks`,
  ),
  device: list(
    `headsets, document cameras, Chromebooks, label printers, tablets, door badges, two-way radios,
    projectors, barcode scanners, hotspots for home, keyboards with large letters, classroom speakers,
    webcams, charging carts`,
  ),
  room: list(
    `the screening rooms, the speech room, the library, the front office, the portable classrooms, the
    gym, the cafeteria, the science labs, the band room, the parent center, the health office, the bus
    yard, the career center, the preschool`,
  ),
  people: list(
    `teachers, counselors, school secretaries, principals, substitute teachers, aides, bus drivers,
    librarians, nurses, attendance clerks, coaches, the special education team, the enrollment office,
    speech therapists, custodians`,
  ),
  page: list(
    `the school’s home page, the report card, the family calendar, the staff directory, the emergency
    card, the sign-up sheet, the progress report, the lunch menu, the bell schedule, the transfer form,
    the field trip letter, the welcome letter, the course catalog, the absence letter`,
  ),
  change: list(
    `in Spanish and Dari, with larger letters, that prints on one page, without the old logo, with the
    new bell times, that works on a phone, with the counselor’s name, that a parent can sign on a phone,
    with the right year, sorted by last name, with a field for allergies, for the short days`,
  ),
  list: list(
    `home visits, lost and found, room reservations, tutors and their hours, field trips, student
    helpers, keys and who has them, translators, used textbooks, family evenings, volunteers, spare
    instruments, lab supplies, substitute plans`,
  ),
  topic: list(
    `the screener’s report, reading a growth chart, sharing files with families, the new gradebook,
    keeping a password safe, captions in a video, the phone system, finding a student’s schedule,
    writing a clear request, the visitor desk, online forms, printing in color`,
  ),
  when: list(
    `before the first bell, each Monday, within a day, before report cards, each night, when a student
    moves, by the end of the week, on the first day of school, before the break, at the start of a
    semester`,
  ),
  often: list(
    `each morning, weekly, once a month, each quarter, twice a year, once, before each board meeting`,
  ),
  school: list(
    `Dyer Kelly Elementary, Carmichael Elementary, Encina Preparatory, Alder Creek Elementary, Bluff
    Street Elementary, Cottonwood Elementary, Dry Gulch Elementary, Eastgate Elementary, Fern Hollow
    Elementary, Granite Bend Elementary, Heron Lake Elementary, Ironwood Elementary, Juniper Elementary,
    Kestrel Ridge Elementary, Larkspur Elementary, Manzanita Elementary, North Fork Elementary, Oak
    Bottom Elementary, Pine Flat Elementary, Quail Run Elementary, Redbud Elementary, Sandbar
    Elementary, Tule Lake Elementary, Upland Elementary, Valley View Elementary, Willow Glen Elementary,
    Yarrow Elementary, Alder Creek Middle, Cottonwood Middle, Granite Bend Middle, Heron Lake Middle,
    Manzanita Middle, Sandbar Middle, Upland Middle, Cottonwood High, Granite Bend High, Manzanita High,
    Sandbar High, Upland High, Bridge Street Continuation`,
  ),
  department: list(
    `Student support, Family engagement, Transportation, Nutrition services, Special education, Human
    resources, Fiscal services, Elementary education, Secondary education, Enrollment, Health services,
    Assessment, Facilities, Technology services, Adult education, Early learning`,
  ),
  first: list(
    `Aaliyah, Adam, Aisha, Alan, Alma, Amir, Andrea, Anh, Beatriz, Brian, Carla, Carlos, Chen, Chloe,
    Daniel, Deborah, Diego, Elena, Eli, Esther, Farid, Fatima, Gloria, Grant, Hana, Hector, Ines, Ivan,
    Jamal, Jasmine, Jorge, Julia, Karim, Katya, Kenji, Lamar, Laura, Leila, Luis, Maria, Marta, Mei,
    Miguel, Mina, Nadia, Nathan, Olga, Oscar, Pablo, Patricia, Quinn, Rachel, Ravi, Rosa, Samir, Sara,
    Sofia, Tomas, Uma, Victor, Wanda, Xavier, Yusuf, Zoe`,
  ),
  last: list(
    `Abbott, Acosta, Adeyemi, Ahmed, Alvarez, Anders, Baker, Banerjee, Barnes, Bauer, Bennett, Brooks,
    Cabrera, Campos, Carter, Castillo, Chang, Cho, Clark, Costa, Cruz, Dalton, Delgado, Diaz, Dinh,
    Duran, Ellis, Espinoza, Farah, Fischer, Flores, Foster, Fuentes, Garcia, Gibson, Gomez, Grant,
    Greene, Gupta, Haley, Hansen, Hassan, Hayes, Herrera, Hill, Hoang, Ibarra, Jackson, Jensen, Jimenez,
    Kaur, Keller, Khan, Kim, Kowalski, Lam, Larsen, Lopez, Marsh, Martin, Medina, Mendez, Meyer,
    Mitchell, Molina, Moore, Morales, Nakamura, Navarro, Nelson, Ochoa, Ortiz, Osborn, Owens, Patel,
    Perez, Pham, Popov, Price, Quiroz, Ramos, Reed, Reyes, Rivera, Rossi, Salas, Sato, Silva, Stone,
    Vargas`,
  ),
} as const satisfies Record<string, readonly string[]>;

export type WordKind = keyof typeof words;
