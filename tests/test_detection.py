from __future__ import annotations

import pickle

import pytest

import cronexpr
from cronexpr.detection import Reading, detect


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "0 0 12 ? * 1-5",
            [("standard extended spring", ""), ("quartz", "1-5 is Sunday to Thursday in Quartz")],
        ),
        ("0 12 ? * 2-6 2030", [("aws", "")]),
        (
            "0 0 1 * 1",
            [
                ("standard extended vixie cronie kubernetes github google croniter", ""),
                (
                    "jenkins azure celery",
                    "a day must match both day fields in Jenkins, Azure and Celery",
                ),
            ],
        ),
        (
            "0 0 *,5 * 1",
            [
                ("standard extended github google croniter", ""),
                (
                    "vixie cronie kubernetes jenkins azure celery",
                    (
                        "a day must match both day fields in "
                        "Vixie cron, cronie, Kubernetes, Jenkins, Azure and Celery"
                    ),
                ),
            ],
        ),
        (
            "0 0 0 * * */2",
            [
                ("standard extended azure", ""),
                ("spring", "*/2 is Sunday, Monday, Wednesday and Friday in Spring"),
            ],
        ),
        (
            "0 0 0 ? * 6L",
            [("standard extended spring", ""), ("quartz", "weekdays count from Sunday = 1 in Quartz")],
        ),
        (
            "@daily",
            [
                ("standard extended vixie cronie spring kubernetes croniter", ""),
                ("jenkins", "@daily is drawn from the seed in Jenkins"),
            ],
        ),
        ("0 0 0 1 1 ? 2030/2", [("quartz", "")]),
        (
            "0 0 1 NOV-MAR MON",
            [("celery", ""), ("croniter", "a day needs to match only one of the day fields in croniter")],
        ),
        (
            "0 0 0 ? * 5#3,*/2",
            [("standard extended", ""), ("spring", "5#3,*/2 has other weekdays in Spring")],
        ),
        ("@reboot", [("standard extended vixie cronie", "")]),
        ("nonsense", []),
    ],
)
def test_readings_are_grouped_by_meaning(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(" ".join(reading.dialects), reading.difference) for reading in detect(text)] == expected


def test_a_day_that_needs_only_one_field_is_told_apart() -> None:
    first, second = detect("0 0 * * 1 1")[:2]
    assert first.difference == ""
    assert "croniter" in second.dialects
    assert second.difference == "the last field is the second in croniter"


def test_hashes_of_different_ranges_differ() -> None:
    readings = detect("0 0 H * *")
    values = {reading.dialects: reading.expression.fields[3].values for reading in readings}
    assert set(values) <= {("jenkins",), ("croniter",), ("jenkins", "croniter")}
    for reading in readings[1:]:
        assert reading.difference == f"H is {reading.expression.fields[3].values[0]} in croniter"


def test_the_front_door_has_it() -> None:
    assert cronexpr.detect("0 9 * * 1-5") == detect("0 9 * * 1-5")
    (reading,) = cronexpr.detect("0 9 * * 1-5")
    assert isinstance(reading, Reading)
    assert pickle.loads(pickle.dumps(reading)) == reading
    with pytest.raises(TypeError, match="expression must be a str"):
        cronexpr.detect(None)  # type: ignore[arg-type]
