// Times are measured, and a thread that has to wait for its turn looks like one that is blocked.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
