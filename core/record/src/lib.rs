//! A resident's strands as typed automerge documents.
