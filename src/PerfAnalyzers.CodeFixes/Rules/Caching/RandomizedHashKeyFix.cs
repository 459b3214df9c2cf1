using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Takes the number from a hash of the text that is the same in every process.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RandomizedHashKeyFix))]
public sealed class RandomizedHashKeyFix : RuleCodeFix
{
    public const string Stable = "PERF5007.Stable";

    public RandomizedHashKeyFix()
        : base(RuleIds.RandomizedHashKey)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Stable);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax { Expression: { } text } } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation { TargetMethod: { Name: "GetHashCode", Parameters.IsEmpty: true, ContainingType.SpecialType: SpecialType.System_String } }
            || request.Compilation.Type(TypeNames.Hashes.Sha256) is not { } sha
            || !sha.GetMembers("HashData").OfType<IMethodSymbol>().Any(m => m.Parameters.Length == 1)
            || request.Compilation.Type(TypeNames.Hashes.BinaryPrimitives) is not { } numbers
            || request.Compilation.Type(TypeNames.Hashes.Encoding) is not { } encoding)
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        if (!Usings.TryAdd(changes, numbers, syntax, request) || !Usings.TryAdd(changes, sha, syntax, request) || !Usings.TryAdd(changes, encoding, syntax, request))
            return ImmutableArray<FixPlan>.Empty;

        // What is in parentheses to be called on needs none as an argument.
        var argument = text is ParenthesizedExpressionSyntax inner ? inner.Expression : text;
        changes.Add(new TextChange(TextSpan.FromBounds(syntax.SpanStart, argument.SpanStart), "BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes("));
        changes.Add(new TextChange(TextSpan.FromBounds(argument.Span.End, syntax.Span.End), ")))"));
        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, request.Node<TypeDeclarationSyntax>() ?? request.Root, request, withoutNullDoubts: true).ConfigureAwait(false)
            ? ImmutableArray.Create(new FixPlan("Use a hash that is the same in every process (what is stored by the old one is not found once)", Stable, edits) { ChangesBehaviour = true })
            : ImmutableArray<FixPlan>.Empty;
    }
}
