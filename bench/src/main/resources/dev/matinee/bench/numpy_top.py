"""The peer of RecommendBench: the ten best unseen items of all users, by blocks of U @ V.T and argpartition.

Argument: the folder of factors, ratings and our lists. Prints one JSON document.
"""

import json
import sys
import time

import numpy as np

folder, factors, top, block = sys.argv[1], 64, 10, 1000
users = np.fromfile(folder + "/userFactors", dtype="<f4").reshape(-1, factors)
items = np.fromfile(folder + "/itemFactors", dtype="<f4").reshape(-1, factors)
starts = np.fromfile(folder + "/starts", dtype="<i4")
columns = np.fromfile(folder + "/columns", dtype="<i4")
ours = np.fromfile(folder + "/lists", dtype="<i4").reshape(-1, top)
lists = np.empty((len(users), top), dtype=np.int32)
wall, used = time.perf_counter(), time.process_time()
for first in range(0, len(users), block):
    last = min(len(users), first + block)
    scores = users[first:last] @ items.T
    seen = np.repeat(np.arange(last - first), np.diff(starts[first : last + 1]))
    scores[seen, columns[starts[first] : starts[last]]] = -np.inf
    best = np.argpartition(scores, -top, axis=1)[:, -top:]
    order = np.argsort(-np.take_along_axis(scores, best, axis=1), axis=1)
    lists[first:last] = np.take_along_axis(best, order, axis=1)
wall, used = time.perf_counter() - wall, time.process_time() - used
known = np.abs(users).sum(axis=1) > 0
same = np.mean([len(np.intersect1d(a, b)) / top for a, b in zip(lists[known], ours[known])])
print(json.dumps({"version": np.__version__, "wall": wall, "cpu": used, "same": float(same)}))
