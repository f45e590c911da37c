"""The dialog that exports: what, as which file, how; its pages before, its ledger after."""
