using PerfAnalyzers.Analysis.Async;
using PerfAnalyzers.Knowledge;

namespace PerfAnalyzers.CodeFixes.Rewriting;

/// <summary>Writes <c>await</c> into expressions.</summary>
internal static class AwaitExpression
{
    public const string Configure = ".ConfigureAwait(false)";

    /// <summary>Adds the edits that turn a blocking wait into an await of the same task; false when it has no such form.</summary>
    public static bool TryReplace(EditList edits, BlockingWait wait, FixRequest request)
    {
        if (wait.Operation.Syntax is not ExpressionSyntax whole || whole.ContainsDirectives || wait.HasTimeout)
            return false;

        NameTheMember(edits, wait, whole, request);
        return wait.Kind switch
        {
            WaitKind.WaitAny => AwaitGather.TryReplaceWaitAny(edits, wait, whole, request),
            WaitKind.WaitAll => AwaitGather.TryReplaceWaitAll(edits, wait, whole, request),
            WaitKind.Wait when !wait.Arguments.IsEmpty => TryReplaceWaitWithToken(edits, wait, whole, request),
            _ => TryReplaceRead(edits, wait, whole, request),
        };
    }

    /// <summary>Puts <c>await</c> before an expression that yields a task.</summary>
    public static void Await(EditList edits, ExpressionSyntax task, FixRequest request)
    {
        var configure = WantsConfigureAwait(task.SyntaxTree, request.CancellationToken) && !IsConfigured(task);
        var enclose = task is not (InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or ParenthesizedExpressionSyntax
            or ElementAccessExpressionSyntax or BaseObjectCreationExpressionSyntax or PostfixUnaryExpressionSyntax);
        edits.Insert(task.SpanStart, enclose ? "await (" : "await ");
        edits.Insert(task.Span.End, (enclose ? ")" : "") + (configure ? Configure : ""));
    }

    /// <summary>What has to be awaited when a call answers with a task: the call, or all of <c>a?.B()</c>.</summary>
    public static ExpressionSyntax Whole(InvocationExpressionSyntax call)
    {
        ExpressionSyntax whole = call;
        while (whole.Parent is ConditionalAccessExpressionSyntax access && access.WhenNotNull == whole)
            whole = access;

        return whole;
    }

    /// <summary>Whether a call can be awaited in its place. Of <c>a?.B()</c> that is so where nobody uses the answer.</summary>
    public static bool CanAwaitCall(ExpressionSyntax whole, InvocationExpressionSyntax call, FixRequest request) =>
        !call.ContainsDirectives
        && (whole == call
            ? !ContainsOpenAccess(call)
            : whole.Parent is ExpressionStatementSyntax
                && request.Model.GetSymbolInfo(call, request.CancellationToken).Symbol is IMethodSymbol { ReturnsVoid: true }
                && AwaitableTypes.For(request.Compilation).Task is { } task
                && Usings.TryAdd(ImmutableArray.CreateBuilder<TextChange>(), task, whole, request));

    /// <summary>Awaits a call that answers with a task from now on.</summary>
    public static void AwaitCall(EditList edits, ExpressionSyntax whole, InvocationExpressionSyntax call, FixRequest request)
    {
        if (whole == call)
        {
            AwaitAccess(edits, whole, request);
        }
        else
        {
            edits.Insert(whole.SpanStart, "await (");
            edits.Insert(whole.Span.End, " ?? Task.CompletedTask)" + (WantsConfigureAwait(whole.SyntaxTree, request.CancellationToken) ? Configure : ""));
        }
    }

    /// <summary>Awaits what is a call after the edit.</summary>
    public static void AwaitAccess(EditList edits, ExpressionSyntax whole, FixRequest request)
    {
        if (AwaitedShell(whole) is { } shell)
        {
            edits.Replace(TextSpan.FromBounds(shell.SpanStart, whole.SpanStart), "");
            edits.Replace(TextSpan.FromBounds(whole.Span.End, shell.Span.End), "");
            return;
        }

        var enclose = NeedsParentheses(whole);
        edits.Insert(whole.SpanStart, enclose ? "(await " : "await ");
        edits.Insert(whole.Span.End, (WantsConfigureAwait(whole.SyntaxTree, request.CancellationToken) ? Configure : "") + (enclose ? ")" : ""));
    }

