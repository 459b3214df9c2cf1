using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Asks a question about a collection once, before the outermost loop whose rounds get the same answer.</summary>
internal sealed class ScanHoist
{
    private ScanHoist(ImmutableArray<TextChange> changes, bool mayFailEarlier)
    {
        Changes = changes;
        MayFailEarlier = mayFailEarlier;
    }

    public ImmutableArray<TextChange> Changes { get; }

    /// <summary>Whether the question fails for an empty collection, or one that is null, where a loop without a round never asked it.</summary>
    public bool MayFailEarlier { get; }

    /// <summary>The edits, or null when the answer could be another one before the loop.</summary>
    public static ScanHoist? TryWrite(FixRequest request, RepeatedScan scan)
    {
        var compilation = request.Compilation;
        var root = ScannedCollection.Root(scan.Collection, compilation);
        if (scan.Reason != ScanReason.SameAnswer
            || scan.Call.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } syntax
            || scan.Call.Instance is not null
            || !access.Expression.Span.Contains(scan.Collection.Syntax.Span)
            || !IndexKey.IsSteady(root)
            || CollectionUse.Of(root, compilation) is not { } use
            || !(use.IsMaterialised(ScanCosts.For(compilation)) || IsCounted(root, compilation))
            || Comments.AreIn(syntax))
        {
            return null;
        }

        var reaches = false;
        var outermost = LoopHoist.Outermost(scan.Call, compilation, iteration =>
        {
            if (!IsSure(scan, iteration, root, use, compilation) || (reaches && iteration.Kind is not (IterationKind.PerElement or IterationKind.FewElements)))
                return false;

            reaches |= iteration.Operation == scan.Loop.Operation;
            return true;
        });
        if (outermost is null
            || !reaches
            || UnseenChanges.AreLikely(LoopFacts.ReferencedSymbols(scan.Call), outermost.Operation, compilation)
            || LoopHoist.Before(outermost.Operation.Syntax, request.Model) is not { } hoist)
        {
            return null;
        }

        var method = scan.Call.TargetMethod.Name;
        var source = Names.Camel(root.ReferencedSymbol()!.Name);
        var name = Names.Unique(scan.IsByPosition ? source + "List" : NameOf(source, method), hoist.Place, request.Model);
        var edits = ImmutableArray.CreateBuilder<TextChange>();
        if (scan.IsByPosition)
        {
            if (method != "ElementAt" || syntax.ArgumentList.Arguments.Count != 1 || scan.Call.Argument(1)?.Type?.SpecialType != SpecialType.System_Int32)
                return null;

            hoist.Insert(edits, request.Text, "var " + name + " = " + access.Expression + ".ToList();");
            edits.Add(new TextChange(syntax.Span, name + "[" + syntax.ArgumentList.Arguments[0] + "]"));
        }
        else if (Declaration(scan.Call, syntax) is { } declaration)
        {
            hoist.Insert(edits, request.Text, declaration.ToString());
            edits.Add(new TextChange(TextShape.WholeLines(request.Text, declaration.Span), ""));
        }
        else
        {
            hoist.Insert(edits, request.Text, "var " + name + " = " + syntax + ";");
            edits.Add(new TextChange(syntax.Span, name));
        }

