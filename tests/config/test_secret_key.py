import stat
from concurrent.futures import ThreadPoolExecutor

from config.secret_key import secret_key_of_this_machine


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    key = secret_key_of_this_machine(tmp_path / "new")

    assert len(key) >= 50
    assert secret_key_of_this_machine(tmp_path / "new") == key
    assert stat.S_IMODE((tmp_path / "new" / "secret_key").stat().st_mode) == 0o600


def test_processes_that_start_at_once_share_one_key_and_leave_nothing_behind(tmp_path):
    with ThreadPoolExecutor(16) as pool:
        keys = set(pool.map(secret_key_of_this_machine, [tmp_path] * 64))

    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]
