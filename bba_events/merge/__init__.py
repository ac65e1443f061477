"""Events of many sources into clusters: one cluster for one happening.

Pure functions of lists; the same result whatever the order they come in.  Giving a cluster its UID
is left to ``identity``.  How it goes: each event is sketched (``sketch``), pairs worth comparing are
found (``blocks``), judged (``verdict``), and joined while the whole hangs together (``clusters``).
"""

from bba_events.change import Cluster
from bba_events.merge.clusters import Ask, Clustering, cluster
from bba_events.merge.verdict import Answer, Verdict, compare

__all__ = ["Answer", "Ask", "Cluster", "Clustering", "Verdict", "cluster", "compare"]
