"""How fast `manage.py score` is, and how much memory it takes, as the file grows a hundredfold.

The numbers of assessments may be given as arguments. Each has 25 items in 5 domains; about one
answer in twenty is not applicable, and one in fifty blank.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SIZES = (10_000, 100_000, 1_000_000)
CODES = [f"{domain}{number}" for domain in "ABCDE" for number in range(1, 6)]
# 101 of them, a prime: assessments of 25 items go round in many ways.
ANSWERS = [*["5,", "3,", "4,", "1,", "2,"] * 19, *[",Nobody wanted it."] * 4, *[","] * 2]


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    tell("assessments", "rows", "file", "seconds", "rows/s", "peak")
    with TemporaryDirectory() as folder:
        instrument, ratings = Path(folder) / "instrument.toml", Path(folder) / "ratings.csv"
        instrument.write_text(definition(), encoding="utf-8")
        for size in sizes:
            write_ratings(ratings, size)
            seconds, peak = measured(instrument, ratings)
            rows, megabytes = size * len(CODES), ratings.stat().st_size / 1e6
            tell(
                f"{size:,}",
                f"{rows:,}",
                f"{megabytes:.0f} MB",
                f"{seconds:.1f}",
                f"{rows / seconds:,.0f}",
                f"{peak / 1000:.0f} MB",
            )


def tell(*cells: str) -> None:
    sys.stdout.write("".join(f"{cell:>12}" for cell in cells) + "\n")
    sys.stdout.flush()


def definition() -> str:
    lines = ['slug = "bench"', 'name = "Bench"', "minimum = 1", "maximum = 5"]
    lines += ["[total]", 'method = "mean"', 'minimum_coverage = "4/5"']
    for domain in "ABCDE":
        lines += ["[[domains]]", f'code = "{domain}"', f'name = "{domain}"']
        for code in (code for code in CODES if code[0] == domain):
            lines += ["[[domains.items]]", f'code = "{code}"', 'name = "Item"', 'definition = "x"']
            lines += ['not_applicable = "excluded"', 'not_applicable_when = "x"']
            lines += ['anchors = ["1", "2", "3", "4", "5"]']
    return "\n".join(lines)


def write_ratings(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("assessment,item,value,na_reason\n")
        for number in range(size):
            file.writelines(
                f"a{number},{code},{ANSWERS[(25 * number + 7 * order) % len(ANSWERS)]}\n"
                for order, code in enumerate(CODES)
            )


def measured(instrument: Path, ratings: Path) -> tuple[float, int]:
    """Seconds of one processor, and the most memory that the command took, in kB."""
    command = [sys.executable, "manage.py", "score", instrument, ratings, "--json"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit("It could not be scored.")
    return used.ru_utime + used.ru_stime, used.ru_maxrss


main()
