using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.Analysis.Collections;

/// <summary>A call per element of a method that searches the same collection each time.</summary>
/// <param name="Call">The call.</param>
/// <param name="Scan">The search.</param>
/// <param name="Collection">What is handed in; null where the method has the collection from elsewhere.</param>
/// <param name="Loop">The loop that makes it a product of two sizes.</param>
internal sealed record HiddenScanInLoop(IInvocationOperation Call, HiddenScan Scan, IOperation? Collection, Iteration.Iteration Loop)
{
    /// <summary>Reads a call; null when it does not search, or not the same collection for something else in each round.</summary>
    public static HiddenScanInLoop? Read(IInvocationOperation call, CompilationContext compilation)
    {
        if (!HiddenScanFacts.For(compilation).MayHide(call)
            || Iterations.PerElement(call, compilation) is not { } rounds
            || HiddenScanFacts.For(compilation).Of(call) is not { IsEmpty: false } scans)
        {
            return null;
        }

        // What is asked for the same in each round is asked again only by a loop around it, unless the answer is one of all elements.
        var asksAnew = call.Arguments.Any(a => Variance.VariesIn(a.Value, rounds)) || Iterations.PerElement(rounds.Operation, compilation) is not null;
        foreach (var scan in scans)
        {
            if (!asksAnew && !scan.Pass.IsWhole)
                continue;

            if (scan.Origin != ScanOrigin.Parameter && !HiddenScanFacts.StaysInClass(call))
                continue;

            var handed = scan.Origin == ScanOrigin.Parameter ? call.Argument(scan.Parameter) : null;
            var collection = scan.Member is null ? handed : null;
            if (collection is not null && ScanCosts.For(compilation).Of(collection, scan.Pass.Subject) is ScanCost.Cheap or ScanCost.Unknown)
                continue;

            var loop = Iterations.PerElement(
                call,
                compilation,
                iteration => StaysSame(call, scan, handed, iteration, compilation) ? scan.Pass.IsWhole || scan.Sought.Of(call).Any(i => Variance.VariesIn(i, iteration)) : null);
            if (loop is not null)
                return new HiddenScanInLoop(call, scan, collection, loop);
        }

        return null;
    }

    /// <summary>What the call hands over that is, or holds, the collection.</summary>
    private IOperation? Handed => Scan.Origin == ScanOrigin.Parameter ? Call.Argument(Scan.Parameter) : null;

    /// <summary>Whether what is handed in holds the collection.</summary>
    public bool IsHeldByOther => Scan is { Member: not null, Origin: ScanOrigin.Parameter };

    /// <summary>Whether each round searches the same elements.</summary>
    public bool StaysSameIn(Iteration.Iteration iteration, CompilationContext compilation) => StaysSame(Call, Scan, Handed, iteration, compilation);

    private static bool StaysSame(IInvocationOperation call, HiddenScan scan, IOperation? handed, Iteration.Iteration iteration, CompilationContext compilation)
    {
        if (scan.Member is null)
            return handed is not null && ScannedCollection.StaysSame(handed, iteration, compilation);

        var facts = LoopFacts.Of(iteration);
        if (facts.Writes(scan.Member) || facts.Mutates(scan.Member) || ChangesBehindCalls(iteration, scan.Member, compilation))
            return false;

        return scan.Origin switch
        {
            ScanOrigin.Parameter => handed?.ReferencedSymbol() is not null && Variance.IsInvariantIn(handed, iteration),
            ScanOrigin.Outside => !facts.Declares(scan.Member) && !iteration.Variables.Any(v => v.Is(scan.Member)),
            _ => true,
        };
    }

    /// <summary>Whether a method that the loop calls adds to the collection or replaces it.</summary>
    private static bool ChangesBehindCalls(Iteration.Iteration iteration, ISymbol member, CompilationContext compilation)
    {
        foreach (var operation in iteration.Body.DescendantsAndSelf())
        {
            if (operation is IInvocationOperation { TargetMethod: { } method }
                && (method.MethodKind == MethodKind.LocalFunction || method.ContainingType.OriginalDefinition.Is(member.ContainingType?.OriginalDefinition))
                && MethodBodies.For(compilation).Of(method) is { } body
                && LoopFacts.OfBody(body.Root) is var facts
                && (facts.Mutates(member) || facts.Writes(member)))
            {
                return true;
            }
        }

        return false;
    }
}