        var all = new EditList();
        all.AddRange(edits);
        var nullable = request.Model.GetNullableContext(hoist.Place.SpanStart).WarningsEnabled();
        var isSurelyNotNull = use.IsFresh || (nullable && !use.IsTestedForNullIn(outermost.Operation)) || root.Type is { IsValueType: true };
        return all.Build() is { } changes
            ? new ScanHoist(changes, !isSurelyNotNull || (!scan.IsByPosition && WholeScans.Throwing.Contains(method) && !NeverFails(scan.Call)))
            : null;
    }

    /// <summary>The statement that gives the answer the only name it has, which can move before the loop as it is; null where another statement uses the name.</summary>
    private static LocalDeclarationStatementSyntax? Declaration(IInvocationOperation call, ExpressionSyntax syntax)
    {
        if (call.ParentValue() is not IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { } local, Syntax: VariableDeclaratorSyntax declarator } }
            || declarator.Initializer?.Value != syntax
            || declarator.Parent?.Parent is not LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1, UsingKeyword.RawKind: 0, Parent: BlockSyntax } statement
            || LocalValues.SetOnce(local, call) is null
            || Comments.AreIn(statement)
            || statement.GetLeadingTrivia().Concat(statement.GetTrailingTrivia()).Any(t => t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia))
        {
            return null;
        }

        // Before the loop the name is seen by all that stands beside it.
        var member = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>(m => m is not GlobalStatementSyntax) ?? statement.SyntaxTree.GetRoot();
        var others = LocalValues.Root(call).Descendants().Where(o => o is ILocalReferenceOperation reference && reference.Local.Is(local)).Select(o => o.Syntax.Span).ToList();
        return member.DescendantTokens().Any(t => t.IsKind(SyntaxKind.IdentifierToken) && t.ValueText == local.Name && t != declarator.Identifier && !others.Any(o => o.Contains(t.Span))) ? null : statement;
    }

    private static bool IsSure(RepeatedScan scan, Iteration iteration, IOperation root, CollectionUse use, CompilationContext compilation)
    {
        if (!scan.IsSameIn(iteration, compilation)
            || !use.StaysSameIn(iteration.Operation)
            || !IsPlainChain(scan.Collection, root, iteration)
            || iteration.Operation.Syntax.DescendantNodes().Any(n => n is YieldStatementSyntax)
            || (iteration.Operation is IInvocationOperation call && Callbacks.IsDeferred(call.TargetMethod, compilation) && !PlainFunction.IsUsedAtOnce(call, compilation)))
        {
            return false;
        }

        // What the loop sets in the elements would be seen by a later question only.
        var facts = LoopFacts.Of(iteration);
        foreach (var argument in scan.IsByPosition ? ImmutableArray<IArgumentOperation>.Empty : scan.Call.Arguments)
        {
            if (argument.Parameter?.Ordinal > 0 && !IsPlainArgument(argument.Value, facts))
                return false;
        }

        return true;
    }

    private static bool IsPlainChain(IOperation collection, IOperation root, Iteration iteration)
    {
        var facts = LoopFacts.Of(iteration);
        for (var value = collection.UnwrapView(); value != root; value = ((IInvocationOperation)value).Receiver()!.UnwrapView())
        {
            if (value is not IInvocationOperation { TargetMethod.Name: "Select" or "Where" or "OfType" or "Cast" or "Distinct" or "OrderBy" or "OrderByDescending" or "ThenBy" or "ThenByDescending" or "Order" or "OrderDescending" } call
                || call.Arguments.Skip(1).Any(a => !IsPlainArgument(a.Value, facts)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlainArgument(IOperation argument, LoopFacts facts)
    {
        var value = argument.Unwrap() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol.Parameters.Length: 1, Body.Operations: { Length: 1 } body } } && body[0] is IReturnOperation { ReturnedValue: { } result }
            ? result
            : argument;
        return PlainFunction.IsPlain(value) && !LoopFacts.ReferencedSymbols(value).Any(facts.Writes);
    }

    /// <summary>Whether the type, though no list, holds its elements.</summary>
    private static bool IsCounted(IOperation root, CompilationContext compilation) =>
        ScanCosts.For(compilation).IsSet(root.Type) || ScanCosts.For(compilation).IsDictionary(root.Type);

    /// <summary>Of an empty sequence the maximum of what may be null is null, and a sum of fractions does not overflow.</summary>
    private static bool NeverFails(IInvocationOperation call) => call.TargetMethod.Name switch
    {
        "Max" or "Min" => call.Type is { IsReferenceType: true } || call.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T },
        "Sum" => call.Type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single,
        _ => false,
    };

    private static string NameOf(string source, string method) => method switch
    {
        "ToList" => source + "List",
        "ToArray" => source + "Array",
        "ToHashSet" => source + "Set",
        "ToDictionary" or "ToLookup" => source + "ByKey",
        _ => source + method,
    };
}
