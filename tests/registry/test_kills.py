"""Five kills in the middle of saves; hundreds of them are recorded (tests/data/test_recorded_kills.py)."""

from tests.registry.kills import run


def test_no_acknowledged_save_is_lost_when_the_server_is_killed() -> None:
    found = run(5, database="sqlite", seed=1)
    assert (found.lost, found.halves, found.breaks, found.sound) == ([], [], [], True)
    assert found.acknowledged > 0
