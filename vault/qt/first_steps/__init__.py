"""First steps in a new vault: what there is to do, told from what is true of the vault and never counted apart."""
