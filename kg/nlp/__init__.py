"""The spaCy pipeline: sections, mentions, coreference, triggers, roles, attribution, quantities, times, factuality."""
