"""The team's matrix: who can what, by the levels last agreed. For the present supervisor and for
deputies as far as their rights reach; directors above see no individuals."""
