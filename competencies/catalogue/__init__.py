"""Writing the next version of the 70-20-10 catalogue (requirement 18): a draft of the year, made
from what is in force, and published by the decision of the strategic conversation."""
