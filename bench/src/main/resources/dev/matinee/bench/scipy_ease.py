"""The peer of EaseBench: the weights of EASE by a sparse Gram matrix and the Cholesky inverse of OpenBLAS.

Arguments: folder precision. Prints one JSON document, with the largest difference from our weights.
"""

import json
import sys
import time

import numpy as np
import scipy
import scipy.sparse as sp
from scipy.linalg import get_lapack_funcs

folder, precision = sys.argv[1], np.dtype(sys.argv[2])
regularization = 400.0
shape = tuple(np.fromfile(folder + "/shape", dtype="<i4"))
ratings = np.fromfile(folder + "/values", dtype="<f4")
matrix = sp.csr_matrix(
    ((1 + ratings).astype(precision), np.fromfile(folder + "/columns", dtype="<i4"), np.fromfile(folder + "/starts", dtype="<i4")),
    shape=shape,
)
matrix = matrix[:, np.diff(matrix.tocsc().indptr) > 0]
wall, used = time.perf_counter(), time.process_time()
gram = np.asfortranarray((matrix.T @ matrix).toarray())
gram[np.diag_indices_from(gram)] += regularization * np.mean(matrix.data.astype(np.float64) ** 2)
factorize, invert = get_lapack_funcs(("potrf", "potri"), (gram,))
factor, failed = factorize(gram, lower=True, overwrite_a=True, clean=False)
assert failed == 0
inverse, failed = invert(factor, lower=True, overwrite_c=True)
assert failed == 0
wall, used = time.perf_counter() - wall, time.process_time() - used
diagonal = np.diag(inverse)
items = len(diagonal)
ours = np.fromfile(folder + "/weights", dtype="<f4").reshape(-1, items)
difference = 0.0
for row in range(len(ours)):
    full = np.concatenate((inverse[row, :row], inverse[row:, row]))
    weights = -full / diagonal
    weights[row] = 0
    difference = max(difference, float(np.abs(weights - ours[row]).max()))
print(json.dumps({"version": scipy.__version__, "wall": wall, "cpu": used, "difference": difference}))
