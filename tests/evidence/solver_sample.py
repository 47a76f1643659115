"""Text of an invented archive and simulated evidence of shape, for the tests of the solver.

Nothing here is quoted: people, holdings and events are made up around names of the kind that
papers on the Cold War are full of.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from typing import NamedTuple

ENGLISH = """
The archive of the former Ministry of Inland Navigation stands on a quiet street behind the old
customs house in Győr. Few historians have ever asked for its holdings, and fewer still have
found their way through the finding aids, which were typed in 1956 and corrected by hand until
1989. Yet among the tariffs, the timetables and the repair books there lie some four hundred
folders on the river commission that met each spring between 1949 and 1961. Its members came
from Budapest, Bucharest, Belgrade, Sofia and Moscow; its minutes were kept in Russian and in
French; and its quarrels, as the clerk Ferenc Szabó noted in the margin, “were about anything
but the water.”

This paper follows three of those quarrels. The first began in April 1953, when the Soviet
delegate, Pavel Orekhov, proposed that pilots of all member states be licensed by a single
office. The proposal looked technical. Szabó, who had served under two governments and trusted
neither, understood at once what it meant: whoever licensed the pilots would know where every
barge was on any given day. “They want our eyes,” he wrote to Minister László Bebrits, “and they
ask us to pay for the spectacles.”1 The Hungarian reply took six weeks, ran to eleven pages, and
said nothing at all. It was, Orekhov is said to have remarked, a masterpiece of its kind.

The second quarrel concerned the Iron Gates. Romanian engineers under Mihail Ceaușescu (no
relation) had drawn up plans for a dam as early as 1951; the Yugoslav side, still under embargo,
would not hear of it. When Khrushchev visited Belgrade in May 1955, the commission was told
overnight to take up the matter again. The files show how little the delegates knew about what
had been agreed. Gheorghe Gaston Marin telephoned twice from Bucharest to ask whether “joint
use” meant electricity or merely shipping. Nobody could tell him. In the end the word was left
out, and the protocol of 14 June 1955 speaks only of “the questions known to both sides.”2

The third quarrel is the one for which the commission is remembered, if it is remembered at all.
On 23 October 1956 its members sat in the Hotel Royal in Budapest. The session opened at 9:30;
by noon the interpreters had gone to the window, and by three o’clock the Polish observer,
Władysław Gomółka, had left the building with his coat over his arm. The minutes break off in
the middle of a sentence on dredging. They go on, in another hand and with another typewriter,
on 4 February 1957, with the remark that the quorum “had been restored.” Between the two lies a
gap of 104 days, and it is this gap that the present paper tries to fill.

What can be known of those days comes from four kinds of sources. There are, first, the
telegrams of the harbour masters, which were kept because they concerned money. There are the
logbooks of 37 vessels, most of them tugs, which lay at Komárno, Esztergom or Vác while the
fighting went on. There are the letters of Szabó to his sister in Debrecen, which the family
gave to the archive in 1994. And there is a report of twenty-two pages, without date or
signature, found in box 118 among invoices for coal. Its author had plainly been present at the
meetings of the workers’ council of the Óbuda shipyard; he names nineteen of its members, gives
the results of two votes (112 to 8, and 97 to 31), and judges the leaders with a coldness that
suggests either great courage or none.

Let me begin with the telegrams. Between 24 and 30 October the harbour master of Mohács, a
former schoolteacher named Imre Gerő, reported every four hours: water level, number of vessels,
weather. He did so through the whole of the revolution. On 28 October he added five words,
“Nobody gives orders. I continue.” On 5 November the reports stop; on 9 November they are
resumed, in the same form, by one J. Kovács, and Gerő does not appear again in the files. A note
in the personnel register says that he “went abroad”; a second note, in pencil, puts a question
mark behind it. His pension was paid out to his mother in Szeged until 1963.

The logbooks are harder to read. A tug’s captain wrote down what cost fuel and what cost time,
and nothing else. Yet the very dryness of the entries lets us see how far the ordinary course of
things went on. The “Zsófia” took on 12 tons of coal at Dunaújváros on 1 November, as she had on
the first of every month; the “Vörös Csillag” was painted over and became, for nine days, the
“Kossuth”. Three boats left for Vienna with passengers who were entered as “ballast, living.”
The Austrian river police counted 211 such passengers between 2 and 12 November; the logbooks,
added up, give 208.

