using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Makes a list before a loop that counts through a sequence: <c>for (var i = 0; i &lt; items.Count(); i++) use(items.ElementAt(i));</c></summary>
internal sealed class ListBeforeLoop
{
    private readonly FixRequest request;
    private readonly ForStatementSyntax loop;
    private readonly IOperation sequence;
    private readonly ImmutableArray<IOperation> references;

    private ListBeforeLoop(FixRequest request, ForStatementSyntax loop, IOperation sequence, ImmutableArray<IOperation> references)
    {
        this.request = request;
        this.loop = loop;
        this.sequence = sequence;
        this.references = references;
    }

    /// <summary>Whether the sequence surely gives the same elements in every round.</summary>
    public bool IsProven { get; private set; }

    public ImmutableArray<TextChange> Changes { get; private set; }

    /// <summary>The edits, or null when the loop does more with the sequence than count it and take elements by number.</summary>
    public static ListBeforeLoop? TryWrite(FixRequest request, RepeatedScan scan)
    {
        if (scan.Collection.Unwrap() is not { } sequence || sequence is not (ILocalReferenceOperation or IParameterReferenceOperation)
            || scan.Call.Syntax.FirstAncestorOrSelf<ForStatementSyntax>() is not { Condition: { } condition } loop
            || request.Model.GetOperation(loop, request.CancellationToken) is not ILoopOperation operation
            || sequence.ReferencedSymbol() is not { } symbol)
        {
            return null;
        }

        var references = operation.DescendantsAndSelf().Where(o => o is ILocalReferenceOperation or IParameterReferenceOperation && o.ReferencedSymbol().Is(symbol)).ToImmutableArray();
        if (!references.Any(r => condition.Span.Contains(r.Syntax.Span) && CallOf(r) is { TargetMethod.Name: "Count", Arguments.Length: 1 }) || references.Any(r => r.Parent is IAssignmentOperation))
            return null;

        var rewrite = new ListBeforeLoop(request, loop, sequence, references);
        return rewrite.Write(operation) ? rewrite : null;
    }

    private static IInvocationOperation? CallOf(IOperation reference)
    {
        var value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;

        return value.Parent is IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax } } call } ? call : null;
    }

    private bool Write(ILoopOperation operation)
    {
        if (LoopHoist.Before(loop, request.Model) is not { } hoist || request.Compilation.Type(TypeNames.System.Enumerable) is not { } enumerable)
            return false;

        var name = sequence.ReferencedSymbol()!.Name;
        var list = Names.Unique(Words.Singular(Names.Camel(name)) + "List", loop, request.Model);
        var edits = new EditList();
        foreach (var reference in references)
        {
            if (CallOf(reference) is not { } call || !call.TargetMethod.IsMemberOf(enumerable) || !Rewrite(edits, call, list))
                return false;
        }

        var inserted = ImmutableArray.CreateBuilder<TextChange>();
        hoist.Insert(inserted, request.Text, "var " + list + " = " + sequence.Syntax + ".ToList();");
        edits.AddRange(inserted);
        IsProven = DeferredQuery.Of(sequence, request.Compilation) is { IsWrittenHere: true } query
            && CollectionUse.Of(query.Root, request.Compilation) is { } use
            && use.IsMaterialised(ScanCosts.For(request.Compilation))
            && use.StaysSameIn(operation)
            && PlainFunction.ArePlain(query.Operators, LoopFacts.Of(operation).Writes)
            && !UnseenChanges.MayReach(query.Reads(), new[] { operation });
        Changes = edits.Build() ?? ImmutableArray<TextChange>.Empty;
        return !Changes.IsEmpty;
    }

    private static bool Rewrite(EditList edits, IInvocationOperation call, string list)
    {
        var syntax = (InvocationExpressionSyntax)call.Syntax;
        if (Comments.AreIn(syntax))
            return false;

        switch (call.TargetMethod)
        {
            case { Name: "Count", Parameters.Length: 1 }:
                edits.Replace(syntax.Span, list + ".Count");
                return true;
            case { Name: "ElementAt" } when syntax.ArgumentList.Arguments is { Count: 1 } arguments && call.Argument(1)?.Type?.SpecialType == SpecialType.System_Int32:
                edits.Replace(TextSpan.FromBounds(syntax.SpanStart, arguments[0].SpanStart), list + "[");
                edits.Replace(TextSpan.FromBounds(arguments[0].Span.End, syntax.Span.End), "]");
                return true;
            default:
                return false;
        }
    }
}
