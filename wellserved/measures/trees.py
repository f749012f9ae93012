"""Chances that hang together: a contact's within a client's, within its kind's, within all. Exact sums over a grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

GRID = np.linspace(-4.5, 4.5, 37)  # logits: chances from 0.011 to 0.989
CHANCE = 1 / (1 + np.exp(-GRID))
FORMAT_SD = 0.5  # by how much formats differ, in logits
KIND_SDS = (0.15, 0.45, 0.9)
CLIENT_SDS = (0.15, 0.45, 0.75, 1.2)
CONTACT = 0.5  # contacts of a client differ by half as much as clients do
FIRST = (0.5, 1.0)  # mean and spread of what an unknown page is taken for

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Beliefs:
    """What is believed of each kind, client and contact, by format: chances of the points of `GRID`, summing to 1."""

    kinds: Floats  # kinds × formats × grid
    clients: Floats
    contacts: Floats


def beliefs(client_hints: Floats, contact_hints: Floats, kind_of: Places, client_of: Places, kinds: int) -> Beliefs:
    """Everybody's beliefs from everybody's hints (the log likelihood of what they did, at each point of the grid).

    `client_hints` (clients × formats × grid) hold what is known of no single contact, `contact_hints` the rest;
    `kind_of` says each client's kind, `client_of` each contact's client. A child's logit is normal around its parent's:
    format around all (spread 0.5), kind around format, client around kind, contact around client (half the clients'
    spread). Messages go up the tree and down again, which is exact on a tree; the spreads of kinds and of clients are
    averaged over a grid, weighed by how likely they make everything seen.

    Source: J. Pearl, Probabilistic Reasoning in Intelligent Systems (1988), chapter 4.

    >>> nothing = beliefs(np.zeros((1, 2, 37)), np.zeros((0, 2, 37)), np.array([0]), np.array([], dtype=int), 1)
    >>> float(round(nothing.clients[0, 0] @ CHANCE, 2))
    0.59
    """
    found, weights = [], []
    for kind_sd in KIND_SDS:
        for client_sd in CLIENT_SDS:
            one, likely = _once(client_hints, contact_hints, kind_of, client_of, kinds, kind_sd, client_sd)
            found.append(one)
            weights.append(likely)
    shares = np.exp(np.array(weights) - max(weights))
    shares /= shares.sum()
    kept = [(share, one) for share, one in zip(shares, found, strict=True) if share > 1e-4]
    total = sum(share for share, _ in kept)
    return Beliefs(
        np.asarray(sum(share / total * one.kinds for share, one in kept)),
        np.asarray(sum(share / total * one.clients for share, one in kept)),
        np.asarray(sum(share / total * one.contacts for share, one in kept)),
    )


def _once(
    client_hints: Floats,
    contact_hints: Floats,
    kind_of: Places,
    client_of: Places,
    kinds: int,
    kind_sd: float,
    client_sd: float,
) -> tuple[Beliefs, float]:
    to_contact, to_client = _step(client_sd * CONTACT), _step(client_sd)
    to_kind, to_format = _step(kind_sd), _step(FORMAT_SD)
    from_contacts = _up(contact_hints, to_contact)
    at_clients = client_hints.copy()
    np.add.at(at_clients, client_of, from_contacts)
    from_clients = _up(at_clients, to_client)
    at_kinds = np.zeros((kinds, *client_hints.shape[1:]))
    np.add.at(at_kinds, kind_of, from_clients)
    from_kinds = _up(at_kinds, to_kind)
    at_formats = from_kinds.sum(axis=0)
    from_formats = _up(at_formats, to_format)
    first = -0.5 * ((GRID - FIRST[0]) / FIRST[1]) ** 2
    root = first - np.log(np.exp(first).sum()) + from_formats.sum(axis=0)
    likely = float(root.max() + np.log(np.exp(root - root.max()).sum()))

    formats = _down(root - from_formats, to_format) + at_formats
    above_kinds = _down(formats - from_kinds, to_kind)
    whole_kinds = above_kinds + at_kinds
    above_clients = _down(whole_kinds[kind_of] - from_clients, to_client)
    whole_clients = above_clients + at_clients
    above_contacts = _down(whole_clients[client_of] - from_contacts, to_contact)
    return Beliefs(_even(whole_kinds), _even(whole_clients), _even(above_contacts + contact_hints)), likely


def _step(sd: float) -> Floats:
    """From a parent's place (rows) to a child's (columns): normal around it, cut to the grid."""
    found: Floats = np.exp(-0.5 * ((GRID[None, :] - GRID[:, None]) / sd) ** 2)
    found /= found.sum(axis=1, keepdims=True)
    return found


def _up(hints: Floats, step: Floats) -> Floats:
    highest = hints.max(axis=-1, keepdims=True)
    found: Floats = np.log(np.exp(hints - highest) @ step.T + 1e-300) + highest
    return found


def _down(beliefs: Floats, step: Floats) -> Floats:
    highest = beliefs.max(axis=-1, keepdims=True)
    found: Floats = np.log(np.exp(beliefs - highest) @ step + 1e-300)
    return found


def _even(beliefs: Floats) -> Floats:
    found: Floats = np.exp(beliefs - beliefs.max(axis=-1, keepdims=True))
    found /= found.sum(axis=-1, keepdims=True)
    return found