It would be wrong to conclude that the commission had no politics of its own. In January 1957
the Chinese observer, Choe Chang-ik’s former secretary Kim Sŭng-nam, who had come by way of
Hamhŭng, Pyongyang and Beijing, asked that the minutes of the October session be struck out
altogether. (How a Korean came to sit for China nobody explains; the seating plan simply says
“Asia.”) Orekhov supported him. Against all custom the Czechoslovak delegate, Antonín Šik,
objected: minutes, he said, were like buoys, and one did not remove a buoy because a ship had
struck it. The matter was put off to the next session, and then to the one after that. In 1961,
when the commission met for the last time, it was still item no. 7 on the agenda.

The wider debate need only be sketched here. Older studies took the satellite administrations to
be mere transmission belts; more recent work, from Gati and Rainer to Békés, Borhi and Kramer,
has shown how much room for delay, misreading and quiet refusal they retained. River
commissions, railway conferences and postal unions are good places to look for such room, since
nobody in Moscow read their papers with care. The present case suggests that this neglect was
itself a kind of policy: what was not read did not have to be decided. Compare the findings of
Lengyel for the railways (vol. 2, pp. 77–93) and those of Vámos for the Sino-Hungarian exchanges
of 1957–58.

A word on spelling. Hungarian, Polish, Czech and Romanian names are given with their diacritics,
even where the documents, typed on Russian or German machines, leave them out. Korean names
follow the system of McCune and Reischauer, except where another form has become usual; thus
Pyongyang, not P’yŏngyang, but Hamhŭng and Sinŭiju. Russian names are transliterated after the
simplified scheme of the Library of Congress: Khrushchev, Mikoyan, Suslov, Zhukov, Bulganin,
Andropov.

The Budapest holdings are cited as MHL (Magyar Hajózási Levéltár), fond 12, with box and folder;
the Bucharest copies, where they exist, as ANIC, CC RCP, file 45/1957. The Moscow set, consulted
in 1993 and closed since 1995, is cited after my own notes. All translations are mine unless
stated otherwise. I owe thanks to Júlia Nagy and Zoltán Kiss of the reading room, who let me
stay past closing time more than once; to Jiří Dvořák for the logbook of the “Vltava”; and to
Małgorzata Wójcik, who read the whole and disagreed with half of it. Whatever is wrong in the
other half is mine.

1 MHL, f. 12, box 31, folder 4, Szabó to Bebrits, 16 April 1953, p. 2. The reply is in box 32,
folder 1. See also the minutes of the session of 17–19 April 1953, ibid., pp. 5–11, and
Orekhov’s report to the Central Committee, 2 May 1953, of which only the first page survives. 2
Protocol no. 48, 14 June 1955, ANIC, CC RCP, file 12/1955, pp. 3–4. The Serbian text has
“questions common to both sides,” a difference over which two further meetings were held (nos.
49 and 50). 3 Kovács signed with an initial only. The register of 1958 has a József, a János and
a Judit Kovács in the service of the harbours; the hand is not that of János, whose applications
for leave are kept in box 90. On the register see Dávid Kőszegi, “Lists and their Makers,”
Papers of the River, no. 6 (1999), pp. 210–238, here p. 226, note 15.

