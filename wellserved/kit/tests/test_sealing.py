"""What is sealed opens with its own key only."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellserved.kit.sealing import seal, unseal


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_with_its_key_and_with_no_other(text: str) -> None:
    sealed = seal(text, "one key")
    assert unseal(sealed, "one key") == text
    with pytest.raises(ValueError, match="another key"):
        unseal(sealed, "other key")
