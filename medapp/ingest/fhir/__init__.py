"""FHIR resources (DSTU2, STU3, R4, R5) as rows of results."""
