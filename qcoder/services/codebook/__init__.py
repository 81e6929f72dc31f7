"""The codebook: edited, rearranged, loaded, closed for new codes, and its history."""
