"""Development needs of units, and the yearly sums of everybody's without names."""
