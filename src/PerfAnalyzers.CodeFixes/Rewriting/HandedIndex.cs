using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Lets a private method that is called in one place take a set or lookup where it took the list that it searches; the caller builds that once before its loop.</summary>
internal sealed class HandedIndex
{
    private readonly FixRequest request;
    private readonly HiddenScanInLoop hidden;
    private readonly IParameterSymbol parameter;
    private readonly List<TextChange> edits = new();

    private HandedIndex(FixRequest request, HiddenScanInLoop hidden, IParameterSymbol parameter)
    {
        this.request = request;
        this.hidden = hidden;
        this.parameter = parameter;
    }

    public ImmutableArray<TextChange> Changes { get; private set; }

    /// <summary>Whether the collection is never null where the index is built, and nothing unseen could set a key; otherwise only the user can say.</summary>
    public bool IsProven { get; private set; }

    /// <summary>What is built, for the title of an action.</summary>
    public string KindText { get; private set; } = "a lookup";

    /// <summary>The edits of both methods, or null when others call the method too, or it needs more than one question.</summary>
    public static HandedIndex? TryWrite(FixRequest request, HiddenScanInLoop hidden)
    {
        var target = MethodBodies.Declared(hidden.Call.TargetMethod);
        if (hidden is not { Collection: not null, Scan: { Origin: ScanOrigin.Parameter, Steps.IsEmpty: true } scan }
            || target is not { DeclaredAccessibility: Accessibility.Private, MethodKind: MethodKind.Ordinary, IsGenericMethod: false, ExplicitInterfaceImplementations.IsEmpty: true }
            || target.Parameters[scan.Parameter] is not { RefKind: RefKind.None, IsParams: false, IsOptional: false, IsThis: false } parameter
            || target.DeclaringSyntaxReferences is not { Length: 1 } declared
            || declared[0].SyntaxTree != request.Root.SyntaxTree
            || Callers.For(request.Compilation).Of(target, request.CancellationToken) is not { Length: 1 } sites
            || sites[0].Operation.Syntax != hidden.Call.Syntax
            || MethodBodies.For(request.Compilation).Of(target) is not { } body
            || body.Root.DescendantsAndSelf().Count(o => o is IParameterReferenceOperation reference && reference.Parameter.OriginalDefinition.Is(parameter)) != 1)
        {
            return null;
        }

        var index = new HandedIndex(request, hidden, parameter);
        return (scan.Pass.Operation switch
        {
            IInvocationOperation search => index.TryWrite(search),
            IForEachLoopOperation loop => index.TryWrite(loop),
            _ => false,
        })
            ? index
            : null;
    }