    /// <summary>The <c>Task.FromResult(...)</c> around an expression that is awaited already: it is of no use once the expression is a task itself.</summary>
    private static InvocationExpressionSyntax? AwaitedShell(ExpressionSyntax whole)
    {
        if (whole.Parent is not ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: InvocationExpressionSyntax shell } }
            || shell.Expression is not MemberAccessExpressionSyntax { Name: IdentifierNameSyntax { Identifier.ValueText: "FromResult" }, Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" or "ValueTask" } }
            || shell.DescendantTrivia(n => n != whole).Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia)))
        {
            return null;
        }

        var task = shell.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax configured } ? configured : shell;
        return task.Parent is AwaitExpressionSyntax ? shell : null;
    }

    /// <summary>Has what a using is given from now on disposed of asynchronously, where that does work of its own.</summary>
    /// <param name="edits">The edits.</param>
    /// <param name="resource">The expression that is awaited.</param>
    /// <param name="task">The type that it has before it is awaited.</param>
    /// <param name="request">The document.</param>
    public static void AwaitDisposal(EditList edits, ExpressionSyntax resource, ITypeSymbol task, FixRequest request)
    {
        var declaration = resource.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declared } } ? declared.Parent : resource.Parent;
        var keyword = declaration switch
        {
            LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: 0, UsingKeyword: { RawKind: not 0 } local } => local,
            UsingStatementSyntax { AwaitKeyword.RawKind: 0 } scope => scope.UsingKeyword,
            _ => default,
        };

        // Configured, it would have to be another variable.
        if (keyword.RawKind != 0
            && task is INamedTypeSymbol { TypeArguments: { Length: 1 } result }
            && AsyncDisposals.For(request.Compilation).DoWork(result[0])
            && !WantsConfigureAwait(resource.SyntaxTree, request.CancellationToken))
        {
            edits.Insert(keyword.SpanStart, "await ");
        }
    }

    /// <summary>Whether every await of the file says ConfigureAwait(false): then a new one says so too.</summary>
    public static bool WantsConfigureAwait(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var any = false;
        foreach (var node in tree.GetRoot(cancellationToken).DescendantNodes())
        {
            if (node is not AwaitExpressionSyntax awaited || awaited.Expression.ToString().EndsWith("Yield()", StringComparison.Ordinal))
                continue;

            if (!awaited.Expression.ToString().EndsWith(Configure, StringComparison.Ordinal))
                return false;

            any = true;
        }

        return any;
    }

    private static bool TryReplaceRead(EditList edits, BlockingWait wait, ExpressionSyntax whole, FixRequest request)
    {
        var access = whole is InvocationExpressionSyntax call ? call.Expression : whole;
        if (wait.Kind == WaitKind.GetResult)
            access = ((access as MemberAccessExpressionSyntax)?.Expression as InvocationExpressionSyntax)?.Expression;

        // t?.Result: awaiting needs the null check written out.
        if (access is not MemberAccessExpressionSyntax { Expression: var task } || ContainsOpenAccess(task))
            return false;

        if (request.Model.GetTypeInfo(task, request.CancellationToken).Type is { } type)
            AwaitDisposal(edits, whole, type, request);

        var enclose = NeedsParentheses(whole);
        var kept = WithoutAsTask(edits, task, request);
        var configure = WantsConfigureAwait(whole.SyntaxTree, request.CancellationToken) && !IsConfigured(task);
        edits.Insert(whole.SpanStart, enclose ? "(await " : "await ");
        return TryRemove(edits, whole, kept, (configure ? Configure : "") + (enclose ? ")" : ""));
    }

    private static bool TryReplaceWaitWithToken(EditList edits, BlockingWait wait, ExpressionSyntax whole, FixRequest request)
    {
        var token = request.Compilation.Type(TypeNames.System.CancellationToken);
        var task = AwaitableTypes.For(request.Compilation).Task;
        if (whole is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var name, Expression: var receiver } }
            || ContainsOpenAccess(receiver)
            || wait.Arguments.Length != 1
            || !SymbolEqualityComparer.Default.Equals(wait.Arguments[0].Parameter?.Type, token)
            || task is null
            || !task.GetMembers("WaitAsync").OfType<IMethodSymbol>().Any(m => m.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(m.Parameters[0].Type, token)))
        {
            return false;
        }

        edits.Insert(whole.SpanStart, "await ");
        edits.Replace(name.Span, "WaitAsync");
        if (WantsConfigureAwait(whole.SyntaxTree, request.CancellationToken))
            edits.Insert(whole.Span.End, Configure);

        return true;
    }

    /// <summary>Removes the rest of an expression after the part that is kept; comments in it stay where they are.</summary>
    private static bool TryRemove(EditList edits, ExpressionSyntax whole, int keptEnd, string instead)
    {
        var removed = TextSpan.FromBounds(keptEnd, whole.Span.End);
        if (whole.DescendantTrivia().Any(t => removed.Contains(t.Span) && t.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia)))
        {
            edits.Insert(keptEnd, instead);
            foreach (var token in whole.DescendantTokens().Where(t => removed.Contains(t.Span) && t.Span.Length > 0))
                edits.Delete(token.Span);
        }
        else
        {
            edits.Replace(removed, instead);
        }

        return true;
    }

    /// <summary>Drops <c>AsTask()</c>, which only made a task to block on, and returns where the kept text ends.</summary>
    private static int WithoutAsTask(EditList edits, ExpressionSyntax task, FixRequest request)
    {
        if (IsAsTask(task, request) is { } direct)
            return direct;

        if (IsConfigured(task)
            && task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var configured, OperatorToken: var dot } }
            && IsAsTask(configured, request) is { } inner)
        {
            edits.Delete(TextSpan.FromBounds(inner, dot.SpanStart));
        }

        return task.Span.End;
    }

    private static int? IsAsTask(ExpressionSyntax task, FixRequest request) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AsTask", Expression: var value } }
        && AwaitableTypes.For(request.Compilation).IsValueTask(request.Model.GetTypeInfo(value, request.CancellationToken).Type)
        && !task.DescendantTrivia().Any(t => t.SpanStart >= value.Span.End && t.SpanStart < task.Span.End && t.Kind() is not (SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia))
            ? value.Span.End
            : null;

    private static bool IsConfigured(ExpressionSyntax task) =>
        task is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } };

    /// <summary>Whether the text starts in the middle of <c>a?.b</c>.</summary>
    private static bool ContainsOpenAccess(ExpressionSyntax expression) => expression switch
    {
        MemberBindingExpressionSyntax or ElementBindingExpressionSyntax => true,
        MemberAccessExpressionSyntax access => ContainsOpenAccess(access.Expression),
        InvocationExpressionSyntax call => ContainsOpenAccess(call.Expression),
        ElementAccessExpressionSyntax element => ContainsOpenAccess(element.Expression),
        PostfixUnaryExpressionSyntax postfix => ContainsOpenAccess(postfix.Operand),
        _ => false,
    };

    private static bool NeedsParentheses(ExpressionSyntax whole) => whole.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Expression == whole,
        ElementAccessExpressionSyntax element => element.Expression == whole,
        InvocationExpressionSyntax call => call.Expression == whole,
        ConditionalAccessExpressionSyntax access => access.Expression == whole,
        PostfixUnaryExpressionSyntax => true,
        SwitchExpressionSyntax choice => choice.GoverningExpression == whole,
        WithExpressionSyntax copy => copy.Expression == whole,
        RangeExpressionSyntax => true,
        _ => false,
    };

    /// <summary>new { x.Result } and (x.Result, 1) take the name of their member from the text that goes away.</summary>
    private static void NameTheMember(EditList edits, BlockingWait wait, ExpressionSyntax whole, FixRequest request)
    {
        if (wait.Kind != WaitKind.Result)
            return;

        if (whole.Parent is AnonymousObjectMemberDeclaratorSyntax { NameEquals: null })
        {
            edits.Insert(whole.SpanStart, "Result = ");
        }
        else if (whole.Parent is ArgumentSyntax { NameColon: null, Parent: TupleExpressionSyntax tuple } argument
            && request.Model.GetTypeInfo(tuple, request.CancellationToken).Type is INamedTypeSymbol { IsTupleType: true } type
            && tuple.Arguments.IndexOf(argument) is var index
            && index < type.TupleElements.Length
            && type.TupleElements[index] is { Name: "Result", IsExplicitlyNamedTupleElement: true })
        {
            edits.Insert(whole.SpanStart, "Result: ");
        }
    }
}
