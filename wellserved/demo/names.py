"""People of the sample year. Every name is put together by chance from these lists; none is anybody's."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

FIRST = """Aisha Albert Alma Amara Amir Ana Anders Anika Anton Arjun Astrid Beatriz Bente Bilal Birgit Bruno Camille
Carla Carmen Chidi Chiara Clara Conor Dalia Daniel Darya David Deniz Dilip Dora Edgar Eleni Elif Elena Emil Emma Erik
Esther Eva Farah Felix Fiona Florian Frida Gabriel Gita Greta Hana Hannes Hassan Helen Henrik Hugo Ida Imani Ingrid
Irena Isaac Isabel Ivan Jakob Jana Jasmin Javier Joana Johan Jonas Julia Kamal Karin Kasper Katja Kenji Kofi Lara Lars
Laura Leila Leon Lina Linus Livia Lotte Lucia Luis Maja Malik Manuel Marek Maria Marta Mateo Maya Mei Mikkel Mina
Miriam Moritz Nadia Naomi Natalia Nico Nils Nina Noor Olga Oliver Omar Oskar Paula Pedro Petra Philip Priya Rafael
Rania Rebecca Ricardo Robin Rosa Ruben Sabine Salma Samuel Sara Selma Sofia Stefan Sunita Susan Svea Tamar Tariq
Teresa Thea Theo Thomas Tilda Tobias Uma Valentin Vera Victor Viola Walid Wanda Xenia Yara Yusuf Zeynep Zofia""".split()
LAST = """Abbott Adeyemi Ahlberg Aksoy Almeida Andersen Arendt Baptiste Barlow Becker Bergstrom Bhatt Bianchi Blom
Brandt Byrne Cabrera Calder Castellan Chaudhry Chen Costa Crane Dahl Danso Delgado Demir Devi Dubois Duarte Eklund
Engel Eriksen Escobar Fabre Farouk Fenwick Ferreira Fischer Fontaine Forsyth Garrick Gehring Ghosh Gomes Granger
Gupta Haddad Hale Hansen Haruna Hassani Hedlund Herrera Hoffmann Holm Ibarra Iyer Jansen Jimenez Juhl Kamara Kaplan
Karlsson Kaya Keller Khoury Kimura Klein Kovac Kruger Laine Lambert Larkin Lehmann Lindgren Lopes Lund Maddox Mahler
Malik Marchetti Marlow Mbeki Mendes Meyer Mistry Molnar Moreau Nakata Navarro Ndiaye Nilsen Novak Nyberg Obi Okoye
Oliveira Osman Pacheco Park Pavlov Pereira Pillai Quinlan Rahimi Ramsey Rao Reinholt Ribeiro Rossi Rowe Sandoval
Santoro Sato Schreiber Seidel Sharma Silva Sorensen Stark Strand Tanaka Tavares Thorne Tran Ulrich Vance Varga
Vasquez Vogel Wahl Walker Weber Wells Winther Wolff Yilmaz Zamora Zeller Zimmer""".split()


def people(random: Random) -> Iterator[tuple[str, str]]:
    """First and last names, no pair twice."""
    seen: set[tuple[str, str]] = set()
    while True:
        pair = (random.choice(FIRST), random.choice(LAST))
        if pair not in seen:
            seen.add(pair)
            yield pair