Extract from the report of box 118: “At six in the morning the whistle was blown as on any other
day. Some eighty men stood in the yard and did not know whether to begin. The engineer Vajda, a
quiet man, fixed his jacket, jumped upon a crate and said that a dam which gives way by an inch
will give way by a mile. Then he asked them to go home. Nobody went. Zoltán Fazekas, of the
boiler shop, asked him whose dam he meant. There was laughing. The vote was taken by showing
caps: 97 for the strike, 31 against it, and I counted them twice. At ten the Soviet officers
came, two majors and a captain with a dictionary. They were exact and polite, examined the quay,
and refused the coffee. The younger one looked quickly at the list on the door and then at me. I
have not slept in that flat since.”
"""

GERMAN = """
Die Donaukommission trat im Frühjahr 1954 in Győr zusammen, ohne dass die Öffentlichkeit davon
erfuhr. Der Bericht des Gesandten, den wir im Archiv des Außenministeriums fanden, beschreibt
die Sitzungen als zäh und freudlos: Man habe über Schleusen, Zölle und Lotsen gesprochen, aber
stets etwas anderes gemeint. Die ungarischen Vertreter fürchteten, dass jede neue Vorschrift die
Macht der Moskauer Behörde vergrößern würde; die Rumänen schwiegen, weil sie auf größere
Lieferungen von Kohle und Stahl hofften. Schließlich wurde beschlossen, die Frage zu vertagen,
bis ein Ausschuss von Fachleuten die Kosten geprüft hätte. Jener Ausschuss hat nie getagt. Erst
1961, als die Mauer in Berlin schon stand, tauchte das Papier wieder auf, mit einer
Randbemerkung in grüner Tinte: „Überholt. Zu den Akten.“ Zwischen diesen beiden Zeitpunkten
liegen sieben Jahre, in denen Beamte Briefe schrieben, Übersetzer Überstunden machten und kein
einziger Pegel verändert wurde. Wer die Geschichte des Kalten Krieges nur aus den Hauptstädten
erzählt, übersieht solche Orte leicht. Sie zeigen jedoch besser als manche Rede, wie langsam
Macht fließt.
"""

FRENCH = """
La commission du fleuve se réunit au printemps de 1954 dans une petite ville où personne ne
l’attendait. Les procès-verbaux, rédigés en français par habitude plutôt que par goût,
rapportent des débats sans chaleur sur les écluses, les péages et la formation des pilotes. À
les lire de près, on découvre pourtant que chaque délégué défendait autre chose que ce qu’il
disait. Le représentant hongrois craignait que la nouvelle règle n’étendît l’autorité de Moscou
jusqu’aux moindres ports ; le roumain se taisait, car il espérait du charbon. L’affaire fut
renvoyée à un comité d’experts, qui ne siégea jamais. Sept ans plus tard, le dossier reparut
avec cette note à l’encre verte : « Dépassé, à classer. » Entre ces deux dates, des
fonctionnaires écrivirent des lettres, des traducteurs veillèrent tard, et aucune échelle ne fut
déplacée. Ceux qui racontent la guerre froide depuis les capitales oublient volontiers de tels
lieux. Ils montrent cependant, mieux que bien des discours, à quelle lenteur le pouvoir
s’écoule.
"""

POLISH = """
Komisja rzeczna zebrała się wiosną 1954 roku w niewielkim mieście, gdzie nikt jej nie oczekiwał.
Protokoły spisywano po rosyjsku i po francusku, a obrady dotyczyły śluz, opłat oraz szkolenia
pilotów. Kto czyta je uważnie, ten spostrzega, że każdy z delegatów bronił czegoś innego, niż
mówił głośno. Przedstawiciel Węgier obawiał się, że nowy przepis rozszerzy władzę Moskwy aż po
najmniejsze porty; Rumun milczał, ponieważ liczył na dostawy węgla. Sprawę odesłano do komitetu
ekspertów, który nigdy się nie zebrał. Siedem lat później teczka wróciła z dopiskiem zielonym
atramentem: „Nieaktualne, do akt”. Między tymi datami urzędnicy pisali listy, tłumacze pracowali
do późna w nocy, a żaden wodowskaz nie został przesunięty. Ci, którzy opowiadają dzieje zimnej
wojny wyłącznie ze stolic, łatwo pomijają takie miejsca. Pokazują one jednak lepiej niż niejedno
przemówienie, jak powoli płynie władza i jak długo trwa jej źródło.
"""

HUNGARIAN = """
A folyami bizottság 1954 tavaszán ült össze egy kisvárosban, ahol senki sem várta. A
jegyzőkönyveket oroszul és franciául vezették, a viták pedig zsilipekről, illetékekről és a
révkalauzok képzéséről szóltak. Aki figyelmesen olvassa őket, észreveszi, hogy minden küldött
mást védett, mint amiről beszélt. A magyar képviselő attól tartott, hogy az új szabály a
legkisebb kikötőig kiterjeszti Moszkva hatalmát; a román hallgatott, mert szénszállításokban
reménykedett. Az ügyet egy szakértői testület elé utalták, amely soha nem ült össze. Hét évvel
később az irat egy zöld tintával írt megjegyzéssel került elő újra: „Túlhaladott, irattárba.” A
két időpont között a hivatalnokok leveleket írtak, a fordítók késő éjszakáig dolgoztak, és
egyetlen vízmércét sem helyeztek át. Akik a hidegháború történetét csak a fővárosokból mesélik
el, könnyen megfeledkeznek az ilyen helyekről. Pedig jobban mutatják, mint sok beszéd, milyen
lassan folyik a hatalom.
"""

# What an outline is mistaken for, from the measured errors of shapes whose design is not in the
# index; the right reading and its rival then lie within a few nats.
ALIKE: dict[str, str] = {
    "l": "I1", "I": "l1", "1": "lI", "o": "O0", "O": "0o", "0": "Oo", "g": "q", "q": "g",
    "c": "Ce", "C": "c", "e": "c", "s": "S", "S": "s", "v": "V", "V": "v", "w": "W", "W": "w",
    "x": "X", "z": "Z", "Z": "z", "u": "U", "U": "u", "k": "K", "p": "P", "P": "F", "F": "P",
    "ő": "ô", "ô": "ő", "ŭ": "ü", "ü": "ŭ", "ŏ": "ö", "ö": "ő", "á": "à", "é": "è", "ó": "ò",
    "ș": "ş", "’": ",", ",": "’", "“": "”", "”": "“", "-": "–", "–": "-", ".": "·", "y": "v",
    "h": "b", "i": "í", "í": "i", "n": "r", "m": "rn", "5": "S", "8": "B", "B": "8", "2": "Z",
    "6": "b", "a": "o", "d": "ó", "t": "f", "f": "t",
}  # fmt: skip

Symbol = tuple[int, int]


class Sample(NamedTuple):
    """Tokens with hidden letters, simulated evidence, and what each symbol is."""

    tokens: list[tuple[Symbol, ...]]
    unknowns: dict[Symbol, dict[str, float]]
    truth: dict[Symbol, str]


def sample(text: str, *, seed: int = 1, fonts: int = 3, wrong: float = 0.02) -> Sample:
    """Return a text in several fonts with shuffled codes; paragraphs take turns at the fonts."""
    rng = random.Random(seed)  # noqa: S311 - chance that is the same every time
    letters = sorted({c for c in text if not c.isspace()})
    codes = [rng.sample(range(33, 33 + len(letters)), len(letters)) for _ in range(fonts)]
    number = [dict(zip(letters, each, strict=True)) for each in codes]
    tokens: list[tuple[Symbol, ...]] = []
    for turn, paragraph in enumerate(text.strip().split("\n\n")):
        font = (0, 0, 0, 1, 0, 2)[turn % 6] % fonts
        tokens += [tuple((font, number[font][c]) for c in word) for word in paragraph.split()]
    truth = {(f, number[f][c]): c for f in range(fonts) for c in letters}
    used = {symbol for token in tokens for symbol in token}
    truth = {symbol: truth[symbol] for symbol in sorted(used)}
    unknowns = {s: evidence(c, letters, rng, wrong=wrong) for s, c in truth.items()}
    return Sample(tokens, unknowns, truth)


def evidence(
    letter: str, letters: list[str], rng: random.Random, *, wrong: float = 0.02
) -> dict[str, float]:
    """Return what a matcher of shapes might say of one letter: log weights, normalised.

    A share `wrong` of all letters has another reading on top, by up to 4 nats.
    """
    rivals = ALIKE.get(letter, "")
    # A rival of more than one letter is a reading of its own ("rn"); the others are one each.
    close = [rivals] if rivals == "rn" else list(rivals)
    others = rng.sample([c for c in letters if c != letter], min(4, len(letters) - 1))
    weights = {c: -rng.uniform(5.0, 10.0) for c in others}
    weights |= {c: -rng.uniform(0.7, 5.0) for c in close}
    weights[letter] = 0.0
    if rng.random() < wrong:
        weights[close[0] if close else others[0]] = rng.uniform(0.2, 4.0)
    return normalised(weights)


def normalised(weights: Mapping[str, float]) -> dict[str, float]:
    """Return log weights whose probabilities sum to one."""
    total = math.log(sum(math.exp(w) for w in weights.values()))
    return {reading: weight - total for reading, weight in weights.items()}


def occurrences(found: Sample) -> dict[Symbol, int]:
    """Return how often each symbol stands."""
    counts = dict.fromkeys(found.truth, 0)
    for token in found.tokens:
        for symbol in token:
            counts[symbol] += 1
    return counts
