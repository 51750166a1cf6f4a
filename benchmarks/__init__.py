"""The benchmark: drafter beside docxtpl and python-docx, doing the same job.

`python -m benchmarks` runs it.
"""
