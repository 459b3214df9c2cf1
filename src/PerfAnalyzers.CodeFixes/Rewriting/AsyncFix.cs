namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>What the actions of a fix that awaits are known by.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Key">The kind of action.</param>
/// <param name="MovingKey">The kind of action where exceptions of a function surface elsewhere afterwards.</param>
internal sealed record AsyncAction(string RuleId, string Key, string MovingKey);

/// <summary>Awaits an expression, in the function around it or along the whole chain of its callers.</summary>
internal static class AsyncFix
{
    /// <param name="awaited">What is to be awaited.</param>
    /// <param name="request">The finding.</param>
    /// <param name="what">What a title calls it.</param>
    /// <param name="action">The rule and its kinds of action.</param>
    public static async Task<FixPlan?> PlanAsync(AsyncAwait awaited, FixRequest request, string what, AsyncAction action)
    {
        if (awaited.Spot is not { } spot || !awaited.Write(new EditList()))
            return null;

        if (spot.Need != AsyncNeed.Signature)
            return await PlanInPlaceAsync(awaited, spot, request, what, action).ConfigureAwait(false);

        if (await AsyncPropagation.PlanAsync(awaited, request, action.RuleId).ConfigureAwait(false) is not { } plan)
            return null;

        var name = "'" + spot.Function.Symbol.Name + "'";
        var others = plan.Members == 1 ? "" : plan.Members == 2 ? " with 1 other method" : $" with {plan.Members - 1} other methods";
        var title = plan.AddsTwin ? $"Add an async {name} beside it{others} and await {what} there"
            : plan.Members == 1 ? $"Make the method async and await {what}"
            : $"Make {name}{others} async and await {what}";
        return new FixPlan(
            plan.MovesExceptions ? title + " (exceptions of a method move into its task)" : title,
            plan.MovesExceptions ? action.MovingKey : action.Key,
            plan.Changes.TryGetValue(request.Document.Id, out var own) ? own : ImmutableArray<TextChange>.Empty)
        {
            ChangesBehaviour = plan.MovesExceptions,
            OtherChanges = plan.Changes.Remove(request.Document.Id),
        };
    }

    private static async Task<FixPlan?> PlanInPlaceAsync(AsyncAwait awaited, AsyncSpot spot, FixRequest request, string what, AsyncAction action)
    {
        var edits = new EditList();
        if (spot.Need == AsyncNeed.Modifier)
            AsyncConversion.AddModifier(edits, spot.Function.Node);

        if (spot.Need == AsyncNeed.Returns && !AsyncConversion.TryConvert(edits, spot.Function, awaited.Node, request, out _))
            return null;

        foreach (var callback in spot.Lambdas)
            callback.Write(edits);

        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (!awaited.Imports.All(type => Usings.TryAdd(usings, type, awaited.Node, request)))
            return null;

        edits.AddRange(usings);
        if (!awaited.Write(edits)
            || edits.Build() is not { } changes
            || !await StillCompiles.AfterAsync(changes, AsyncAwait.OwnerOf(awaited.Node), request).ConfigureAwait(false))
        {
            return null;
        }

        var title = spot.Need == AsyncNeed.Nothing ? $"Await {what}"
            : spot.MovesExceptions ? "Make the method async and await (its own exceptions move into the task)"
            : $"Make the method async and await {what}";
        return new FixPlan(title, spot.MovesExceptions ? action.MovingKey : action.Key, changes) { ChangesBehaviour = spot.MovesExceptions };
    }
}
