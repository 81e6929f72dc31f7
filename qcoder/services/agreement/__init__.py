"""Agreement before consensus, over the sealed layers of those who coded the same transcript."""
