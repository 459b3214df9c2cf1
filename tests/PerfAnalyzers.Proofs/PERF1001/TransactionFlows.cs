using PerfAnalyzers.Proofs.Waiting;

public static class Program
{
    public static async Task<string> RunAsync(IStore store, int seed)
    {
        string before;
        using (var scope = new System.Transactions.TransactionScope(System.Transactions.TransactionScopeAsyncFlowOption.Enabled))
        {
            before = State();
            store.SaveAsync(seed, 1).Wait();
            before += State();
            if (seed % 2 == 0)
                scope.Complete();
        }

        return $"{before} {State()} {await store.CountAsync()}";
    }

    private static string State() => System.Transactions.Transaction.Current?.TransactionInformation.Status.ToString() ?? "none";
}
