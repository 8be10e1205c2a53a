"""The process in which the crate fsrs fits parameters: it keeps Python's global lock while it works, so nothing else could run.

It is started as a bare script, without `site` and with nothing imported that it can do without: it is there in some 6 ms. The
folder of `fsrs_rs_python` is its only argument. On standard input come the number of answers as eight bytes, then three arrays
of 32-bit integers: the histories' numbers, study days and ratings. On standard output goes one line: `parameters` and 21
numbers, or `failed` and why.
"""

import gc
import sys
from array import array

sys.path.append(sys.argv[1])

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview


def items(numbers: "array[int]", days: "array[int]", ratings: "array[int]") -> list[FSRSItem]:
    """Return one item for each answer that came a study day or more after the last one, with all answers before it."""
    made: dict[tuple[int, int], FSRSReview] = {}
    histories: dict[int, list[FSRSReview]] = {}
    last: dict[int, int] = {}
    found = []
    for number, day, rating in zip(numbers, days, ratings, strict=True):
        elapsed = max(0, day - last.get(number, day))
        last[number] = day
        review = made.get((rating, elapsed))
        if review is None:
            review = made[rating, elapsed] = FSRSReview(rating, elapsed)
        history = histories.get(number)
        if history is None:
            histories[number] = [review]
        else:
            history.append(review)
            if elapsed:
                found.append(FSRSItem(history))
    return found


def main() -> None:
    """Read answers, fit, and write the parameters."""
    gc.disable()  # whatever is made here stays until the end
    source = sys.stdin.buffer
    answers = int.from_bytes(source.read(8), "little")
    columns = [array("i") for _ in range(3)]
    for column in columns:
        column.frombytes(source.read(answers * column.itemsize))
    try:
        parameters = FSRS(DEFAULT_PARAMETERS).compute_parameters(items(*columns))
    except (RuntimeError, ValueError) as error:
        sys.stdout.write(f"failed {error}\n")
        return
    sys.stdout.write(f"parameters {' '.join(map(repr, parameters))}\n")


main()
