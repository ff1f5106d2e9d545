"""The peer of LikesBench: scikit-learn's random forest on the same rows, at the parameters that document 000 found.

Arguments: folder rounds trees. Prints one JSON document.
"""

import json
import sys
import time

import numpy as np
import sklearn
from sklearn.ensemble import RandomForestClassifier

folder, rounds, trees = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def rows(name):
    likes = np.fromfile(folder + "/" + name + "-likes", dtype="<i4")
    values = np.fromfile(folder + "/" + name + "-values", dtype="<f4").reshape(len(likes), -1)
    return np.nan_to_num(values), likes


training, likes = rows("training")
test, truth = rows("test")
seconds, cpu = [], []
for _ in range(rounds):
    wall, used = time.perf_counter(), time.process_time()
    forest = RandomForestClassifier(
        n_estimators=trees, max_depth=20, min_samples_split=10, min_samples_leaf=1, n_jobs=2, random_state=42
    ).fit(training, likes)
    seconds.append(time.perf_counter() - wall)
    cpu.append(time.process_time() - used)
print(
    json.dumps(
        {
            "version": sklearn.__version__,
            "wall": float(np.median(seconds)),
            "cpu": float(np.median(cpu)),
            "accuracy": float((forest.predict(test) == truth).mean()),
        }
    )
)
