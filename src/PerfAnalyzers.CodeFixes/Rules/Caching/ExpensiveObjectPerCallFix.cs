using System.Text.RegularExpressions;
using PerfAnalyzers.Analysis;
using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Keeps the object in a static field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ExpensiveObjectPerCallFix))]
public sealed class ExpensiveObjectPerCallFix : RuleCodeFix
{
    public const string Keep = "PERF5001.Keep";

    /// <summary>A pattern that ignores case does so as the culture wants in which it is made.</summary>
    public const string KeepWithCulture = "PERF5001.KeepWithCulture";

    public ExpensiveObjectPerCallFix()
        : base(RuleIds.ExpensiveObjectPerCall)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Keep, KeepWithCulture);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (Found(request) is not { } found)
            return ImmutableArray<FixPlan>.Empty;

        var edits = found.Made switch
        {
            IObjectCreationOperation creation => await ShareAsync(found, creation, request).ConfigureAwait(false),
            IInvocationOperation search => await ShareAsync(search, request).ConfigureAwait(false),
            _ => null,
        };
        if (edits is null)
            return ImmutableArray<FixPlan>.Empty;

        return ImmutableArray.Create(DependsOnCulture(found.Made)
            ? new FixPlan("Keep one in a static field (case is ignored as in the culture of the first call)", KeepWithCulture, edits.Value) { ChangesBehaviour = true }
            : new FixPlan("Keep one in a static field", Keep, edits.Value));
    }

    private static RemadeObject? Found(FixRequest request)
    {
        var node = request.Root.FindNode(request.Span, getInnermostNodeForTie: true);
        foreach (var syntax in node.AncestorsAndSelf().OfType<ExpressionSyntax>())
        {
            if (request.Model.GetOperation(syntax, request.CancellationToken) is IObjectCreationOperation or IInvocationOperation
                && request.Model.GetOperation(syntax, request.CancellationToken) is { } operation
                && RemadeObject.Of(operation, request.Compilation) is { } found
                && (found.Made is IObjectCreationOperation creation ? creation.WithoutInitializer() : ((IInvocationOperation)found.Made).NameAndArguments()).SourceSpan == request.Span)
            {
                return found;
            }
        }

        return null;
    }

    private static async Task<ImmutableArray<TextChange>?> ShareAsync(RemadeObject found, IObjectCreationOperation creation, FixRequest request)
    {
        if (SharedInstance.Of(creation, request, areArgumentsShared: true) is not { Value: { } value } instance || NewField.Home(creation.Syntax) is not { } home)
            return null;

        return await instance.PlanAsync(Stem(found.Kind, instance.Local, creation), Moved(value, creation.Syntax, home, request.Text)).ConfigureAwait(false);
    }

    /// <summary>A static search becomes one of a kept pattern: the pattern, options and limit go to the field, the rest stays.</summary>
    private static async Task<ImmutableArray<TextChange>?> ShareAsync(IInvocationOperation search, FixRequest request)
    {
        if (search.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call
            || NewField.Home(call) is not { } home
            || call.ArgumentList.Arguments.Any(a => a.NameColon is not null)
            || Comments.AreIn(call))
        {
            return null;
        }

        var isKept = search.Arguments.ToLookup(a => a.Parameter?.Name is "pattern" or "options" or "matchTimeout");
        var kept = isKept[true].Where(a => a.ArgumentKind == ArgumentKind.Explicit).OrderBy(a => a.Syntax.SpanStart).Select(a => a.Syntax.ToString());
        var rest = isKept[false].Where(a => a.ArgumentKind == ArgumentKind.Explicit).OrderBy(a => a.Syntax.SpanStart).Select(a => a.Syntax.ToString());
        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var type = access.Expression.ToString();
        var name = NewField.Declare(changes, "private static readonly " + type, Member(call) + "Pattern", $"new {type}({string.Join(", ", kept)})", isConstant: false, home, request);
        changes.Add(new TextChange(access.Expression.Span, name));
        changes.Add(new TextChange(call.ArgumentList.Arguments.Span, string.Join(", ", rest)));
        var edits = changes.ToImmutable();
        return await StillCompiles.AfterAsync(edits, home, request).ConfigureAwait(false) ? edits : null;
    }

    private static string Stem(ExpensiveKind kind, ILocalSymbol? local, IObjectCreationOperation creation)
    {
        var given = local is null ? "" : char.ToUpperInvariant(local.Name.TrimStart('_')[0]) + local.Name.TrimStart('_').Substring(1);
        return kind switch
        {
            ExpensiveKind.SerializerOptions => given is "" or "Options" or "Opts" ? "SerializerOptions" : given,
            ExpensiveKind.XmlSerializer => given is "" ? "Serializer" : given,
            _ when creation.ParentValue() is IReturnOperation => "Shared" + Regex.Replace(Member(creation.Syntax), "^(Get|Create|Build|Make)(?=[A-Z])", ""),
            _ => given is "" or "R" or "Re" or "Rx" or "Regex" ? Member(creation.Syntax) + "Pattern" : given,
        };
    }

    private static string Member(SyntaxNode place) => place.FirstAncestorOrSelf<MemberDeclarationSyntax>() switch
    {
        MethodDeclarationSyntax method => char.ToUpperInvariant(method.Identifier.ValueText[0]) + method.Identifier.ValueText.Substring(1),
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The text of a value whose lines are set in as a field needs it.</summary>
    private static string Moved(string value, SyntaxNode from, TypeDeclarationSyntax home, SourceText text)
    {
        var old = TextShape.Indentation(text, from.SpanStart);
        var inside = home.Members.Count > 0 && TextShape.StartsLine(text, home.Members[0].SpanStart) ? TextShape.Indentation(text, home.Members[0].SpanStart) : TextShape.Deeper(TextShape.Indentation(text, home.SpanStart));
        return value.Replace("\n" + old, "\n" + inside);
    }

    private static bool DependsOnCulture(IOperation made)
    {
        var arguments = made is IInvocationOperation call ? call.Arguments : ((IObjectCreationOperation)made).Arguments;
        var options = arguments.FirstOrDefault(a => a.Parameter?.Type.Name == "RegexOptions")?.Value.ConstantValue is { HasValue: true, Value: int given } ? (RegexOptions)given : RegexOptions.None;
        return (options & RegexOptions.CultureInvariant) == 0
            && ((options & RegexOptions.IgnoreCase) != 0 || arguments.Any(a => a is { Parameter.Name: "pattern", Value.ConstantValue: { HasValue: true, Value: string pattern } } && pattern.Contains("(?i")));
    }
}
