"""Templates of the municipality's own, run apart from everything else."""
