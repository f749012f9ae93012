"""A draw that anybody can repeat: by hashes alone, so that no library, machine or version has a say in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from wellserved.measures.framing import Frame, Strata, Stratum, ids_in_order, served_last, text_of


@dataclass(frozen=True)
class Draw:
    """Who was drawn for whom, and who follows."""

    assigned: Mapping[int, tuple[int, ...]]  # for each member, the contacts in the order in which they were drawn
    spare: tuple[int, ...]  # everybody else, in the order in which they would replace somebody
    frame_digest: str  # SHA-256 of `frame_text`
    digest: str  # SHA-256 of who was drawn for whom: a line "member contact" for each, in the order of `assigned`


def draw(frame: Frame, members: Collection[int], per_member: int, seed: str | int, strata: Strata = None) -> Draw:
    """Draw `per_member` contacts for each member; nobody is drawn twice.

    `frame` holds the ids of all who can be drawn. Where it is a mapping, it says for each contact which members served
    them last: those do not draw this contact, unless nobody else is left. `strata` says for each contact the group
    that they belong to; then every group is drawn from in proportion to its size, exactly (`largest_remainders`).

    How: a contact's rank is SHA-256 of "SEED:ID" (the id in decimal digits), read as a number; the lowest comes first.
    In turns, in the order of their ids, the members take whoever comes first of those whom they did not serve last and
    whose group is not full. If there is nobody, the first colleague who can takes whom this member served last, and
    gives up in exchange somebody whom this member did not; only if no colleague can, the member takes whom they served
    last. If there are too few contacts, whoever is late in the last turn has one less. The order in which frame and
    members are given changes nothing.

    Source: a seed and a name hashed by SHA-256, as in R. L. Rivest, "Reference implementation code for pseudo-random
    sampler for election audits" (2011); the first of a random order are a simple random sample, B. Rosén,
    "Asymptotic theory for order sampling", Journal of Statistical Planning and Inference 62 (1997).

    >>> draw(range(1, 9), [20, 10], 2, 2026).assigned
    {10: (1, 4), 20: (6, 3)}
    >>> draw({1: [10], 2: [20]}, [10, 20], 1, 2026).assigned
    {10: (2,), 20: (1,)}
    """
    if per_member < 0 or len(set(members)) != len(members):
        raise ValueError("a member stands here once, and draws none or more")
    contacts = ids_in_order(frame)
    turns = sorted(members) * per_member
    seats = min(len(turns), len(contacts))
    room: dict[Stratum, int] = {0: seats}
    if strata is not None:
        room = largest_remainders(Counter(map(strata.__getitem__, contacts)), seats)
    hand = _Dealing(ranking(contacts, seed), frame, strata, room)
    for member in turns[:seats]:
        hand.serve(member)
    assigned = {member: tuple(hand.drawn.get(member, ())) for member in sorted(members)}
    said = "".join(f"{member} {contact}\n" for member, drawn in assigned.items() for contact in drawn)
    return Draw(assigned, hand.left_over(), _digest(text_of(contacts, frame, strata)), _digest(said))


def next_spare(
    spare: Iterable[int], member: int, frame: Frame, strata: Strata = None, group: Stratum | None = None
) -> int | None:
    """Who replaces a contact of this `group` that `member` had drawn: the first of `spare` who fits best.

    Best is somebody of the same group whom the member did not serve last; then somebody of another group whom they
    did not serve last; then of the same group; then anybody. None where nobody is left.

    >>> next_spare([7, 8, 9], 10, {7: [10], 8: [], 9: []}, {7: "a", 8: "b", 9: "a"}, "a")
    9
    """
    served = served_last(frame)
    best: dict[tuple[bool, bool], int] = {}
    for contact in spare:
        how = (member in served.get(contact, ()), strata is not None and strata.get(contact) != group)
        if how == (False, False):
            return contact
        best.setdefault(how, contact)
    return best[min(best)] if best else None


def ranking(contacts: Sequence[int], seed: str | int) -> list[int]:
    """The contacts in the order of SHA-256 of "SEED:ID", the lowest first.

    >>> ranking([1, 2, 3, 4], 2026)
    [1, 4, 3, 2]
    """
    begun = f"{seed}:".encode()
    digests = [sha256(begun + b"%d" % contact).digest() for contact in contacts]
    # The first eight bytes decide, but for one time in ten million with a million contacts: then the rest does.
    firsts = np.frombuffer(b"".join(digests), dtype=">u8")[::4].astype(np.uint64)
    order = np.argsort(firsts)
    if (firsts[order][1:] == firsts[order][:-1]).any():
        return [contacts[place] for place in sorted(range(len(contacts)), key=digests.__getitem__)]
    found: list[int] = np.array(contacts, dtype=np.int64)[order].tolist()
    return found


def largest_remainders(sizes: Mapping[Stratum, int], seats: int) -> dict[Stratum, int]:
    """`seats` shared out in proportion to `sizes`, exactly: never more than a size, together `seats` (or all there is).

    Each gets the whole part of seats·size/total; what is left goes one by one to the largest remainders, and where
    those are equal to the larger size, then to the lower name. In whole numbers, so that nothing is rounded.

    Source: Hamilton's method; M. L. Balinski and H. P. Young, Fair Representation (1982).

    >>> largest_remainders({"inside": 70, "outside": 30}, 9)
    {'inside': 6, 'outside': 3}
    """
    total = max(sum(sizes.values()), 1)
    seats = min(seats, sum(sizes.values()))
    shares = {group: seats * size // total for group, size in sizes.items()}
    order = sorted(sizes, key=lambda group: (-(seats * sizes[group] % total), -sizes[group], str(group)))
    for group in order[: seats - sum(shares.values())]:
        shares[group] += 1
    return shares


class _Dealing:
    """Contacts in their ranking, being taken from the top; who could not take somebody leaves them to the next."""

    def __init__(self, order: Sequence[int], frame: Frame, strata: Strata, room: dict[Stratum, int]) -> None:
        self.order, self.served, self.strata = order, served_last(frame), strata
        self.room = room  # how many of each group may still be drawn
        self.seen = 0  # how far down the ranking we are
        self.passed: list[int] = []  # left to the next, in the order of the ranking
        self.drawn: dict[int, list[int]] = {}

    def serve(self, member: int) -> None:
        """One turn of one member."""
        found = self._first_for(member)
        if found is None and not self._exchange(member):
            found = next(filter(self._has_room, self.passed))
        if found is not None:
            self._give(member, found)

    def left_over(self) -> tuple[int, ...]:
        """Who was not drawn, in the order of the ranking."""
        drawn = {contact for contacts in self.drawn.values() for contact in contacts}
        return tuple([contact for contact in self.order if contact not in drawn])

    def _first_for(self, member: int) -> int | None:
        for contact in self.passed:
            if self._has_room(contact) and not self._served(member, contact):
                self.passed.remove(contact)
                return contact
        while self.seen < len(self.order):
            contact = self.order[self.seen]
            self.seen += 1
            if self._has_room(contact):
                if not self._served(member, contact):
                    return contact
                self.passed.append(contact)
        return None

    def _exchange(self, member: int) -> bool:
        """Let a colleague take whom `member` served last, and give somebody up for them. Whether anybody could."""
        waiting = list(filter(self._has_room, self.passed))
        for colleague, drawn in self.drawn.items():
            taken = next((contact for contact in waiting if not self._served(colleague, contact)), None)
            given = next((contact for contact in drawn if not self._served(member, contact)), None)
            if colleague != member and taken is not None and given is not None:
                drawn.remove(given)
                self._give(colleague, taken)
                self.drawn.setdefault(member, []).append(given)
                return True
        return False

    def _give(self, member: int, contact: int) -> None:
        self.drawn.setdefault(member, []).append(contact)
        self.room[self._group(contact)] -= 1
        if contact in self.passed:
            self.passed.remove(contact)

    def _has_room(self, contact: int) -> bool:
        return self.room[self._group(contact)] > 0

    def _served(self, member: int, contact: int) -> bool:
        return member in self.served.get(contact, ())

    def _group(self, contact: int) -> Stratum:
        return 0 if self.strata is None else self.strata[contact]


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
