using PerfAnalyzers.Analysis.Caching;
using PerfAnalyzers.CodeFixes.Rewriting;
using PerfAnalyzers.Knowledge;
using PerfAnalyzers.Knowledge.Caching;

namespace PerfAnalyzers.CodeFixes.Rules.Caching;

/// <summary>Deserializes JSON from the stream, and answers with a file as a stream.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BufferedPayloadFix))]
public sealed class BufferedPayloadFix : RuleCodeFix
{
    /// <summary>Bytes were JSON in UTF-8 before.</summary>
    public const string Stream = "PERF5006.Stream";

    /// <summary>A text could have been in any encoding.</summary>
    public const string StreamOfText = "PERF5006.StreamOfText";

    /// <summary>The file stays open while it is sent.</summary>
    public const string SendFile = "PERF5006.SendFile";

    public BufferedPayloadFix()
        : base(RuleIds.BufferedPayload)
    {
    }

    internal override ImmutableArray<string> EquivalenceKeys { get; } = ImmutableArray.Create(Stream, StreamOfText, SendFile);

    internal override async Task<ImmutableArray<FixPlan>> PlanAsync(FixRequest request)
    {
        if (request.Node<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax } syntax
            || request.Model.GetOperation(syntax, request.CancellationToken) is not IInvocationOperation call
            || BufferedPayload.Of(call, request.Compilation) is not { } found
            || Payloads.For(request.Compilation).ReadBy(call.TargetMethod) is not (PayloadSource.Answer or PayloadSource.File))
        {
            return ImmutableArray<FixPlan>.Empty;
        }

        var changes = ImmutableArray.CreateBuilder<TextChange>();
        var isPlanned = found.Use switch
        {
            PayloadUse.Json => TryDeserialize(changes, found, syntax, request),
            PayloadUse.Copy => TrySend(changes, found, syntax, request),
            _ => false,
        };
        var edits = changes.ToImmutable();
        if (!isPlanned || !await StillCompiles.AfterAsync(edits, syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? request.Root, request).ConfigureAwait(false))
            return ImmutableArray<FixPlan>.Empty;

