"""Checks what `matinee demo --no-serve --json` prints: python3 check_demo.py FILE SECONDS"""

import json
import sys


def check(holds, what):
    if not holds:
        sys.exit(f"the demo's answer is wrong: {what}")


def metric(result, name):
    value = result["metrics"].get(name)
    if value is None:
        return False
    check(value["low"] <= value["mean"] <= value["high"], f"{name} of {result['model']} is {value}")
    check(value["users"] > 0, f"{name} of {result['model']} rests on no user")
    return True


def main(path, seconds):
    with open(path, encoding="utf-8") as file:
        answer = json.load(file)

    data = answer["data"]
    found = (data["ratings"], data["users"], data["ratedMovies"])
    check(found == (100004, 671, 9066), f"ratings, users and rated movies are {found}")

    segments = answer["segments"]["segments"]
    check(sum(segment["users"] for segment in segments) == 671, "not every user is in one segment")
    check(len({segment["label"] for segment in segments}) == len(segments), "two segments have one name")

    results = answer["leaderboard"]["results"]
    models = {result["model"] for result in results}
    check(len(models) >= 4, f"only {sorted(models)} are on the leaderboard")
    for result in results:
        measured = [metric(result, name) for name in ("rmse", "ndcg@10")]
        check(any(measured), f"{result['model']} has neither rmse nor ndcg@10")

    items = answer["recommendations"]["items"]
    check(len(items) >= 5, f"only {len(items)} movies are recommended")
    check([item["rank"] for item in items] == list(range(1, len(items) + 1)), "ranks are not 1, 2, 3, …")
    check(all(item["title"] for item in items), "a recommended movie has no title")

    check(answer["seconds"], "no step says how long it took")
    check(seconds < 60, f"it took {seconds} s, more than a minute")
    print(f"{found[0]} ratings, {len(models)} models compared, {len(items)} movies recommended, {seconds} s")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
