"""Mentor pairs, their lesson observations, and the outputs of people: papers, cases, projects."""
