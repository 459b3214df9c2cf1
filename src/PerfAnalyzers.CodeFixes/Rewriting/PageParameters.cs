namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Puts the parameters of a page among those of a member, and their values among the arguments of a call.</summary>
internal static class PageParameters
{
    /// <summary>The ordinal that the first of them gets: before a token and before what may be left out.</summary>
    public static int Place(IMethodSymbol method)
    {
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            if (method.Parameters[i] is { HasExplicitDefaultValue: true } or { IsParams: true } or { Type.Name: "CancellationToken" })
                return i;
        }

        return method.Parameters.Length;
    }

    public static bool TryDeclare(EditList edits, ParameterListSyntax list, int place, string parameters)
    {
        // A lambda whose parameters have no types cannot get some that have.
        if (list.Parameters.Any(p => p.Type is null) || place > list.Parameters.Count)
            return false;

        if (place < list.Parameters.Count)
            edits.Insert(list.Parameters[place].SpanStart, parameters + ", ");
        else if (list.Parameters.Count > 0)
            edits.Insert(list.Parameters.Last().Span.End, ", " + parameters);
        else
            edits.Insert(list.OpenParenToken.Span.End, parameters);

        return true;
    }

    /// <summary>The edit that hands the page to a call; null where an argument stands in an unusual place.</summary>
    public static TextChange? Pass(InvocationExpressionSyntax call, IMethodSymbol method, string name, string which, string size)
    {
        var place = Place(method);
        var arguments = call.ArgumentList.Arguments;

        // What an extension method is called on is its first argument.
        if (method.IsExtensionMethod && arguments.Count < method.Parameters.Length && call.Expression is MemberAccessExpressionSyntax)
            place--;

        if (arguments.Any(a => a.NameColon is not null))
            return new TextChange(new TextSpan(arguments.Last().Span.End, 0), $", {name}: {which}, {PageForm.Size}: {size}");

        if (place < 0 || arguments.Count < place)
            return null;

        if (place < arguments.Count)
            return new TextChange(new TextSpan(arguments[place].SpanStart, 0), $"{which}, {size}, ");

        return arguments.Count > 0
            ? new TextChange(new TextSpan(arguments.Last().Span.End, 0), $", {which}, {size}")
            : new TextChange(new TextSpan(call.ArgumentList.OpenParenToken.Span.End, 0), $"{which}, {size}");
    }
}
