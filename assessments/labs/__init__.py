"""Small simulations in which a learner sets something up. What counts is what it then does, never how it is written.

Pure and bounded: an answer is replayed from nothing each time, whatever was typed.
"""

from assessments.labs.firewall import Firewall
from assessments.labs.iam import Iam
from assessments.labs.kinds import Lab, Verdict
from assessments.labs.network import NetworkLab

__all__ = ["LABS", "Lab", "Verdict"]

LABS: dict[str, Lab] = {"network": NetworkLab(), "firewall": Firewall(), "iam": Iam()}
