"""HL7 v2 messages (ORU^R01 and batches of them) as rows of results."""
