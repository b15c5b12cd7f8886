"""Planning while providers fail: schedules of faults, a rate of faults on every call, the cost of the wrappers, a crowd."""
