namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>The member for many keys that stands beside a member for one, as text. Types are named as the member for one names them.</summary>
internal sealed class BatchMember
{
    private const string ForMany = ", for many at once";

    private static readonly ImmutableArray<string> Prepositions = ImmutableArray.Create("By", "For", "Of", "With");

    private readonly KeyedIndex index;
    private readonly int ordinal;

    /// <param name="name">What it is called.</param>
    /// <param name="index">What it gives back.</param>
    /// <param name="ordinal">Which parameter is the key.</param>
    public BatchMember(string name, KeyedIndex index, int ordinal)
    {
        Name = name;
        this.index = index;
        this.ordinal = ordinal;
    }

    public string Name { get; }

    /// <summary>Whether a declaration has a form that its text can be made from.</summary>
    public static bool CanStandBeside(MethodDeclarationSyntax one, int ordinal) =>
        one.TypeParameterList is null
        && one.Modifiers.All(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword
            or SyntaxKind.StaticKeyword or SyntaxKind.AsyncKeyword or SyntaxKind.VirtualKeyword)
        && one.ParameterList.Parameters.All(p => p.AttributeLists.Count == 0)
        && one.ParameterList.Parameters[ordinal] is { Default: null, Modifiers.Count: 0 }
        && !one.ContainsDirectives;

    /// <summary>A name for the member: <c>GetByIdAsync</c> becomes <c>GetByIdsAsync</c>, <c>GetAsync(id)</c> becomes <c>GetByIdsAsync</c>.</summary>
    public static string NameFor(IMethodSymbol one, IParameterSymbol key)
    {
        const string Async = "Async";
        var isAsync = one.Name.EndsWith(Async, StringComparison.Ordinal) && one.Name.Length > Async.Length;
        var stem = isAsync ? one.Name.Substring(0, one.Name.Length - Async.Length) : one.Name;
        var named = char.ToUpperInvariant(key.Name[0]) + key.Name.Substring(1);
        if (Prepositions.Any(p => stem.EndsWith(p, StringComparison.Ordinal)))
            stem += named;
        else if (!Prepositions.Any(p => NamesKey(stem, p)))
            stem += "By" + named;

        var several = Names.Plural(stem);
        return (several == stem ? stem + "By" + Names.Plural(named) : several) + (isAsync ? Async : "");
    }

    private static bool NamesKey(string stem, string preposition)
    {
        var at = stem.IndexOf(preposition, StringComparison.Ordinal);
        return at >= 0 && stem.Length > at + preposition.Length && char.IsUpper(stem[at + preposition.Length]);
    }

    /// <summary>The member of an interface.</summary>
    public string Declare(MethodDeclarationSyntax one, FixRequest home) => MethodDeclarations.Copy(one, home, Header(one, Keys(one, home), isAsync: false), ForMany);

    /// <summary>The member of a class that asks for all keys at once.</summary>
    public string Ask(KeyedMethod one)
    {
        var keys = Keys(one.Syntax, one.Home);
        var edits = Header(one.Syntax, keys, one.IsAsync);
        one.Ask(edits, keys, KeyText(one.Syntax) + "?");
        return MethodDeclarations.Copy(one.Syntax, one.Home, edits, ForMany);
    }

