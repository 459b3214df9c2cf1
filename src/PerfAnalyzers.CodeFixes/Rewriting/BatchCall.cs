using PerfAnalyzers.Analysis.Iteration;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Calls, once before a loop, the member for many keys of what the loop calls for one.</summary>
internal static class BatchCall
{
    /// <summary>The edits in the document of the loop and in others; null when the place or the key does not allow them.</summary>
    public static (ImmutableArray<TextChange> Here, ImmutableDictionary<DocumentId, ImmutableArray<TextChange>> Elsewhere)? TryWrite(
        FixRequest request,
        IInvocationOperation call,
        Iteration loop,
        BatchMembers members)
    {
        var syntax = (InvocationExpressionSyntax)call.Syntax;
        var ordinal = members.One.Key.Ordinal;
        if (call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal) is not { Syntax: ArgumentSyntax { NameColon: null } argument } asked
            || call.Arguments.Any(a => a != asked && !a.IsImplicit && !Variance.IsInvariantIn(a.Value, loop))
            || (call.Instance is { } instance && !Variance.IsInvariantIn(instance, loop))
            || NameOf(syntax) is not { } name
            || QueryPlace.TryFind(syntax, members.One.IsAsync) is not { } place
            || KeySource.TryFind(asked.Value, loop, request.Compilation) is not { } keys
            || MayBeNull(keys.Type, members.One.Index)
            || Types(request, members.One, keys, asked.Parameter!.Type) is not { Fit: true } types
            || AheadOfLoop.TryFind(request, loop, members.One.IsAsync, Token(call), place.ConfigureAwait) is not { } ahead
            || !ahead.AddUsing(Knowledge.TypeNames.System.Enumerable)
            || (members.One.Index.NeedsGetValueOrDefault && !ahead.AddGetValueOrDefault()))
        {
            return null;
        }

        var keyList = ahead.Keys(keys, types);
        var map = ahead.Name(members.One.Index.NameFor(call.Type));
        var edits = new EditList();
        edits.Replace(name.Identifier.Span, members.Name);
        edits.Replace(argument.Span, keyList);
        var moved = edits.Build()!.Value.Select(e => new TextChange(new TextSpan(e.Span.Start - syntax.SpanStart, e.Span.Length), e.NewText!));
        var text = ahead.Outdented(SourceText.From(request.Text.ToString(syntax.Span)).WithChanges(moved).ToString(), syntax);
        var answer = members.One.IsAsync ? "await " + text + place.ConfigureAwait : text;
        if (members.GivesRows)
        {
            var row = ahead.Name(members.One.Column.Row);
            answer = (members.One.IsAsync ? "(" + answer + ")" : answer) + members.One.Index.Of(row, ImmutableArray.Create(ahead.TypeText(asked.Parameter.Type)));
        }

        ahead.Add("var " + map + " = " + answer + ";");
        ahead.Changes.Add(new TextChange(place.Replaced.Span, members.One.Index.Answer(map, ImmutableArray.Create(argument.ToString()))));
        if (members.Exists)
            return (ahead.Build(), ImmutableDictionary<DocumentId, ImmutableArray<TextChange>>.Empty);

        return members.TryAdd(ahead.Changes, request.Document.Id) is { } elsewhere ? (ahead.Build(), elsewhere) : null;
    }

    private static bool MayBeNull(ITypeSymbol key, KeyedIndex index) =>
        index.NeedsKnownKeys ? KeyTypes.MayBeNoObject(key) : key is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated };

    private static SyntaxNode? Token(IInvocationOperation call) =>
        (call.Arguments.FirstOrDefault(a => a is { IsImplicit: false, Parameter.Type.Name: nameof(CancellationToken) })?.Syntax as ArgumentSyntax)?.Expression;

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        SimpleNameSyntax name => name,
        _ => null,
    };

    /// <summary>The types of the key, all as the project of the loop knows them.</summary>
    private static KeyTypes Types(FixRequest request, KeyedMethod one, KeySource keys, ITypeSymbol parameter)
    {
        var column = KeyTypes.Underlying(parameter);
        if (KeyTypes.IsNullable(one.Column.Property.Type))
            column = request.Model.Compilation.GetSpecialType(SpecialType.System_Nullable_T).Construct(column);

        return new KeyTypes(column, keys.Type, parameter);
    }
}
