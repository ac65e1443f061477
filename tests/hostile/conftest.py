"""No test here sends a packet to another machine."""

from loopback_only import loopback_only

__all__ = ["loopback_only"]
