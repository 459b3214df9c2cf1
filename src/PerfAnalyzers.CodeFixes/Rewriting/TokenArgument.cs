using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes a token among the arguments of a call.</summary>
internal static class TokenArgument
{
    private const int CollectionExpressions = 1200;

    /// <summary>Gives the token to a call; false when the arguments that are there cannot stand beside it.</summary>
    public static bool TryWrite(EditList edits, IInvocationOperation operation, TokenSlot slot, string token, FixRequest request)
    {
        if (operation.Syntax is not InvocationExpressionSyntax call)
            return false;

        if (slot.Form == TokenSlotForm.InCommand)
            return TryWriteInCommand(edits, operation, slot, token, request);

        if (slot.Form == TokenSlotForm.AfterArray && !TryGather(edits, operation, call, request))
            return false;

        if (slot.Form == TokenSlotForm.AfterArray)
            edits.Insert(call.ArgumentList.CloseParenToken.SpanStart, ", " + token);
        else if (Misplaced(operation, call, token, request) is { } misplaced)
            edits.Insert(misplaced.SpanStart, slot.Parameter.Name + ": ");
        else
            Write(edits, call, slot.Parameter, token, request);

        return true;
    }

    /// <summary>The token itself as the last argument, where it has come to an optional parameter that takes anything: <c>AskAsync(id, token)</c> of <c>AskAsync(id, object state = null, CancellationToken token = default)</c>.</summary>
    private static ArgumentSyntax? Misplaced(IInvocationOperation operation, InvocationExpressionSyntax call, string token, FixRequest request) =>
        operation.Arguments.FirstOrDefault(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter: { IsOptional: true, Type.SpecialType: SpecialType.System_Object } }
            && TokenSlots.For(request.Compilation).IsToken(a.Value.Unwrap().Type))?.Syntax is ArgumentSyntax { NameColon: null } argument
        && argument == call.ArgumentList.Arguments.Last()
        && argument.Expression.ToString() == token
            ? argument
            : null;

    private static bool TryWriteInCommand(EditList edits, IInvocationOperation operation, TokenSlot slot, string token, FixRequest request)
    {
        var slots = TokenSlots.For(request.Compilation);
        if (operation.Arguments.Select(slots.CommandIn).FirstOrDefault(c => c is not null) is not { Initializer: null, Syntax: BaseObjectCreationExpressionSyntax { ArgumentList: { } list } })
            return false;

        Write(edits, list, slot.Parameter.Ordinal, slot.Parameter.Name, token);
        return true;
    }

    /// <summary>Gives the token to the parameter of the method that is called from now on.</summary>
    public static void Write(EditList edits, InvocationExpressionSyntax call, IParameterSymbol parameter, string token, FixRequest request) =>
        Write(edits, call, (IMethodSymbol)parameter.ContainingSymbol, parameter.Ordinal, parameter.Name, token, request);

    /// <summary>The same for a parameter that is not there yet.</summary>
    public static void Write(EditList edits, InvocationExpressionSyntax call, IMethodSymbol method, int ordinal, string name, string token, FixRequest request)
    {
        var position = method is { IsExtensionMethod: true, MethodKind: not MethodKind.ReducedExtension } && IsReduced(call, request) ? ordinal - 1 : ordinal;
        Write(edits, call.ArgumentList, position, name, token);
    }

    private static void Write(EditList edits, ArgumentListSyntax list, int position, string name, string token)
    {
        var arguments = list.Arguments;
        var areNamed = arguments.Any(a => a.NameColon is not null);
        if (position < arguments.Count && !areNamed)
        {
            edits.Insert(arguments[position].SpanStart, token + ", ");
            return;
        }

        var isNext = position == arguments.Count && !areNamed;
        edits.Insert(list.CloseParenToken.SpanStart, (arguments.Count > 0 ? ", " : "") + (isNext ? token : $"{name}: {token}"));
    }

    /// <summary>Whether an extension method is called on its first argument; operations show both forms alike.</summary>
    public static bool IsReduced(InvocationExpressionSyntax call, FixRequest request) =>
        request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is IMethodSymbol { MethodKind: MethodKind.ReducedExtension };

    /// <summary>Makes one array of arguments of which a method takes any number: <c>FindAsync(id)</c>.</summary>
    private static bool TryGather(EditList edits, IInvocationOperation operation, InvocationExpressionSyntax call, FixRequest request)
    {
        if (operation.Arguments.FirstOrDefault(a => a.Parameter?.IsParams == true) is not { Parameter: { } parameter } many || many.ArgumentKind != ArgumentKind.ParamArray)
            return true;

        var position = IsReduced(call, request) ? parameter.Ordinal - 1 : parameter.Ordinal;
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Count <= position || arguments.Any(a => a.NameColon is not null) || parameter.Type is not IArrayTypeSymbol array)
            return false;

        var isShort = request.Document.Project.ParseOptions is CSharpParseOptions { LanguageVersion: var version } && (int)version.MapSpecifiedToEffectiveVersion() >= CollectionExpressions;
        var element = array.ElementType.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToMinimalDisplayString(request.Model, call.SpanStart);
        edits.Insert(arguments[position].SpanStart, isShort ? "[" : $"new {element}[] {{ ");
        edits.Insert(arguments.Last().Span.End, isShort ? "]" : " }");
        return true;
    }
}
