from __future__ import annotations

import pytest

from tests.knowledge.stated import agrees, number, plain


def test_numbers_are_read_as_they_are_written() -> None:
    assert plain(r"so $0.9^{100} \approx 3 \cdot 10^{-5}$ and $36{,}864$") == "so 0.9^100 ~ 3 x 10^-5 and 36864"
    assert number("3 x 10^-5") == pytest.approx(3e-5) and number("26 million") == 26e6
    assert agrees("3 x 10^-5", 2.66e-5) and not agrees("3 x 10^-5", 2.4e-5)
    assert agrees("2700", 2702.4) and not agrees("2700", 2760) and not agrees("2705", 2702.4)
    assert agrees("-1.386", -1.38629) and not agrees("-1.386", -1.3871) and agrees("0", 0.0)
