using PerfAnalyzers.Analysis.Calls;
using PerfAnalyzers.Analysis.Iteration;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>
/// A method for the rows of one key, everywhere it is declared: in a class, or in an interface and all its implementations; and the member for
/// many keys that stands beside it, or will.
/// </summary>
internal sealed class BatchMembers
{
    private readonly Solution solution;
    private readonly IMethodSymbol method;
    private readonly List<(MethodDeclarationSyntax Syntax, FixRequest Home)> declarations;
    private readonly BatchMember member;
    private readonly Dictionary<DocumentId, ImmutableArray<TextChange>.Builder> changes = new();

    private BatchMembers(Solution solution, IMethodSymbol method, KeyedMethod one, List<(MethodDeclarationSyntax Syntax, FixRequest Home)> declarations, BatchMember member)
    {
        this.solution = solution;
        this.method = method;
        this.declarations = declarations;
        this.member = member;
        One = one;
    }

    /// <summary>The implementation that asks the database.</summary>
    public KeyedMethod One { get; }

    public string Name => member.Name;

    /// <summary>Whether the member is there already.</summary>
    public bool Exists { get; private set; }

    /// <summary>Whether it gives back the rows themselves, of which the caller has to make an index.</summary>
    public bool GivesRows { get; private set; }

    /// <param name="call">The call of the member for one.</param>
    /// <param name="loop">The loop around it, of which one argument differs from round to round.</param>
    /// <param name="request">The finding.</param>
    public static async Task<BatchMembers?> TryFindAsync(IInvocationOperation call, Iteration loop, FixRequest request)
    {
        if (call.Arguments.Where(a => !Variance.IsInvariantIn(a.Value, loop)).ToArray() is not { Length: 1 } varying || varying[0].Parameter is not { Ordinal: var ordinal })
            return null;

        var method = MethodBodies.Declared(call.TargetMethod);
        if (method is not { MethodKind: MethodKind.Ordinary, IsGenericMethod: false, IsOverride: false })
            return null;

        var solution = request.Document.Project.Solution;
        if (await MethodDeclarations.OfAsync(method, solution, request.CancellationToken).ConfigureAwait(false) is not { } declarations)
            return null;

        var one = declarations.Select(d => KeyedMethod.TryRead(d.Home, d.Syntax, ordinal)).FirstOrDefault(k => k is not null);
        if (one is null || declarations.Any(d => !BatchMember.CanStandBeside(d.Syntax, ordinal)) || MayBeNull(one.Key))
            return null;

        var existing = method.ContainingType.GetMembers().OfType<IMethodSymbol>()
            .Where(m => !m.Is(method) && TakesManyKeys(m, method, ordinal))
            .Select(m => new BatchMembers(solution, method, one, declarations, new BatchMember(m.Name, one.Index, ordinal)) { Exists = true })
            .FirstOrDefault(m => m.IsWritten() || m.IsTwin());
        if (existing is not null)
            return existing;

        var name = BatchMember.NameFor(method, one.Key);
        var types = declarations.Select(d => d.Home.Model.GetDeclaredSymbol(d.Syntax)?.ContainingType).ToArray();
        return types.Append(call.Instance?.Type as INamedTypeSymbol ?? method.ContainingType).Any(t => t is null || IsTaken(name, t))
            ? null
            : new BatchMembers(solution, method, one, declarations, new BatchMember(name, one.Index, ordinal));
    }

    /// <summary>The edits that add the member wherever it has to be; null where one of the places does not allow it.</summary>
    /// <param name="inDocument">The edits of a document that has others already.</param>
    /// <param name="document">That document.</param>
    public ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>? TryAdd(ImmutableArray<TextChange>.Builder inDocument, DocumentId document)
    {
        changes[document] = inDocument;
        foreach (var (syntax, home) in declarations)
        {
            if (!changes.TryGetValue(home.Document.Id, out var here))
                changes[home.Document.Id] = here = ImmutableArray.CreateBuilder<TextChange>();

            if (Text(syntax, home) is not { } text || !AddUsings(here, syntax, home))
                return null;

            here.Add(MethodDeclarations.Beside(syntax, text, home.Text));
        }

        return changes.Where(c => c.Key != document).ToImmutableDictionary(c => c.Key, c => c.Value.ToImmutable());
    }

