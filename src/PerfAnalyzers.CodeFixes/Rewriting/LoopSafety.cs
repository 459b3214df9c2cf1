using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.RoundTrips;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Whether rows may be read before a loop instead of inside it.</summary>
internal enum ReadAhead
{
    /// <summary>Nothing in the loop can change the rows, and every element is reached.</summary>
    Safe,

    /// <summary>The loop calls code that cannot be seen here, which might change the rows.</summary>
    Assumed,

    /// <summary>The loop changes rows, or may end before all elements are reached.</summary>
    Unsafe,
}

/// <summary>Looks for what makes reading ahead different from reading when it is needed.</summary>
internal static class LoopSafety
{
    private static readonly ImmutableHashSet<string> ChangesTracked = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "Add", "AddAsync", "AddRange", "AddRangeAsync", "Attach", "AttachRange", "Remove", "RemoveRange", "Update", "UpdateRange");

    /// <summary>What speaks against one query for the keys of all elements.</summary>
    public static ReadAhead Judge(Iteration loop, KeyedQuery keyed, CompilationContext compilation)
    {
        if ((keyed.IsFind && ChangesTrackedRows(loop.Body, compilation)) || keyed.Given.Any(g => ReadsWhatChanges(g, loop)))
            return ReadAhead.Unsafe;

        var sharing = Sharing(loop, keyed, compilation);
        return sharing == ReadAhead.Unsafe ? sharing : Worse(sharing, Judge(loop, keyed.Call, compilation, keyed.AreDocuments ? RoundTripKind.Document : RoundTripKind.Query));
    }

    /// <summary>The same for a query in a method that the loop calls.</summary>
    public static ReadAhead Judge(Iteration loop, KeyedMethod method, IInvocationOperation call, CompilationContext compilation)
    {
        if (call.Arguments.Any(a => ReadsWhatChanges(a.Value, loop)) || ReadsMemberThatChanges(method.Given, loop))
            return ReadAhead.Unsafe;

        if (method is not KeyedQueryMethod { Query: { } query } asking)
            return JudgeUntracked(loop, call, compilation);

        var sharesRows = query.GivesValues || (!asking.HasOwnContext && Tracking.SharesRows(query.Query, method.Home.Compilation));
        var result = sharesRows ? Judge(loop, (InvocationExpressionSyntax)call.Syntax, compilation) : JudgeUntracked(loop, call, compilation);

        // What was added to the context of the method, and where, cannot be seen here.
        return query.IsFind ? Worse(result, ReadAhead.Assumed) : result;
    }

    /// <summary>The same for a query whose rows nobody tracks.</summary>
    public static ReadAhead JudgeUntracked(Iteration loop, IInvocationOperation query, CompilationContext compilation)
    {
        var sharing = Sharing(loop, query, compilation);
        return sharing == ReadAhead.Unsafe ? sharing : Worse(sharing, Judge(loop, (InvocationExpressionSyntax)query.Syntax, compilation));
    }

    /// <summary>Whether a value holds something beside the element that grows or changes while the loop runs: <c>!seen.Contains(o.Id)</c>.</summary>
    private static bool ReadsWhatChanges(IOperation value, Iteration loop) =>
        LoopFacts.ReferencedSymbols(value).Any(symbol =>
            symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol
            && !loop.Variables.Any(v => v.Is(symbol))
            && !LoopFacts.Of(loop).Declares(symbol)
            && LoopFacts.Of(loop).ChangesState(symbol));

    /// <summary>Whether a query in a method reads a field or property of its object that the loop sets.</summary>
    public static bool ReadsMemberThatChanges(IEnumerable<IOperation> given, Iteration loop) =>
        given.SelectMany(LoopFacts.ReferencedSymbols).Any(symbol =>
            symbol is IFieldSymbol or IPropertySymbol && (LoopFacts.Of(loop).Writes(symbol) || LoopFacts.Of(loop).Mutates(symbol)));

    /// <summary>What speaks against running a call before the loop.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="query">The call.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="kind">What the call asks: what is written elsewhere does not matter.</param>
    public static ReadAhead Judge(Iteration loop, InvocationExpressionSyntax query, CompilationContext compilation, RoundTripKind kind = RoundTripKind.Query)
    {
        var result = ReadAhead.Safe;
        var around = loop.Body.DescendantsAndSelf().Append(loop.Operation).OfType<ILoopOperation>().Where(l => l.Syntax.Span.Contains(query.Span)).ToArray();
        foreach (var operation in loop.Body.DescendantsAndSelf())
        {
            switch (operation)
            {
                // Reading ahead would ask for elements that are never reached.
                case IBranchOperation { BranchKind: BranchKind.GoTo }:
                case IBranchOperation { BranchKind: BranchKind.Break } exit when around.Any(statement => LoopShape.IsBreakOf(exit, statement)):
                case IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak }:
                    return ReadAhead.Unsafe;
                case IInvocationOperation call when call.Syntax != query && !call.Syntax.Span.IsEmpty:
                    var effect = Effect(call, loop, compilation, kind);
                    if (effect == ReadAhead.Unsafe)
                        return effect;

                    if (effect > result)
                        result = effect;

                    break;
            }
        }

        return result;
    }

    /// <summary>Whether the loop goes on where the query fails, as it is caught for each element.</summary>
    public static bool Catches(TextSpan query, Iteration loop) =>
        loop.Body.DescendantsAndSelf().Any(o => o is ITryOperation { Catches.IsEmpty: false } attempt && attempt.Body.Syntax.Span.Contains(query));

    private static ReadAhead Effect(IInvocationOperation call, Iteration loop, CompilationContext compilation, RoundTripKind kind)
    {
        var method = call.TargetMethod;
        if (RoundTripTable.For(compilation).Find(call) is { } row && (row.IsDatabase ? kind == RoundTripKind.Query : row.Kind == kind))
            return row.IsWrite || row.Kind == RoundTripKind.Transaction ? ReadAhead.Unsafe : ReadAhead.Safe;

        var onContext = method.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext));
        if (onContext || method.ContainingType.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet)))
            return ReadAhead.Safe;

        if (method.ContainingNamespace.IsFramework())
            return ReadAhead.Safe;

        var mayReachDatabase = method.ReturnType.Name is "Task" or "ValueTask"
            || call.Arguments.Any(a => a.Value.Unwrap().Type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)))
            || call.Instance?.Unwrap() is IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IParameterReferenceOperation;
        return (mayReachDatabase && !WholeSet.IsGivenBy(call, compilation)) || TakesElement(call, loop) ? ReadAhead.Assumed : ReadAhead.Safe;
    }

    /// <summary>Code that has the element may set the member that the keys were read from.</summary>
    private static bool TakesElement(IInvocationOperation call, Iteration loop)
    {
        foreach (var value in call.Arguments.Select(a => a.Value).Append(call.Instance))
        {
            if (value?.ReferencedSymbol() is { } symbol && (loop.Variables.Any(symbol.Is) || ElementParts.IsElement(value.Unwrap(), loop)) && value.Unwrap().Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String })
                return true;
        }

        return false;
    }

    /// <summary>
    /// Find answers with a row that was only added to the context and that no query sees. Looked for in the whole
    /// member: what is added before the loop counts as well.
    /// </summary>
    private static bool ChangesTrackedRows(IOperation code, CompilationContext compilation) =>
        LocalValues.Root(code).DescendantsAndSelf().Any(o =>
            o is IInvocationOperation { TargetMethod: { ContainingType: { } type } method }
            && ChangesTracked.Contains(method.Name)
            && (type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbContext)) || type.DerivesFrom(compilation.Type(TypeNames.EfCore.DbSet))));

    /// <summary>
    /// Rows that the context does not track are made anew by each query, while elements with the same key share what was
    /// read before the loop: a change that one of them makes would be seen by the next.
    /// </summary>
    private static ReadAhead Sharing(Iteration loop, KeyedQuery keyed, CompilationContext compilation) =>
        keyed.GivesValues || Tracking.SharesRows(keyed.Query, compilation)
            ? ReadAhead.Safe
            : Sharing(loop, keyed.Query.Execution, compilation);

    private static ReadAhead Sharing(Iteration loop, IOperation answer, CompilationContext compilation) => RowUse.Of(answer, loop, compilation) switch
    {
        RowEffect.Written => ReadAhead.Unsafe,
        RowEffect.HandedOn => ReadAhead.Assumed,
        _ => ReadAhead.Safe,
    };

    private static ReadAhead Worse(ReadAhead one, ReadAhead other) => one > other ? one : other;
}
