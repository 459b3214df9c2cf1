using PerfAnalyzers.Analysis.Collections;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// Keeps a set beside a list that is asked for a value before the value is added: <c>if (!list.Contains(x)) list.Add(x);</c>, or a set of keys:
/// <c>if (!list.Any(e =&gt; e.Key == x.Key)) list.Add(x);</c>
/// </summary>
internal sealed class SetBesideList
{
    private readonly FixRequest request;
    private readonly LocalList list;
    private readonly StatementSyntax scope;
    private readonly ISymbol? key;
    private readonly string set;
    private readonly EditList edits = new();
    private readonly HashSet<SyntaxNode> filledByTest = new();

    private SetBesideList(FixRequest request, LocalList list, StatementSyntax scope, ISymbol? key)
    {
        this.request = request;
        this.list = list;
        this.scope = scope;
        this.key = key;
        set = Names.Unique(KeyedLookup.Name(IndexKind.Set, list.Local.Name, key?.Name), list.Declaration, request.Model);
    }

    /// <summary>The edits, or null when the list could hold something that the set does not.</summary>
    public static ImmutableArray<TextChange>? TryWrite(FixRequest request, IInvocationOperation asked, Iteration loop)
    {
        var test = KeyTest(asked);
        var isOfKeys = test is not null && StaysSame(test.Key.ReferencedSymbol()!, loop);
        if ((!isOfKeys && !(asked.TargetMethod is { Name: "Contains", Parameters.Length: 1 } contains && contains.IsMemberOf(request.Compilation.Type(TypeNames.System.ListOfT))))
            || asked.Receiver() is not { } searched
            || LocalList.Of(searched, request.CancellationToken) is not { Declaration.Parent: BlockSyntax block } list
            || asked.Syntax.Ancestors().OfType<StatementSyntax>().FirstOrDefault(s => s.Parent == block) is not { } scope
            || (isOfKeys && !list.StartsEmpty)
            || list.IsMentionedInFunction()
            || !HashSafety.Holds(isOfKeys ? test!.Key.Type : ElementKind.Of(list.Local.Type, request.Compilation), loop)
            || block.DescendantNodes().Any(n => n is GotoStatementSyntax))
        {
            return null;
        }

        return new SetBesideList(request, list, scope, isOfKeys ? test!.Key.ReferencedSymbol() : null).Write();
    }

