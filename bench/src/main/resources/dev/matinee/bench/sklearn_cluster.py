"""The peer of ClusterBench: scikit-learn's KMeans (Lloyd) or silhouette_score on the same numbers, in float32.

Arguments: job (dense, sparse, silhouette) folder rounds. Prints one JSON document.
"""

import json
import sys
import time

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

job, folder, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
rows, columns = np.fromfile(folder + "/shape", dtype="<i4")
values = np.fromfile(folder + "/values", dtype="<f4")
if job == "sparse":
    where = np.fromfile(folder + "/columns", dtype="<i4"), np.fromfile(folder + "/starts", dtype="<i4")
    points = sp.csr_matrix((values,) + where, shape=(rows, columns))
else:
    points = values.reshape(rows, columns)
labels = np.fromfile(folder + "/labels", dtype="<i4") if job == "silhouette" else None
seconds, cpu, answers = [], [], []
for _ in range(rounds):
    wall, used = time.perf_counter(), time.process_time()
    if job == "silhouette":
        answers.append(float(silhouette_score(points, labels)))
    else:
        k, starts = (10, 1) if job == "sparse" else (4, 10)
        answers.append(float(KMeans(k, n_init=starts, algorithm="lloyd", random_state=42).fit(points).inertia_))
    seconds.append(time.perf_counter() - wall)
    cpu.append(time.process_time() - used)
print(json.dumps({"version": sklearn.__version__, "seconds": seconds, "cpu": cpu, "answer": answers[-1]}))