    private bool TryWrite(IInvocationOperation search)
    {
        if (search.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax }, ArgumentList.Arguments: { Count: 1 } arguments } syntax
            || LinearLookup.Read(search, request.Compilation) is not { Collection: { } collection } lookup
            || collection.Unwrap() is not IParameterReferenceOperation
            || Comments.AreIn(syntax)
            || IndexAnswer.For(lookup, syntax, prefersDictionary: false) is not { Kind: IndexKind.Set or IndexKind.Lookup } answer)
        {
            return false;
        }

        if (lookup.Predicate is not { } predicate)
            return answer.Kind == IndexKind.Set && Write(answer, key: null, arguments[0].Expression.ToString(), element: "item", Array.Empty<ISymbol>());

        return predicate is { Others.IsEmpty: true, Tests: { Length: 1 } tests }
            && IndexKey.Read(tests[0], predicate.Element) is { } key
            && Write(answer, (key, KeyType(tests[0])), key.Sought, predicate.Element.Name, LoopFacts.ReferencedSymbols(tests[0].Key));
    }

    /// <summary>A search that is written as a loop goes through the elements of the key.</summary>
    private bool TryWrite(IForEachLoopOperation loop)
    {
        if (loop.Syntax is not ForEachStatementSyntax { Expression: IdentifierNameSyntax list } syntax
            || SearchLoop.Read(loop) is not (_, { Length: 1 } tests)
            || Single(syntax.Statement) is not IfStatementSyntax test
            || request.Model.GetOperation(test.Condition, request.CancellationToken)?.Unwrap().Syntax != tests[0].Operation.Syntax
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { } element }
            || IndexKey.Read(tests[0], element) is not { } key
            || Comments.AreIn(test.Condition)
            || HasCommentBetween(syntax.CloseParenToken, test.Statement))
        {
            return false;
        }

        edits.Add(new TextChange(syntax.Statement.Span, Body(syntax.Statement, test.Statement)));
        return Write(new IndexAnswer(IndexKind.Lookup, list, "{0}[{1}]"), (key, KeyType(tests[0])), key.Sought, element.Name, LoopFacts.ReferencedSymbols(tests[0].Key));
    }

    private bool Write(IndexAnswer answer, (IndexKey Key, ITypeSymbol Type)? key, string sought, string element, IEnumerable<ISymbol> read)
    {
        if (hidden.Collection is not { } collection || ElementKind.Of(parameter.Type, request.Compilation) is not { } asked || !asked.Is(ElementKind.Of(collection.Unwrap().Type, request.Compilation)) || (key is null && !HashSafety.Holds(asked, hidden.Loop)))
            return false;

        var reads = read.Where(s => s is IPropertySymbol or IFieldSymbol).ToList();
        if (reads.Any(LoopFacts.Of(hidden.Loop).Writes))
            return false;

        var index = new KeyedLookup(answer.Kind, collection.Syntax.ToString(), element, key?.Key.Selector, Filter: null, key?.Key.Comparer);
        if (SetBeforeLoop.TryWrite(request, collection, hidden.Call, hidden.Loop, index, key?.Key.Name) is not { } before || parameter.DeclaringSyntaxReferences[0].GetSyntax() is not ParameterSyntax { Type: { } type })
            return false;

        var keyType = key?.Type ?? asked;
        KindText = answer.Kind == IndexKind.Set ? "a HashSet" : "a lookup";
        edits.Add(new TextChange(type.Span, answer.Kind == IndexKind.Set ? "HashSet<" + Text(keyType, type) + ">" : "ILookup<" + Text(keyType, type) + ", " + Text(asked, type) + ">"));
        edits.Add(new TextChange(answer.Replaced.Span, string.Format(System.Globalization.CultureInfo.InvariantCulture, answer.Pattern, parameter.Name, sought)));
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (answer.Kind == IndexKind.Set && !(request.Compilation.Type(TypeNames.Collections.HashSetOfT) is { } set && Usings.TryAdd(usings, set, type, request)))
            return false;

        var all = new EditList();
        all.AddRange(before.Changes);
        all.AddRange(usings);
        all.AddRange(edits);
        Changes = all.Build() ?? ImmutableArray<TextChange>.Empty;
        IsProven = before.IsSurelyNotNull && !UnseenChanges.MayReach(reads, new[] { hidden.Loop.Operation });
        return !Changes.IsEmpty;
    }

    /// <summary>The type that the index compares: a number that may be missing on one side may be missing in the index.</summary>
    private static ITypeSymbol KeyType(EqualityTest test)
    {
        var (key, sought) = (Plain(test.Key), Plain(test.Sought).Type!);
        return KeyTypes.IsNullable(sought) ? sought : key.ReferencedSymbol() switch
        {
            IPropertySymbol property => property.Type,
            IFieldSymbol field => field.Type,
            _ => key.Type!,
        };
    }

    private static IOperation Plain(IOperation value)
    {
        while (value is IConversionOperation { IsImplicit: true } conversion)
            value = conversion.Operand;

        return value;
    }

    private string Text(ITypeSymbol type, SyntaxNode place) => type.ToMinimalDisplayString(request.Model, place.SpanStart);

    /// <summary>The body of the loop without its test.</summary>
    private string Body(StatementSyntax outer, StatementSyntax inner)
    {
        if (outer is not BlockSyntax || inner is not BlockSyntax)
            return outer == inner.Parent ? inner.ToString() : request.Text.ToString(TextSpan.FromBounds(outer.SpanStart, inner.Parent!.SpanStart)) + inner + request.Text.ToString(TextSpan.FromBounds(inner.Span.End, outer.Span.End));

        var newLine = TextShape.NewLine(request.Text);
        return inner.ToString().Replace(newLine + TextShape.Indentation(request.Text, inner.SpanStart), newLine + TextShape.Indentation(request.Text, outer.SpanStart));
    }

    private static StatementSyntax? Single(StatementSyntax statement) => statement is BlockSyntax block ? (block.Statements.Count == 1 ? block.Statements[0] : null) : statement;

    private static bool HasCommentBetween(SyntaxToken from, StatementSyntax to) =>
        to.SyntaxTree.GetRoot().DescendantTrivia(TextSpan.FromBounds(from.Span.End, to.SpanStart)).Any(t => t.IsDirective || t.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia);
}
