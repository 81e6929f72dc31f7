"""One repository for each kind of stored thing: values of the domain in and out."""
