using Microsoft.CodeAnalysis.CSharp.Syntax;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.Analysis.Resilience;

/// <summary>A place that makes or runs a regular expression without a limit of time.</summary>
/// <param name="Pattern">The argument that is the pattern.</param>
/// <param name="IsGiven">Whether the pattern comes from outside, instead of being one that may take long.</param>
internal sealed record RegexSearch(IArgumentOperation Pattern, bool IsGiven)
{
    private const int NonBacktracking = 1024;

    public static RegexSearch? Of(IOperation operation, CompilationContext compilation, CancellationToken cancellationToken)
    {
        var (arguments, method) = operation switch
        {
            IObjectCreationOperation { Type.Name: "Regex" } creation => (creation.Arguments, creation.Constructor),
            IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType.Name: "Regex" } called } call => (call.Arguments, called),
            _ => default,
        };
        if (method is null
            || !method.ContainingType.Is(compilation.Type(TypeNames.Texts.Regex))
            || method.Parameters.Any(p => p.Name == "matchTimeout")
            || compilation.Get(c => new RegexDefaults(c)).HasLimit)
        {
            return null;
        }

        var pattern = arguments.FirstOrDefault(a => a.Parameter?.Name == "pattern");
        if (pattern is null || arguments.Any(a => a.Parameter?.Name == "options" && MayBeLinear(a.Value)))
            return null;

        if (pattern.Value.ConstantValue is { HasValue: true, Value: string text })
            return RegexPattern.MayExplode(text) && arguments.FirstOrDefault(a => a.Parameter?.Name == "input")?.Value.ConstantValue.HasValue != true ? new RegexSearch(pattern, IsGiven: false) : null;

        return OutsideText.Is(pattern.Value, compilation, cancellationToken) ? new RegexSearch(pattern, IsGiven: true) : null;
    }

    /// <summary>The pattern of a search that the compiler writes, where it may take long and has no limit of time.</summary>
    public static (AttributeArgumentSyntax Argument, string Pattern)? OfGenerated(ISymbol member, CompilationContext compilation, CancellationToken cancellationToken)
    {
        foreach (var attribute in member.GetAttributes())
        {
            if (!attribute.AttributeClass.Is(compilation.Type(TypeNames.Texts.GeneratedRegex))
                || Given(attribute, "pattern") is not string pattern
                || Given(attribute, "matchTimeoutMilliseconds") is > 0
                || (Given(attribute, "options") is int options && (options & NonBacktracking) != 0)
                || !RegexPattern.MayExplode(pattern)
                || compilation.Get(c => new RegexDefaults(c)).HasLimit
                || attribute.ApplicationSyntaxReference?.GetSyntax(cancellationToken) is not AttributeSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } syntax)
            {
                continue;
            }

            // The part that the compiler writes has the same attribute.
            if (member.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == syntax.SyntaxTree && r.Span.Contains(syntax.Span)))
                return (arguments.FirstOrDefault(a => a.NameColon?.Name.Identifier.ValueText == "pattern") ?? arguments[0], pattern);
        }

        return null;
    }

    private static object? Given(AttributeData attribute, string parameter)
    {
        var parameters = attribute.AttributeConstructor?.Parameters ?? ImmutableArray<IParameterSymbol>.Empty;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (parameters[i].Name == parameter)
                return attribute.ConstructorArguments[i].Value;
        }

        return null;
    }

    /// <summary>Whether the options say, or may say, that the search does not go back.</summary>
    private static bool MayBeLinear(IOperation options) => options.ConstantValue is not { HasValue: true, Value: int value } || (value & NonBacktracking) != 0;

    /// <summary>Whether the process has a limit for all searches.</summary>
    private sealed class RegexDefaults
    {
        // Read from text: whoever sets it has to write this name.
        public RegexDefaults(CompilationContext compilation) =>
            HasLimit = compilation.Compilation.SyntaxTrees.Any(t => t.TryGetText(out var text) && text.ToString().IndexOf("REGEX_DEFAULT_MATCH_TIMEOUT", StringComparison.Ordinal) >= 0);

        public bool HasLimit { get; }
    }
}