    /// <summary>Whether no element of the list can get another key while the loop runs, which the list would notice and the set would not.</summary>
    private static bool StaysSame(ISymbol key, Iteration loop) =>
        key is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null or { IsInitOnly: true } }
        || (!LoopFacts.Of(loop).Changes(key) && !UnseenChanges.MayReach(new[] { key }, new[] { loop.Operation }));

    /// <summary>The question whether some element has the same key as another one, and nothing else: <c>Any(e =&gt; e.Key == x.Key)</c>.</summary>
    private static EqualityTest? KeyTest(IInvocationOperation asked) =>
        asked.TargetMethod.Name is "Any" or "Exists"
        && asked.Argument(asked.TargetMethod.IsExtensionMethod ? 1 : 0) is { } predicate
        && EqualityPredicate.Read(predicate, negated: false) is { Tests: { Length: 1 } tests, Others.IsEmpty: true }
        && tests[0] is { Comparison: null, Key: IMemberReferenceOperation { Instance: { } element } key, Sought: IMemberReferenceOperation sought } test
        && element.Unwrap() is IParameterReferenceOperation
        && sought.Member.Is(key.Member)
        && IndexKey.IsSteady(sought)
        && KeyComparison.AgreesInMemory(KeyTypes.Underlying(key.Type!))
            ? test
            : null;

    private ImmutableArray<TextChange>? Write()
    {
        var uses = list.References.Where(r => r.Syntax.SpanStart < scope.Span.End).ToImmutableArray();
        if (uses.Any(r => Test(r) is { } test && !WriteTest(test)) || filledByTest.Count == 0 && !uses.Any(r => Call(r, "Add") is not null))
            return null;

        if (uses.Any(r => Test(r) is null && !(Call(r, "Add") is { } added ? WriteAddition(added) : IsRead(r))) || !WriteDeclaration())
            return null;

        return edits.Build();
    }

    private static InvocationExpressionSyntax? Call(ILocalReferenceOperation reference, string method) =>
        reference.Parent is IInvocationOperation call && call.Instance == reference && call.TargetMethod.Name == method && call.TargetMethod.Parameters.Length == 1
            ? call.Syntax as InvocationExpressionSyntax
            : null;

    private InvocationExpressionSyntax? Test(ILocalReferenceOperation reference)
    {
        if (key is null)
            return Call(reference, "Contains");

        var asked = reference.Parent as IInvocationOperation ?? (reference.ParentValue() as IArgumentOperation)?.Parent as IInvocationOperation;
        return asked?.Receiver()?.Unwrap() == reference && KeyTest(asked) is { } test && test.Key.ReferencedSymbol().Is(key) ? asked.Syntax as InvocationExpressionSyntax : null;
    }

    /// <summary>What a question seeks, as the set is asked for it.</summary>
    private string Sought(InvocationExpressionSyntax test) => key is not null && request.Model.GetOperation(test, request.CancellationToken) is IInvocationOperation asked
        ? KeyTest(asked)!.Sought.Syntax.ToString()
        : test.ArgumentList.Arguments[0].ToString();

    /// <summary>What the set holds of a value of the list.</summary>
    private string Held(string value) => key is null ? value : value + "." + key.Name;

    /// <summary>Whoever is handed the list while the loop waits may add to it.</summary>
    private bool IsRead(ILocalReferenceOperation reference) =>
        CollectionUse.Of(reference, request.Compilation)?.IsRead(reference) == true && !reference.Syntax.Ancestors().Any(a => a.IsKind(SyntaxKind.YieldReturnStatement));

    /// <summary>Asks the set; where the value is added next, the question adds it to the set.</summary>
    private bool WriteTest(InvocationExpressionSyntax test)
    {
        if (test.Expression is not MemberAccessExpressionSyntax { Expression: { } searched, Name: { } name } || Comments.AreIn(test))
            return false;

        edits.Replace(searched.Span, set);
        if (key is not null)
        {
            edits.Replace(test.ArgumentList.Span, "(" + Sought(test) + ")");
            edits.Replace(name.Span, AdditionAfter(test) is null ? "Contains" : "Add");
        }

        if (AdditionAfter(test) is not var (addition, isNegated))
            return true;

        filledByTest.Add(addition);
        if (key is null)
            edits.Replace(name.Span, "Add");

        if (isNegated)
            edits.Delete(TextSpan.FromBounds(test.Parent!.SpanStart, test.SpanStart));
        else
            edits.Insert(test.SpanStart, "!");

        return true;
    }

    /// <summary>The call that adds the value when the list does not have it, and whether the question is negated.</summary>
    private (InvocationExpressionSyntax Addition, bool IsNegated)? AdditionAfter(InvocationExpressionSyntax test)
    {
        if (test.Parent is IfStatementSyntax { Else: null, Parent: BlockSyntax block } guard && guard.Condition == test && Leaves(guard.Statement))
            return block.Statements.IndexOf(guard) + 1 is var next && next < block.Statements.Count && Addition(block.Statements[next], test) is { } after ? (after, false) : null;

        if (test.Parent is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not)
            return null;

        ExpressionSyntax condition = not;
        if (condition.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both && both.Right == condition)
            condition = both;

        return condition.Parent is IfStatementSyntax tested && tested.Condition == condition && First(tested.Statement) is { } first && Addition(first, test) is { } inside ? (inside, true) : null;
    }

    private static StatementSyntax? First(StatementSyntax body) => body is BlockSyntax block ? block.Statements.FirstOrDefault() : body;

    private static bool Leaves(StatementSyntax body) =>
        body is not BlockSyntax { Statements.Count: not 1 } && First(body) is ContinueStatementSyntax or BreakStatementSyntax or ReturnStatementSyntax { Expression: null or LiteralExpressionSyntax or IdentifierNameSyntax };

    private InvocationExpressionSyntax? Addition(StatementSyntax statement, InvocationExpressionSyntax test) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add", Expression: IdentifierNameSyntax owner } } call }
        && owner.Identifier.ValueText == list.Local.Name
        && call.ArgumentList.Arguments.Count == 1
        && Held(call.ArgumentList.Arguments[0].ToString()) == Sought(test)
        && IsSteady(call.ArgumentList.Arguments[0].Expression)
            ? call
            : null;

    private bool IsSteady(ExpressionSyntax value) => request.Model.GetOperation(value, request.CancellationToken) is { } operation && IndexKey.IsSteady(operation.Unwrap());

    private bool WriteAddition(InvocationExpressionSyntax addition)
    {
        if (filledByTest.Contains(addition))
            return true;

        if (addition.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax } statement || !IsSteady(addition.ArgumentList.Arguments[0].Expression))
            return false;

        edits.AddRange(new[] { TextShape.After(statement, set + ".Add(" + Held(addition.ArgumentList.Arguments[0].ToString()) + ");", request.Text) });
        return true;
    }

    private bool WriteDeclaration()
    {
        var usings = ImmutableArray.CreateBuilder<TextChange>();
        if (request.Compilation.Type(TypeNames.Collections.HashSetOfT) is not { } type
            || list.Local.Type is not INamedTypeSymbol { TypeArguments: { Length: 1 } elements }
            || !Usings.TryAdd(usings, type, list.Declaration, request))
        {
            return false;
        }

        edits.AddRange(usings);
        var held = (key as IPropertySymbol)?.Type ?? (key as IFieldSymbol)?.Type ?? elements[0];
        var made = "new HashSet<" + held.ToMinimalDisplayString(request.Model, list.Declaration.SpanStart) + ">(" + (list.StartsEmpty ? "" : list.Local.Name) + ")";
        edits.AddRange(new[] { TextShape.After(list.Declaration, "var " + set + " = " + made + ";", request.Text) });
        return true;
    }
}
