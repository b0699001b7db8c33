"""Tests of the updates that come on a stick."""