    private string? Text(MethodDeclarationSyntax syntax, FixRequest home)
    {
        if (syntax.Body is null && syntax.ExpressionBody is null)
            return member.Declare(syntax, home);

        if (syntax == One.Syntax)
            return member.Ask(One);

        return KeyedMethod.TryRead(home, syntax, One.Key.Ordinal) is { } other && other.Index.Asked == One.Index.Asked && other.Index.Form == One.Index.Form
            ? member.Ask(other)
            : member.HandOn(syntax, home, method) ?? member.CallForEach(syntax, home);
    }

    private bool AddUsings(ImmutableArray<TextChange>.Builder here, MethodDeclarationSyntax syntax, FixRequest home)
    {
        var needed = One.Index.Usings.Append(TypeNames.System.ListOfT).Where(n => syntax == One.Syntax || n != TypeNames.EfCore.QueryableExtensions);
        return needed.All(name => home.Compilation.Type(name) is { } type && Usings.TryAdd(here, type, syntax, home));
    }

    /// <summary>Whether every implementation of an existing member does what an added one would do.</summary>
    private bool IsWritten()
    {
        foreach (var (syntax, home) in declarations)
        {
            if (Text(syntax, home) is not { } text || !Others(syntax).Any(m => Plain(m.ToString()) == Plain(WithoutComment(text))))
                return false;
        }

        return true;
    }

    /// <summary>Whether a member of somebody's own asks the same for many keys, wherever the member for one asks a database.</summary>
    private bool IsTwin()
    {
        var answers = declarations
            .Select(d => (d.Syntax, One: d.Syntax == One.Syntax ? One : KeyedMethod.TryRead(d.Home, d.Syntax, One.Key.Ordinal)))
            .Where(d => d.One is not null)
            .Select(d => Others(d.Syntax).ToArray() is { Length: 1 } many ? d.One!.Compare(many[0]) : TwinAnswer.Unknown)
            .Distinct()
            .ToArray();
        GivesRows = answers.Contains(TwinAnswer.Rows);
        return answers.Length == 1 && answers[0] != TwinAnswer.Unknown;
    }

    /// <summary>The methods of the name beside a declaration of the one.</summary>
    private IEnumerable<MethodDeclarationSyntax> Others(MethodDeclarationSyntax one) =>
        ((TypeDeclarationSyntax)one.Parent!).Members.OfType<MethodDeclarationSyntax>()
            .Where(m => m != one && m.Identifier.ValueText == Name && m.ParameterList.Parameters.Count == method.Parameters.Length);

    private static string WithoutComment(string text) => text.StartsWith("///", StringComparison.Ordinal) ? text.Substring(text.IndexOf('\n') + 1) : text;

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static bool TakesManyKeys(IMethodSymbol many, IMethodSymbol one, int ordinal) =>
        many.Parameters.Length == one.Parameters.Length
        && many.MethodKind == MethodKind.Ordinary
        && one.Parameters.All(p => p.Ordinal == ordinal
            ? many.Parameters[ordinal].Type is INamedTypeSymbol { TypeArguments: { Length: 1 } keys } && KeyTypes.Underlying(keys[0]).Is(KeyTypes.Underlying(p.Type))
            : IsSame(many.Parameters[p.Ordinal], p, one.Parameters.Count(other => other.Ordinal != ordinal && other.Type.Is(p.Type)) > 1));

    /// <summary>Whether two parameters mean the same: two of one type may stand in another order, or be left out for another value.</summary>
    private static bool IsSame(IParameterSymbol many, IParameterSymbol one, bool isOneOfSeveral) =>
        many.Type.Is(one.Type)
        && (!isOneOfSeveral || many.Name == one.Name)
        && !(many.HasExplicitDefaultValue && one.HasExplicitDefaultValue && !Equals(many.ExplicitDefaultValue, one.ExplicitDefaultValue));

    /// <summary>Whether it says so itself; where nobody says, a lookup answers what is null.</summary>
    private static bool MayBeNull(IParameterSymbol key) => key.Type.IsReferenceType && key.NullableAnnotation == NullableAnnotation.Annotated;

    private static bool IsTaken(string name, INamedTypeSymbol type)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (!current.GetMembers(name).IsEmpty)
                return true;
        }

        return type.AllInterfaces.Any(i => !i.GetMembers(name).IsEmpty);
    }
}
