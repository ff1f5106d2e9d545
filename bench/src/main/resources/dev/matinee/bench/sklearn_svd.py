"""The peer of SvdBench: scikit-learn's randomised TruncatedSVD of a matrix in compressed rows, in float32.

Arguments: folder components rounds. Prints one JSON document.
"""

import json
import sys
import time

import numpy as np
import scipy.sparse as sp
import sklearn
from sklearn.decomposition import TruncatedSVD

folder, components, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
shape = tuple(np.fromfile(folder + "/shape", dtype="<i4"))
matrix = sp.csr_matrix(
    (
        np.fromfile(folder + "/values", dtype="<f4"),
        np.fromfile(folder + "/columns", dtype="<i4"),
        np.fromfile(folder + "/starts", dtype="<i4"),
    ),
    shape=shape,
)
seconds, cpu = [], []
for _ in range(rounds):
    wall, used = time.perf_counter(), time.process_time()
    svd = TruncatedSVD(n_components=components, random_state=42)
    users = svd.fit_transform(matrix)
    seconds.append(time.perf_counter() - wall)
    cpu.append(time.process_time() - used)
assert users.dtype == np.float32
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "seconds": seconds,
            "cpu": cpu,
            "singular": svd.singular_values_.tolist(),
            "explained": float(np.var(matrix @ svd.components_.T, axis=0, dtype=np.float64).sum()),
            "claimed": float(svd.explained_variance_.sum()),
        }
    )
)