    /// <summary>The member of a class that only hands the call on to another object of the same interface; null where it does more.</summary>
    public string? HandOn(MethodDeclarationSyntax one, FixRequest home, ISymbol declared)
    {
        if (home.Model.GetOperation(one, home.CancellationToken) is not IMethodBodyOperation body
            || (body.BlockBody ?? body.ExpressionBody) is not { Operations: { Length: 1 } statements }
            || statements[0] is not IReturnOperation { ReturnedValue: { } value }
            || value.UnwrapAwait() is not IInvocationOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax } access } } call
            || !IsSame(call.TargetMethod, declared)
            || call.Arguments.Any(a => a.Value is not IParameterReferenceOperation given || given.Parameter.Ordinal != a.Parameter!.Ordinal)
            || call.Arguments.First(a => a.Parameter!.Ordinal == ordinal).Syntax is not ArgumentSyntax { NameColon: null } argument)
        {
            return null;
        }

        var keys = Keys(one, home);
        var edits = Header(one, keys, isAsync: false);
        edits.Replace(access.Name.Identifier.Span, Name);
        edits.Replace(argument.Span, keys);
        return MethodDeclarations.Copy(one, home, edits, ForMany);
    }

    /// <summary>The member of a class that answers for many by calling the member for one; null where that would fail early for a missing row.</summary>
    public string? CallForEach(MethodDeclarationSyntax one, FixRequest home)
    {
        if (index.Asked is KeyedAnswer.Row or KeyedAnswer.OnlyRow or KeyedAnswer.Extreme || one.ExplicitInterfaceSpecifier is not null || (one.Body ?? (SyntaxNode?)one.ExpressionBody) is not { } body)
            return null;

        var keys = Keys(one, home);
        var key = one.ParameterList.Parameters[ordinal].Identifier.Text;
        var found = Names.Unique("found", body, home.Model);
        var row = Names.Unique("row", body, home.Model);
        var isTask = Wrapped(one.ReturnType) is not null;
        var call = (isTask ? "await " : "") + one.Identifier.Text + "(" + string.Join(", ", one.ParameterList.Parameters.Select(p => p.Identifier.Text)) + ")";
        var pair = "new KeyValuePair<" + IndexKeyText(one) + ", " + RowText(one) + ">";
        var (start, statement, end) = index.Form switch
        {
            KeyedForm.Set => ("new " + IndexText(one) + "()", new[] { $"if ({call})", $"    {found}.Add({key});" }, found),
            KeyedForm.Dictionary => ("new " + IndexText(one) + "()", new[] { $"if ({call} is {{ }} {row})", $"    {found}[{key}] = {row};" }, found),
            KeyedForm.Count => ("new " + IndexText(one) + "()", new[] { $"{found}[{key}] = {call};" }, found),
            KeyedForm.CountLookup => Pairs($"{found}.Add({pair}({key}, {call}));"),
            _ when index.Asked == KeyedAnswer.Rows => Pairs($"foreach (var {row} in {call})", $"    {found}.Add({pair}({key}, {row}));"),
            _ => Pairs($"if ({call} is {{ }} {row})", $"    {found}.Add({pair}({key}, {row}));"),
        };

        var newLine = TextShape.NewLine(home.Text);
        var outer = TextShape.Indentation(home.Text, one.SpanStart);
        var inner = TextShape.Deeper(outer);
        var lines = new List<string> { outer + "{", inner + $"var {found} = {start};", inner + $"foreach (var {key} in {keys}.Distinct())", inner + "{" };
        lines.AddRange(statement.Select(s => TextShape.Deeper(inner) + s.Replace("    ", TextShape.Deeper(inner).Substring(inner.Length))));
        lines.AddRange(new[] { inner + "}", "", inner + $"return {end};", outer + "}" });

        var edits = Header(one, keys, isTask);
        edits.Replace(TextSpan.FromBounds(one.ParameterList.Span.End, one.Span.End), newLine + string.Join(newLine, lines));
        return MethodDeclarations.Copy(one, home, edits, ForMany);

        (string, string[], string) Pairs(params string[] add) =>
            ($"new List<KeyValuePair<{IndexKeyText(one)}, {RowText(one)}>>()", add, found + ".ToLookup(pair => pair.Key, pair => pair.Value)");
    }

    /// <summary>The name of the parameter for many keys.</summary>
    public string Keys(MethodDeclarationSyntax one, FixRequest home)
    {
        var wanted = Names.Plural(one.ParameterList.Parameters[ordinal].Identifier.ValueText);
        return Names.Unique(wanted, (SyntaxNode?)one.Body ?? one.ExpressionBody ?? (SyntaxNode)one.ParameterList, home.Model);
    }

    private static bool IsSame(IMethodSymbol called, ISymbol declared) =>
        called.Name == declared.Name && called.OriginalDefinition.ToDisplayString() == declared.OriginalDefinition.ToDisplayString();

    private EditList Header(MethodDeclarationSyntax one, string keys, bool isAsync)
    {
        var edits = new EditList();
        if (isAsync && !one.Modifiers.Any(SyntaxKind.AsyncKeyword))
            edits.Insert(one.ReturnType.SpanStart, "async ");

        edits.Replace((Wrapped(one.ReturnType) ?? one.ReturnType).Span, IndexText(one));
        edits.Replace(one.Identifier.Span, Name);
        var column = KeyText(one) + (KeyTypes.IsNullable(index.Key.Types[0].Column) ? "?" : "");
        edits.Replace(one.ParameterList.Parameters[ordinal].Span, $"IReadOnlyCollection<{column}> {keys}");
        return edits;
    }

    private string IndexText(MethodDeclarationSyntax one) => index.Form switch
    {
        KeyedForm.Dictionary => $"Dictionary<{KeyText(one)}, {RowText(one)}>",
        KeyedForm.Count => $"Dictionary<{KeyText(one)}, {RowText(one)}>",
        KeyedForm.Set => $"HashSet<{IndexKeyText(one)}>",
        _ => $"ILookup<{IndexKeyText(one)}, {RowText(one)}>",
    };

    /// <summary>The type of a key; one that is an object may be null only where nobody says so.</summary>
    private string IndexKeyText(MethodDeclarationSyntax one) => KeyText(one) + (index.Key.NeedsNullableIndex && index.Key.Types[0].Column.IsValueType ? "?" : "");

    private string KeyText(MethodDeclarationSyntax one) => one.ParameterList.Parameters[ordinal].Type!.ToString().TrimEnd('?');

    /// <summary>The type of one row, from the type that the member for one gives back.</summary>
    private string RowText(MethodDeclarationSyntax one)
    {
        var given = Wrapped(one.ReturnType) ?? one.ReturnType;
        if (given is NullableTypeSyntax nullable)
            given = nullable.ElementType;

        if (index.Asked != KeyedAnswer.Rows)
            return given.ToString();

        return given switch
        {
            ArrayTypeSyntax array => array.ElementType.ToString(),
            QualifiedNameSyntax { Right: GenericNameSyntax generic } => generic.TypeArgumentList.Arguments[0].ToString(),
            GenericNameSyntax generic => generic.TypeArgumentList.Arguments[0].ToString(),
            _ => given.ToString(),
        };
    }

    /// <summary>The <c>T</c> of <c>Task&lt;T&gt;</c>.</summary>
    private static TypeSyntax? Wrapped(TypeSyntax type)
    {
        var name = type is QualifiedNameSyntax qualified ? qualified.Right : type;
        return name is GenericNameSyntax { Identifier.ValueText: "Task" or "ValueTask", TypeArgumentList.Arguments: { Count: 1 } arguments } ? arguments[0] : null;
    }
}
