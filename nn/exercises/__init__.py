"""Exercises: twenty small files to be completed, from one multiplication to attention, and what checks them.

files/           the files as the learner gets them
folder.py        the learner's folder: layout, progress, reset
process.py       run a check in a process of its own, with a time limit
worker.py        that process
examine.py       run the learner's functions and compare their results with the engine's
mistakes.py      name the kind of a mistake: transformations of the right answer
exercise.py      what an exercise consists of
scalars.py, walk.py, arrays.py, losses.py, binary.py, layers.py, convolution.py, attention.py, steps.py
                 the right answers, the cases, the mistakes and the hints of each exercise

The right answers come from the engine, so the package holds no solutions.
"""