        return ImmutableArray.Create(
            found.Use == PayloadUse.Copy ? new FixPlan("Answer with the file as a stream (it stays open while it is sent)", SendFile, edits) { ChangesBehaviour = true }
            : IsText(call) ? new FixPlan("Deserialize from the stream (the text has to be UTF-8)", StreamOfText, edits) { ChangesBehaviour = true }
            : new FixPlan("Deserialize from the stream", Stream, edits));
    }

    private static bool IsText(IInvocationOperation call) => call.TargetMethod.Name.IndexOf("String", StringComparison.Ordinal) >= 0 || call.TargetMethod.Name.IndexOf("Text", StringComparison.Ordinal) >= 0;

    private static bool TryDeserialize(ImmutableArray<TextChange>.Builder changes, BufferedPayload found, InvocationExpressionSyntax read, FixRequest request)
    {
        // What is deserialized by a stream in memory keeps its own form.
        if (found.Consumer.Syntax is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax serializer } deserialize
            || deserialize.ArgumentList.Arguments.FirstOrDefault() is not { NameColon: null } argument
            || !argument.Span.Contains(found.Given.Syntax.Span)
            || found.Given.Parent?.Parent != found.Consumer
            || Opened(found, read) is not { } opened
            || Whole(read) is not { } value
            || Comments.AreIn(value)
            || deserialize.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax block } statement)
        {
            return false;
        }

        var isAwaited = value is AwaitExpressionSyntax;
        var name = Names.Unique("stream", read, request.Model);
        if (found.Local is null)
        {
            if (!IsFirst(statement, deserialize))
                return false;

            var (same, _) = TextShape.Lines(request.Text, statement.SpanStart);
            changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), $"using var {name} = {opened};{same}"));
        }
        else
        {
            if (read.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration: { Variables.Count: 1 } declared } declaration
                || declaration.Parent != block
                || block.Statements.IndexOf(statement) != block.Statements.IndexOf(declaration) + 1)
            {
                return false;
            }

            changes.Add(new TextChange(declared.Span, $"using var {name} = {opened}"));
        }

        changes.Add(new TextChange(argument.Expression.Span, name));
        if (!isAwaited)
            return true;

        changes.Add(new TextChange(serializer.Name is GenericNameSyntax generic ? generic.Identifier.Span : serializer.Name.Span, "DeserializeAsync"));
        if (TokenOf(found.Call) is { } token)
            changes.Add(new TextChange(new TextSpan(deserialize.ArgumentList.CloseParenToken.SpanStart, 0), ", cancellationToken: " + token));

        var configured = value is AwaitExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" } } configure } ? ".ConfigureAwait" + configure.ArgumentList : "";
        var needsBrackets = deserialize.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax or PostfixUnaryExpressionSyntax;
        changes.Add(new TextChange(new TextSpan(deserialize.SpanStart, 0), needsBrackets ? "(await " : "await "));
        if (configured.Length > 0 || needsBrackets)
            changes.Add(new TextChange(new TextSpan(deserialize.Span.End, 0), configured + (needsBrackets ? ")" : "")));

        return true;
    }

    /// <summary>The text that opens what was read.</summary>
    private static string? Opened(BufferedPayload found, InvocationExpressionSyntax read)
    {
        var access = (MemberAccessExpressionSyntax)read.Expression;
        var method = found.Call.TargetMethod;
        if (method.ContainingType.Name == "File")
            return OpenedFile(found.Call, access) is { } opened ? opened : null;

        // The client limits the time of a whole answer, and of a stream only until it begins.
        if (method.Name is "GetStringAsync" or "GetByteArrayAsync" || Whole(read) is not AwaitExpressionSyntax awaited)
            return null;

        var tail = awaited.Expression.ToString().Substring(read.Span.End - awaited.Expression.SpanStart);
        return $"await {access.Expression}.ReadAsStreamAsync{read.ArgumentList}{tail}";
    }

    /// <summary>Only the path may be given: an encoding would be lost.</summary>
    private static string? OpenedFile(IInvocationOperation call, MemberAccessExpressionSyntax access) =>
        call.Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit).All(a => a.Parameter is { Ordinal: 0 } or { Type.Name: "CancellationToken" }) && call.Argument(0) is { } path
            ? $"{access.Expression}.OpenRead({path.Syntax})"
            : null;

    private static string? TokenOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.Name: "CancellationToken" })?.Value.Syntax.ToString();

    /// <summary>The call with what waits for it, where that is all there is.</summary>
    private static ExpressionSyntax? Whole(InvocationExpressionSyntax read) =>
        read.Parent switch
        {
            AwaitExpressionSyntax awaited => awaited,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Parent: InvocationExpressionSyntax { Parent: AwaitExpressionSyntax awaited } } => awaited,
            _ => read,
        };

    /// <summary>Whether nothing of a statement is done before an expression in it.</summary>
    private static bool IsFirst(StatementSyntax statement, ExpressionSyntax value)
    {
        SyntaxNode node = value;
        while (node.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax || (node.Parent is BinaryExpressionSyntax binary && binary.Left == node) || (node.Parent is MemberAccessExpressionSyntax access && access.Expression == node))
            node = node.Parent;

        return node.Parent switch
        {
            ReturnStatementSyntax or ExpressionStatementSyntax => node.Parent == statement,
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } } => declaration.Parent == statement,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax, Parent: ExpressionStatementSyntax assignment } => assignment == statement,
            _ => false,
        };
    }

    /// <summary>A controller sends the stream of a file as it sends its bytes, and disposes of it.</summary>
    private static bool TrySend(ImmutableArray<TextChange>.Builder changes, BufferedPayload found, InvocationExpressionSyntax read, FixRequest request)
    {
        if (found.Call.TargetMethod.Name is not ("ReadAllBytes" or "ReadAllBytesAsync")
            || !found.Consumer.TargetMethod.ContainingType.Is(request.Compilation.Type(TypeNames.AspNetCore.ControllerBase))
            || OpenedFile(found.Call, (MemberAccessExpressionSyntax)read.Expression) is not { } opened
            || Whole(read) is not { } value
            || Comments.AreIn(value)
            || found.Consumer.Syntax.FirstAncestorOrSelf<StatementSyntax>() is not ReturnStatementSyntax { Parent: BlockSyntax block } answer
            || answer.Ancestors().TakeWhile(a => a is not MemberDeclarationSyntax).Any(a => a is TryStatementSyntax or UsingStatementSyntax))
        {
            return false;
        }

        if (found.Local is not null
            && (read.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>() is not { Declaration: { Variables.Count: 1, Type.IsVar: true } } declaration
                || declaration.Parent != block
                || block.Statements.IndexOf(answer) != block.Statements.IndexOf(declaration) + 1))
        {
            return false;
        }

        changes.Add(new TextChange(value.Span, opened));
        return true;
    }
}
